"""What is away for a while is told from what is broken."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
import pytest
import redis
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError, IntegrityError, InvalidRequestError, OperationalError

from ilojobs_app.core import away
from ilojobs_app.core.db import make_engine
from tests.e2e.server import free_port
from tests.logs import Lines


def raised(step: Callable[[], Any]) -> Exception:
    """Give what a step fails of."""
    with pytest.raises(Exception) as caught:
        step()
    return caught.value


def locked(folder: Path) -> Exception:
    """Write to a SQLite file that somebody else writes to."""
    file = folder / "locked.db"
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    engine = sa.create_engine(f"sqlite:///{file}", connect_args={"timeout": 0})
    try:
        return raised(lambda: engine.connect().execute(sa.text("CREATE TABLE t (a INT)")))
    finally:
        other.close()


def test_a_database_that_is_stopped_is_away() -> None:
    engine = make_engine(f"postgresql://ilo@127.0.0.1:{free_port()}/none")
    assert away.is_away(raised(engine.connect))


def test_a_redis_that_is_stopped_is_away() -> None:
    client = redis.Redis(port=free_port())
    assert away.is_away(raised(client.ping))


def test_a_file_that_is_locked_or_not_there_is_away(tmp_path: Path) -> None:
    assert away.is_away(locked(tmp_path))
    engine = make_engine(f"sqlite:///{tmp_path / 'none' / 'none.db'}")
    assert away.is_away(raised(engine.connect))


@pytest.mark.parametrize(
    "cause",
    [
        psycopg.errors.AdminShutdown(),
        psycopg.errors.CannotConnectNow(),
        psycopg.errors.TooManyConnections(),
        psycopg.errors.DiskFull(),
        psycopg.OperationalError("server closed the connection unexpectedly"),
    ],
)
def test_a_postgresql_that_ends_or_is_full_is_away(cause: Exception) -> None:
    assert away.is_away(OperationalError("SELECT 1", {}, cause))
    assert away.is_away(cause)


def test_what_is_wrong_is_not_away() -> None:
    engine = make_engine("sqlite://")
    assert not away.is_away(raised(lambda: engine.connect().execute(sa.text("SELECT * FROM no"))))
    for error in (
        ValueError(),
        KeyError(),
        OSError(),
        InvalidRequestError(),
        IntegrityError("", {}, psycopg.errors.UniqueViolation()),
        DBAPIError("", {}, psycopg.errors.UndefinedTable()),
    ):
        assert not away.is_away(error)


def test_a_step_is_done_once_what_it_needs_is_there(
    monkeypatch: pytest.MonkeyPatch, lines: Lines
) -> None:
    waits: list[float] = []
    monkeypatch.setattr(away.time, "sleep", waits.append)

    def step() -> str:
        if len(waits) < 10:
            raise redis.ConnectionError("secret")
        return "done"

    assert away.patiently(step) == "done"
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60, 60, 60]
    (line,) = lines.read()
    assert (line["event"], line["kind"]) == ("away", "redis.exceptions.ConnectionError")


def test_a_step_that_is_wrong_is_not_tried_again() -> None:
    def step() -> None:
        raise LookupError

    with pytest.raises(LookupError):
        away.patiently(step)
