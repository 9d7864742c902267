"""The migration of alerts meets a database in use: mails that wait are not lost."""

import sqlalchemy as sa
from alembic import command
from alembic.config import Config

from ilojobs_app.preparation import ALEMBIC_INI


def test_mails_that_wait_stay_when_the_outbox_gets_its_columns(bare: sa.Engine) -> None:
    config = Config(ALEMBIC_INI)
    config.attributes["engine"] = bare
    command.upgrade(config, "0001")
    with bare.begin() as connection:
        connection.execute(
            sa.text(
                "INSERT INTO outbox_mails (kind, to_address, language, subject, text, html, status,"
                " created_at, due_at, tries, reason) VALUES ('confirm_address', 'a@example.org',"
                " 'fr', 's', 't', 'h', 'waiting', '2026-11-22', '2026-11-22', 0, '')"
            )
        )
    command.upgrade(config, "0002")
    with bare.connect() as connection:
        found = connection.execute(
            sa.text("SELECT text, priority, leased_by, dedupe_key FROM outbox_mails")
        ).one()
    assert tuple(found) == ("t", 5, "", None)
    command.downgrade(config, "0001")
    with bare.connect() as connection:
        assert connection.execute(sa.text("SELECT text FROM outbox_mails")).scalar() == "t"
