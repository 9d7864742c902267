"""The migration that tells refusals for good from those that may pass."""

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config

from ilojobs_app.preparation import ALEMBIC_INI


@pytest.mark.parametrize(
    ("reason", "stays"),
    [
        ("5.2.2 smtp; 552 5.2.2 mailbox full", False),
        ("SMTPRecipientsRefused: {'a@example.org': (552, b'5.2.2 over quota')}", False),
        ("SMTPRecipientsRefused: {'a@example.org': (552, b'no room')}", False),
        ("5.4.4 no route", False),
        ("5.0.0", False),
        ("SMTPRecipientsRefused: {'a@example.org': (550, b'5.1.1 no such user')}", True),
        ("SMTPRecipientsRefused: {'a@example.org': (550, b'no such user at 192.5.1.7')}", True),
        ("5.1.1 smtp; 550", True),
    ],
)
def test_a_mark_of_a_full_mailbox_no_longer_stops_alerts(
    bare: sa.Engine, reason: str, stays: bool
) -> None:
    config = Config(ALEMBIC_INI)
    config.attributes["engine"] = bare
    command.upgrade(config, "0006")
    with bare.begin() as connection:
        connection.execute(
            sa.text(
                "INSERT INTO bounced_addresses VALUES ('a@example.org', :reason, '2026-11-22')"
            ),
            {"reason": reason},
        )
    command.upgrade(config, "0007")
    with bare.connect() as connection:
        found = connection.execute(sa.text("SELECT is_stopped FROM bounced_addresses")).scalar()
    assert bool(found) is stays
    command.downgrade(config, "0006")
    with bare.connect() as connection:
        left = connection.execute(sa.text("SELECT count(*) FROM bounced_addresses")).scalar()
    assert left == int(stays)
