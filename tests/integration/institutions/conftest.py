"""The embedded list, loaded once for every test that only reads it."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from ilojobs_app import models as _every_table  # noqa: F401
from ilojobs_app.core.db import reading, transaction
from ilojobs_app.institutions.loading import load_embedded
from tests.databases import empty_database
from tests.integration.conftest import BOTH

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


@pytest.fixture(scope="session", params=BOTH)
def embedded_engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """Give an engine on each database with the embedded list. Tests that write use `session`."""
    with empty_database(request.param) as engine:
        with transaction(engine) as opened:
            load_embedded(opened, NOON)
        yield engine


@pytest.fixture
def embedded(embedded_engine: Engine) -> Iterator[Session]:
    """Give a session that reads the embedded list."""
    with reading(embedded_engine) as opened:
        yield opened
