"""The embedded list, loaded once for every test that only reads it."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, SQLModel

from ilojobs_app import models as _every_table  # noqa: F401
from ilojobs_app.core.db import make_engine, reading, transaction
from ilojobs_app.institutions.loading import load_embedded

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def embedded_engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """Give an engine on SQLite with the embedded list. Tests that write use `session`."""
    path: Path = tmp_path_factory.mktemp("institutions") / "embedded.db"
    engine = make_engine(f"sqlite:///{path}")
    SQLModel.metadata.create_all(engine)
    with transaction(engine) as opened:
        load_embedded(opened, NOON)
    yield engine
    engine.dispose()


@pytest.fixture
def embedded(embedded_engine: Engine) -> Iterator[Session]:
    """Give a session that reads the embedded list."""
    with reading(embedded_engine) as opened:
        yield opened
