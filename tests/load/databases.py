"""Databases for benchmarks: empty, with every table, gone afterwards."""

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
def empty_database(name: str) -> Iterator[sa.Engine]:
    """Give an engine on an empty database with every table."""
    if name == "sqlite":
        with tempfile.TemporaryDirectory() as folder:
            engine = make_engine(f"sqlite:///{Path(folder) / 'bench.db'}")
            SQLModel.metadata.create_all(engine)
            yield engine
            engine.dispose()
        return
    url, schema = os.environ["TEST_POSTGRES_URL"], f"bench_{uuid.uuid4().hex}"
    admin = make_engine(url)
    with admin.begin() as connection:
        connection.execute(sa.text(f'CREATE SCHEMA "{schema}"'))
    engine = make_engine(f"{url}{'&' if '?' in url else '?'}options=-csearch_path%3D{schema}")
    try:
        SQLModel.metadata.create_all(engine)
        yield engine
    finally:
        engine.dispose()
        with admin.begin() as connection:
            connection.execute(sa.text(f'DROP SCHEMA "{schema}" CASCADE'))
        admin.dispose()


def analyze(engine: sa.Engine) -> None:
    """Do at once what PostgreSQL's autovacuum does within a minute or two."""
    if engine.dialect.name == "postgresql":
        with engine.connect() as connection:
            raw = connection.execution_options(isolation_level="AUTOCOMMIT")
            raw.execute(sa.text("ANALYZE"))
