"""How migrations run: on the product's own engine, in one transaction, one runner at a time."""

from typing import Any

import sqlalchemy as sa
from alembic import context
from sqlmodel import SQLModel

from ilojobs_app import models as _every_table  # noqa: F401
from ilojobs_app.core.db import UTCDateTime, engine

# Any number that no other program uses on the same database.
LOCK = 7_402_311


def render_item(kind: str, item: Any, autogen_context: Any) -> str | bool:
    """Write columns in plain SQLAlchemy, so that a migration outlives the code it was made from."""
    if kind != "type":
        return False
    if isinstance(item, UTCDateTime):
        return "sa.DateTime(timezone=True)"
    if isinstance(item, sa.Enum):
        return f"sa.String(length={item.length})"
    if type(item).__name__ == "AutoString":
        return f"sa.String(length={item.length})" if item.length else "sa.String()"
    return False


def compare_type(
    _context: Any, _inspected: Any, _column: Any, existing: Any, wanted: Any
) -> bool | None:
    """Treat a closed list as the text column it is stored in."""
    if isinstance(wanted, sa.Enum) and isinstance(existing, sa.String):
        return existing.length != wanted.length
    return None


def run(connection: sa.Connection) -> None:
    """Run the wanted migrations in one transaction."""
    context.configure(
        connection=connection,
        target_metadata=SQLModel.metadata,
        render_as_batch=True,
        render_item=render_item,
        compare_type=compare_type,
    )
    with context.begin_transaction():
        if connection.dialect.name == "postgresql":
            connection.execute(sa.text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        context.run_migrations()


def run_on_engine() -> None:
    """Connect and run. On SQLite, a rebuilt table must not take the rows that point to it along."""
    bind = context.config.attributes.get("engine") or engine()
    with bind.connect() as connection:
        sqlite = connection.dialect.name == "sqlite"
        raw = connection.connection.driver_connection
        if sqlite:
            raw.execute("PRAGMA foreign_keys=OFF")
        try:
            run(connection)
        finally:
            if sqlite:
                raw.execute("PRAGMA foreign_keys=ON")


if context.is_offline_mode():
    raise SystemExit("Migrations need the database: --sql is not supported.")
run_on_engine()
