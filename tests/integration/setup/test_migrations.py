"""Migrations make the tables that the models describe, in both directions, on both databases."""

from datetime import UTC, datetime

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory

from ilojobs_app.preparation import ALEMBIC_INI


@pytest.fixture
def config(bare: sa.Engine) -> Config:
    """Give Alembic's configuration on the empty database."""
    made = Config(ALEMBIC_INI)
    made.attributes["engine"] = bare
    return made


def tables(engine: sa.Engine) -> set[str]:
    """Give the names of the tables but Alembic's own."""
    return set(sa.inspect(engine).get_table_names()) - {"alembic_version"}


def test_migrations_make_exactly_what_the_models_describe(config: Config) -> None:
    command.upgrade(config, "head")
    command.check(config)


def test_migrations_go_down_and_up_again(config: Config, bare: sa.Engine) -> None:
    command.upgrade(config, "head")
    made = tables(bare)
    assert {"accounts", "vacancies", "outbox_mails"} <= made
    command.downgrade(config, "base")
    assert not tables(bare)
    command.upgrade(config, "head")
    assert tables(bare) == made


def test_migrating_twice_changes_nothing(config: Config, bare: sa.Engine) -> None:
    command.upgrade(config, "head")
    command.upgrade(config, "head")
    with bare.connect() as connection:
        found = connection.execute(sa.text("SELECT version_num FROM alembic_version")).all()
    assert found == [(ScriptDirectory.from_config(config).get_current_head(),)]


def test_there_is_one_line_of_migrations(config: Config) -> None:
    assert len(ScriptDirectory.from_config(config).get_heads()) == 1


def test_ids_of_accounts_and_sessions_are_never_given_again(
    config: Config, bare: sa.Engine
) -> None:
    """Open connections are known by them, and would find somebody else there."""
    command.upgrade(config, "head")
    if bare.dialect.name != "sqlite":
        return  # A sequence never goes back.
    with bare.connect() as connection:
        found = connection.execute(
            sa.text("SELECT name FROM sqlite_master WHERE sql LIKE '%AUTOINCREMENT%'")
        ).scalars()
        assert {"accounts", "sessions", "applications"} <= set(found)


def test_rows_that_point_to_a_rebuilt_table_stay(config: Config, bare: sa.Engine) -> None:
    """SQLite rebuilds a table to change it; the cascade must not run meanwhile."""
    command.upgrade(config, "head")
    now = datetime(2026, 11, 22, tzinfo=UTC)
    with bare.begin() as connection:
        metadata = sa.MetaData()
        metadata.reflect(connection, only=["accounts", "sessions"])
        accounts, sessions = metadata.tables["accounts"], metadata.tables["sessions"]
        texts = dict.fromkeys(
            ("email", "address_key", "first_names", "last_name", "password_hash"), "a"
        )
        connection.execute(
            accounts.insert().values(
                id=1, **texts, country="CH", language="fr", wants_alerts=True,
                wants_communications=False, created_at=now, confirmed_at=now,
            )
        )  # fmt: skip
        connection.execute(
            sessions.insert().values(
                secret_digest="a", account_id=1, created_at=now, last_seen_at=now, expires_at=now
            )
        )
    from alembic.migration import MigrationContext
    from alembic.operations import Operations

    with bare.connect() as connection:
        sqlite = connection.dialect.name == "sqlite"
        if sqlite:
            connection.connection.driver_connection.execute("PRAGMA foreign_keys=OFF")
        with connection.begin():
            operations = Operations(MigrationContext.configure(connection))
            with operations.batch_alter_table("accounts", recreate="auto") as batch:
                batch.alter_column("language", type_=sa.String(5), existing_nullable=False)
        assert connection.execute(sa.text("SELECT count(*) FROM sessions")).scalar() == 1
