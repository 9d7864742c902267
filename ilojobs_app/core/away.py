"""What the product stands on may be away for a while. That is no fault: it is said, and tried again."""

import time
from collections.abc import Callable
from typing import Any, TypeVar

import redis
import structlog
from psycopg import OperationalError as PostgresError
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnection

from ilojobs_app.core.causes import described

log = structlog.get_logger(__name__)

Result = TypeVar("Result")

FIRST_WAIT_SECONDS = 1.0
LONGEST_WAIT_SECONDS = 60.0

# Stopped or starting, unreachable, without resources: PostgreSQL's classes of errors.
_AWAY_CLASSES = {"08", "53", "57"}
_AWAY_NAMES = (
    "SQLITE_BUSY",
    "SQLITE_LOCKED",
    "SQLITE_CANTOPEN",
    "SQLITE_IOERR",
    "SQLITE_FULL",
    "SQLITE_READONLY",
)
# Seconds after which a page, or a program, may ask again.
RETRY_AFTER = 10


def is_away(error: BaseException) -> bool:
    """Say whether the database, or Redis, cannot be used for now; the next try may succeed."""
    if isinstance(error, redis.ConnectionError | redis.TimeoutError | NoConnection):
        return True
    lost = isinstance(error, DBAPIError) and error.connection_invalidated
    cause: Any = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(cause, PostgresError):
        return lost or cause.sqlstate is None or cause.sqlstate[:2] in _AWAY_CLASSES
    return lost or getattr(cause, "sqlite_errorname", "").startswith(_AWAY_NAMES)


def patiently(step: Callable[[], Result]) -> Result:
    """Do a step once what it needs is there; until then try again, after a second to a minute."""
    wait = FIRST_WAIT_SECONDS
    while True:
        try:
            return step()
        except Exception as error:
            if not is_away(error):
                raise
            note(error)
        time.sleep(wait)
        wait = min(2 * wait, LONGEST_WAIT_SECONDS)


def note(error: BaseException) -> None:
    """Say in the log what is away: one line, then another after growing intervals."""
    said = described(error)
    log.error("away", once=True, kind=said["kind"], causes=said.get("causes", []))
