"""A list of institutions of the size of the whole of ROR, and what candidates type into it."""

import random
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import sqlalchemy as sa
from sqlmodel import col

from ilojobs_app.core.db import make_engine, transaction
from ilojobs_app.institutions.formats import Format, read_list
from ilojobs_app.institutions.generations import Entry, Name
from ilojobs_app.institutions.importing import import_list
from ilojobs_app.institutions.loading import load_embedded, read_embedded
from ilojobs_app.institutions.models import Institution
from tests.databases import analyze
from tests.integration.institutions.life_queries import LIFE_QUERIES

ROOT = Path(__file__).resolve().parent.parent.parent
SUBSET = ROOT.parent / "shared" / "data" / "ror_education_subset.jsonl.gz"
NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
SEED = 7

Question = tuple[str, str]


def filled(url: str, size: int) -> None:
    """Fill a database: the embedded list, ROR's where it is at hand, then generated ones."""
    engine = make_engine(url)
    with transaction(engine) as session:
        load_embedded(session, now=NOW)
    if SUBSET.exists():
        _import(engine, read_list(SUBSET, Format.ROR), "ror")
    with transaction(engine) as session:
        there = (
            session.connection().execute(sa.select(sa.func.count(col(Institution.id)))).scalar_one()
        )
    _import(engine, generated(size - there), "generated")
    analyze(engine)
    engine.dispose()


def generated(number: int) -> Iterator[Entry]:
    """Give institutions whose names are words of real ones of their country, as frequent as there."""
    rng = random.Random(SEED)
    names: dict[str, list[str]] = defaultdict(list)
    for country, label in real_names():
        names[country].append(label)
    countries = [country for country, labels in names.items() for _ in labels]
    for serial in range(number):
        country = rng.choice(countries)
        first, second = (rng.choice(names[country]).split() for _ in range(2))
        label = " ".join([*first[: len(first) // 2 + 1], *second[len(second) // 2 :], f"{serial}"])
        yield Entry(country, (Name(label[:200]),), city=second[-1][:40], source="generated")


def real_names() -> Iterator[tuple[str, str]]:
    """Give the names of the subset of ROR, else of the embedded list, each with its country."""
    listed = read_list(SUBSET, Format.ROR) if SUBSET.exists() else read_embedded()
    yield from ((entry.country, entry.names[0].text) for entry in listed)


def questions() -> list[Question]:
    """Give what candidates type, whole and half typed, in an order of its own."""
    asked = {
        (country, part)
        for country, query, _wanted in LIFE_QUERIES
        for part in (query, query[: max(2, len(query) // 2)].strip())
    }
    found = sorted(asked)
    random.Random(SEED).shuffle(found)
    return found


def _import(engine: sa.Engine, entries: Iterator[Entry], source: str) -> None:
    import_list(lambda: transaction(engine), entries, source=source, digest=source * 6, now=NOW)
