"""The database: one engine, UTC timestamps, one way to open a transaction."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from functools import cache
from threading import Lock
from typing import Any

from sqlalchemy import DateTime, Engine, Enum, create_engine, event, make_url
from sqlalchemy.types import TypeDecorator
from sqlmodel import Session, SQLModel

from ilojobs_app.core.settings import settings

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

BUSY_SECONDS = 5
SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=NORMAL",
    f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}",
    "PRAGMA foreign_keys=ON",
    # What is deleted, a mailed link for one, does not stay in the file; and what is sorted goes
    # into none of the system's own folder for such files.
    "PRAGMA secure_delete=ON",
    "PRAGMA temp_store=MEMORY",
)

# Of a PostgreSQL that does not answer: without them a thread would wait for minutes, or for ever.
WAITS = {
    "connect_timeout": 5,
    "keepalives_idle": 20,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 30_000,
}


class UTCDateTime(TypeDecorator[datetime]):
    """A timestamp that is aware and in UTC on both sides, also on SQLite, which forgets zones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        """Refuse a naive time: nobody could say which instant it means."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a timestamp needs a time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        """Give the zone back."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def enum_type(choices: type[StrEnum]) -> Enum:
    """Give the column type of a closed list: its values as text, checked by Python only."""
    return Enum(
        choices,
        native_enum=False,
        create_constraint=False,
        length=40,
        values_callable=lambda members: [member.value for member in members],
    )


def make_engine(url: str) -> Engine:
    """Open an engine on SQLite or PostgreSQL with the product's settings.

    On SQLite, transactions begin IMMEDIATE unless the session reads only: SQLAlchemy drops
    FOR UPDATE there, and a lock taken late would fail instead of waiting. Parameters are hidden:
    an error that is logged must not hold what a candidate typed.
    """
    if url.startswith("postgres"):
        address = make_url("postgresql+psycopg://" + url.split("://", 1)[1])
        waits = {name: value for name, value in WAITS.items() if name not in address.query}
        return create_engine(
            address,
            connect_args=waits,
            pool_pre_ping=True,
            pool_size=10,
            max_overflow=10,
            hide_parameters=True,
        )
    engine = create_engine(url, connect_args={"check_same_thread": False}, hide_parameters=True)
    _take_turns(engine)

    @event.listens_for(engine, "connect")
    def _on_connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        for pragma in SQLITE_PRAGMAS:
            connection.execute(pragma)

    @event.listens_for(engine, "begin")
    def _on_begin(connection: Any) -> None:
        reading = connection.get_execution_options().get("reading", False)
        connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")

    return engine


def _take_turns(engine: Engine) -> None:
    """Let the writers of this process begin one after the other.

    SQLite has one writer at a time, and lets the others sleep longer and longer between their tries:
    beside a busy writer, somebody's save waited for seconds.
    """
    turn = Lock()

    @event.listens_for(engine, "begin")
    def _wait(connection: Any) -> None:
        reads = connection.get_execution_options().get("reading", False)
        # Kept until the connection goes back: migrations begin more than once with theirs.
        if not reads and not connection.info.get(turn):
            # Without it, after so long, SQLite itself decides: another process may be at work.
            connection.info[turn] = turn.acquire(timeout=BUSY_SECONDS)

    def _pass_on(_connection: Any, record: Any, *_: Any) -> None:
        if record.info.pop(turn, False):
            turn.release()

    event.listen(engine, "checkin", _pass_on)
    event.listen(engine, "invalidate", _pass_on)


@cache
def engine() -> Engine:
    """Give the engine of DATABASE_URL."""
    settings().data.mkdir(parents=True, exist_ok=True, mode=0o700)
    return make_engine(settings().database_url)


@contextmanager
def transaction(bind: Engine | None = None) -> Iterator[Session]:
    """Open a session whose work is committed at the end, or wholly undone on an exception."""
    with Session(bind or engine(), expire_on_commit=False) as session, session.begin():
        yield session


@contextmanager
def reading(bind: Engine | None = None) -> Iterator[Session]:
    """Open a session that only reads, and so never waits for a writer."""
    with (
        (bind or engine()).connect().execution_options(reading=True) as connection,
        Session(bind=connection, expire_on_commit=False) as session,
    ):
        yield session
