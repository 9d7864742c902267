"""Databases of tests and benchmarks: empty at first, gone afterwards."""

import os
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa
from sqlmodel import SQLModel

from ilojobs_app import models as _every_table  # noqa: F401
from ilojobs_app.core.db import make_engine


@contextmanager
def postgres_schema() -> Iterator[str]:
    """Give the address of an empty schema in the database of TEST_POSTGRES_URL."""
    url, schema = os.environ["TEST_POSTGRES_URL"], f"test_{uuid.uuid4().hex}"
    admin = make_engine(url)
    with admin.begin() as connection:
        connection.execute(sa.text(f'CREATE SCHEMA "{schema}"'))
    try:
        yield f"{url}{'&' if '?' in url else '?'}options=-csearch_path%3D{schema}"
    finally:
        with admin.begin() as connection:
            connection.execute(sa.text(f'DROP SCHEMA "{schema}" CASCADE'))
        admin.dispose()


@contextmanager
def bare_database(name: str) -> Iterator[sa.Engine]:
    """Give an engine on a database without tables: `sqlite` or `postgresql`."""
    if name == "postgresql":
        with postgres_schema() as url, _engine(url) as engine:
            yield engine
    else:
        with (
            tempfile.TemporaryDirectory() as folder,
            _engine(f"sqlite:///{Path(folder) / 'test.db'}") as engine,
        ):
            yield engine


@contextmanager
def empty_database(name: str) -> Iterator[sa.Engine]:
    """Give an engine on a database with every table, and nothing in them."""
    with bare_database(name) as engine:
        SQLModel.metadata.create_all(engine)
        yield engine


@contextmanager
def _engine(url: str) -> Iterator[sa.Engine]:
    engine = make_engine(url)
    try:
        yield engine
    finally:
        engine.dispose()


def analyze(engine: sa.Engine) -> None:
    """Do at once what PostgreSQL's autovacuum does within a minute or two."""
    if engine.dialect.name == "postgresql":
        with engine.connect() as connection:
            raw = connection.execution_options(isolation_level="AUTOCOMMIT")
            raw.execute(sa.text("ANALYZE"))
