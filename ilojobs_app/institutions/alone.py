"""One import at a time: two would write into each other's generation, and delete it.

The lock is the operating system's or PostgreSQL's: it goes with its process, however that ends.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from sqlalchemy import Engine, func, select
from sqlmodel import Session

# One database may hold several schemas.
_KEY = func.hashtext(func.concat(func.current_schema(), ".institutions"))


class ImportRunning(Exception):
    """Another process is importing a list."""


@contextmanager
def alone(session: Session) -> Iterator[None]:
    """Hold the only import into the session's database.

    Raises:
        ImportRunning: somebody else holds it.
    """
    bind: Engine = session.get_bind().engine
    if bind.dialect.name == "postgresql":
        with _advisory_lock(bind):
            yield
    elif bind.url.database in (None, "", ":memory:"):
        yield
    else:
        with Path(f"{bind.url.database}.import-lock").open("w", encoding="utf-8") as file:
            _lock(file)
            yield


@contextmanager
def _advisory_lock(bind: Engine) -> Iterator[None]:
    with bind.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if not connection.scalar(select(func.pg_try_advisory_lock(_KEY))):
            raise ImportRunning
        try:
            yield
        finally:
            connection.scalar(select(func.pg_advisory_unlock(_KEY)))


def _lock(file: IO[str]) -> None:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise ImportRunning from None
