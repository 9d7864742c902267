"""The migration of alerts meets a database in use: mails that wait are not lost."""

import os
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config

from ilojobs_app.core.db import make_engine
from ilojobs_app.preparation import ALEMBIC_INI
from tests.integration.conftest import POSTGRES_URL, needs_postgres


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=needs_postgres)])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[sa.Engine]:
    if request.param == "sqlite":
        engine = make_engine(f"sqlite:///{tmp_path / 'test.db'}")
        yield engine
        engine.dispose()
        return
    schema = f"migration_{os.getpid()}_{uuid.uuid4().hex}"
    admin = make_engine(POSTGRES_URL)
    with admin.begin() as connection:
        connection.execute(sa.text(f'CREATE SCHEMA "{schema}"'))
    separator = "&" if "?" in POSTGRES_URL else "?"
    engine = make_engine(f"{POSTGRES_URL}{separator}options=-csearch_path%3D{schema}")
    yield engine
    engine.dispose()
    with admin.begin() as connection:
        connection.execute(sa.text(f'DROP SCHEMA "{schema}" CASCADE'))
    admin.dispose()


def test_mails_that_wait_stay_when_the_outbox_gets_its_columns(empty: sa.Engine) -> None:
    config = Config(ALEMBIC_INI)
    config.attributes["engine"] = empty
    command.upgrade(config, "0001")
    with empty.begin() as connection:
        connection.execute(
            sa.text(
                "INSERT INTO outbox_mails (kind, to_address, language, subject, text, html, status,"
                " created_at, due_at, tries, reason) VALUES ('confirm_address', 'a@example.org',"
                " 'fr', 's', 't', 'h', 'waiting', '2026-11-22', '2026-11-22', 0, '')"
            )
        )
    command.upgrade(config, "0002")
    with empty.connect() as connection:
        found = connection.execute(
            sa.text("SELECT text, priority, leased_by, dedupe_key FROM outbox_mails")
        ).one()
    assert tuple(found) == ("t", 5, "", None)
    command.downgrade(config, "0001")
    with empty.connect() as connection:
        assert connection.execute(sa.text("SELECT text FROM outbox_mails")).scalar() == "t"
