"""SQL that is written by hand: the same text on SQLite and PostgreSQL."""

from typing import Any

import sqlalchemy as sa

from ilojobs_app.core.db import UTCDateTime

# Parameters that are instants, bound as the tables hold them.
_INSTANTS = ("now", "wake_at", "appeared_at", "version_at", "next_run_at", "retry_at", "before")


def sql(text: str) -> sa.TextClause:
    """Prepare a statement."""
    statement = sa.text(text)
    named = [name for name in _INSTANTS if f":{name}" in text]
    return statement.bindparams(*(sa.bindparam(name, type_=UTCDateTime()) for name in named))


def changed(result: sa.Result[Any]) -> int:
    """Give how many rows a statement has added, changed or deleted."""
    return max(0, getattr(result, "rowcount", 0))
