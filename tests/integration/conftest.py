"""A real database for services: SQLite always, PostgreSQL where TEST_POSTGRES_URL names one."""

import os
from collections.abc import Iterator

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from ilojobs_app import models as _every_table  # noqa: F401
from ilojobs_app.core.db import transaction
from tests.databases import bare_database, empty_database

POSTGRES_URL = os.environ.get("TEST_POSTGRES_URL", "")
needs_postgres = pytest.mark.skipif(
    not POSTGRES_URL, reason="TEST_POSTGRES_URL names no PostgreSQL database"
)


BOTH = ["sqlite", pytest.param("postgresql", marks=needs_postgres)]


@pytest.fixture(params=BOTH)
def bind(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """Give an engine on an empty database with every table."""
    with empty_database(request.param) as engine:
        yield engine


@pytest.fixture(params=BOTH)
def bare(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """Give an engine on a database without tables."""
    with bare_database(request.param) as engine:
        yield engine


@pytest.fixture
def session(bind: Engine) -> Iterator[Session]:
    """Give a session inside one transaction."""
    with transaction(bind) as opened:
        yield opened
