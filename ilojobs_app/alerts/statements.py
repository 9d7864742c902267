"""SQL that is written by hand: the same text on SQLite and PostgreSQL."""

from typing import Any

import sqlalchemy as sa

from ilojobs_app.core.db import UTCDateTime

_INSTANTS = {"now", "since", "day_ago", "first_next", "next_run"}


def sql(text: str) -> sa.TextClause:
    """Prepare a statement; parameters that are instants are bound as the tables hold them."""
    statement = sa.text(text)
    named = [name for name in statement._bindparams if name in _INSTANTS]
    return statement.bindparams(*(sa.bindparam(name, type_=UTCDateTime()) for name in named))


def changed(result: sa.Result[Any]) -> int:
    """Give how many rows a statement has added, changed or deleted."""
    return max(0, getattr(result, "rowcount", 0))
