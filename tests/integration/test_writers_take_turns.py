"""On SQLite the writers of one process wait for each other, not for SQLite's own sleeps."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy import Engine, event

from ilojobs_app.core import db
from ilojobs_app.core.db import make_engine, reading, transaction

WRITERS, EACH = 8, 25


@pytest.fixture
def impatient(tmp_path: Path) -> Iterator[Engine]:
    """Give a database where whoever finds a writer at work fails at once."""
    made = make_engine(f"sqlite:///{tmp_path / 'turns.db'}")
    event.listen(made, "connect", lambda connection, _: connection.execute("PRAGMA busy_timeout=0"))
    with transaction(made) as session:
        session.execute(sa.text("CREATE TABLE tally (n INTEGER)"))
        session.execute(sa.text("INSERT INTO tally VALUES (0)"))
    yield made
    made.dispose()


def add_one(bind: Engine) -> None:
    with transaction(bind) as session:
        session.execute(sa.text("UPDATE tally SET n = n + 1"))


def tally(bind: Engine) -> int:
    with reading(bind) as session:
        return int(session.execute(sa.text("SELECT n FROM tally")).scalar_one())


def test_many_at_once_find_no_database_locked(impatient: Engine) -> None:
    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(lambda _: add_one(impatient), range(WRITERS * EACH)))
    assert tally(impatient) == WRITERS * EACH


def test_a_turn_is_passed_on_by_whoever_fails(impatient: Engine) -> None:
    for _ in range(3):
        with pytest.raises(ZeroDivisionError), transaction(impatient) as session:
            session.execute(sa.text("UPDATE tally SET n = 99"))
            raise ZeroDivisionError
    with impatient.connect() as connection:
        connection.execute(sa.text("UPDATE tally SET n = 98"))
        connection.invalidate()
    add_one(impatient)
    assert tally(impatient) == 1


def test_whoever_has_the_turn_begins_again_at_once(
    impatient: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(db, "BUSY_SECONDS", 3600)
    with impatient.connect() as connection:
        for _ in range(2):
            connection.execute(sa.text("UPDATE tally SET n = n + 1"))
            connection.commit()
    add_one(impatient)
    assert tally(impatient) == 3


def test_who_reads_takes_no_turn(impatient: Engine) -> None:
    with transaction(impatient) as session:
        session.execute(sa.text("UPDATE tally SET n = 5"))
        assert tally(impatient) == 0


def test_without_a_turn_sqlite_decides(impatient: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(db, "BUSY_SECONDS", 0.05)
    with transaction(impatient) as session:
        session.execute(sa.text("UPDATE tally SET n = 5"))
        with pytest.raises(sa.exc.OperationalError, match="locked"):
            add_one(impatient)
    add_one(impatient)
    assert tally(impatient) == 6
