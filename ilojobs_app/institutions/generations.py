"""Generations of the list: written beside the one that serves, made current in one small step."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from typing import Any, NamedTuple, TypeVar

import sqlalchemy as sa
from sqlmodel import Session, col

from ilojobs_app.core.text import fold
from ilojobs_app.institutions.models import (
    NAME_MAX,
    Institution,
    InstitutionLoad,
    InstitutionName,
    InstitutionWord,
    NameKind,
    Status,
)
from ilojobs_app.institutions.words import word_weights

T = TypeVar("T")
BATCH = 2_000
CITY_MAX = 120
_CURRENT = sa.select(col(InstitutionLoad.id), col(InstitutionLoad.digest)).where(
    col(InstitutionLoad.is_current)
)


@dataclass(frozen=True, slots=True)
class Name:
    """A name of an institution; `language` is a code such as `fr`, or empty when not known."""

    text: str
    kind: NameKind = NameKind.LABEL
    language: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """An institution as a list describes it. `id` is 0 until it has one in the database.

    `identifiers` maps a scheme (`ror`, `whed`, `web`) to a value. The first name is the one
    shown when none is in the reader's language.
    """

    country: str
    names: tuple[Name, ...]
    city: str = ""
    status: Status = Status.TO_BE_VERIFIED
    source: str = ""
    identifiers: tuple[tuple[str, str], ...] = ()
    is_curated: bool = False
    is_closed: bool = False
    id: int = 0


class Load(NamedTuple):
    """What tells a load from every other one: `id`, the number of its generation, and its file."""

    id: int
    digest: str


def current(session: Session) -> Load | None:
    """Give the load whose generation serves, or None while there is no list."""
    row = session.connection().execute(_CURRENT).first()
    return Load(*row) if row else None


def begin(session: Session, *, source: str, digest: str, now: datetime) -> int:
    """Open a new generation and give its number. Nobody reads it before `switch`."""
    number = _next_id(session, InstitutionLoad.id)
    session.add(InstitutionLoad(id=number, source=source, digest=digest, started_at=now))
    session.flush()
    return number


def numbered(session: Session, entries: Iterable[Entry]) -> Iterator[Entry]:
    """Give an id to each entry that has none."""
    return numbered_from(next_institution_id(session), entries)


def numbered_from(free: int, entries: Iterable[Entry]) -> Iterator[Entry]:
    """Give ids from a first free one to the entries that have none."""
    for entry in entries:
        if entry.id:
            yield entry
            continue
        yield replace(entry, id=free)
        free += 1


def next_institution_id(session: Session) -> int:
    """Give the first free id of an institution."""
    return _next_id(session, Institution.id)


def add_institutions(session: Session, entries: Iterable[Entry]) -> None:
    """Insert the rows of new institutions, which already carry their ids."""
    for batch in batched(entries):
        session.connection().execute(sa.insert(Institution), [institution_row(e) for e in batch])


def write(session: Session, generation: int, entries: Iterable[Entry]) -> None:
    """Write the names of a generation, and the words that find the institutions still open."""
    for batch in batched(entries):
        names, words = [], []
        for entry in batch:
            folded = [fold(name.text) for name in entry.names]
            names += _name_rows(generation, entry, folded)
            words += [] if entry.is_closed else _word_rows(generation, entry, folded)
        connection = session.connection()
        connection.execute(sa.insert(InstitutionName), names)
        if words:
            connection.execute(sa.insert(InstitutionWord), words)


def switch(session: Session, generation: int, *, counts: dict[str, int], now: datetime) -> None:
    """Make a generation the one that serves."""
    connection = session.connection()
    connection.execute(sa.update(InstitutionLoad).values(is_current=False))
    connection.execute(
        sa.update(InstitutionLoad)
        .where(col(InstitutionLoad.id) == generation)
        .values(is_current=True, switched_at=now, counts=counts)
    )
    session.expire_all()


def sweep(session: Session) -> None:
    """Delete the names and words of every generation but the current one."""
    load = current(session)
    kept = load.id if load else 0
    for table in (InstitutionName, InstitutionWord):
        session.connection().execute(sa.delete(table).where(col(table.generation) != kept))


def institution_row(entry: Entry) -> dict[str, Any]:
    """Give the row of `institutions` that an entry describes."""
    return {
        "id": entry.id,
        "country": entry.country,
        "city": entry.city,
        "status": entry.status,
        "source": entry.source,
        "identifiers": dict(entry.identifiers),
        "is_curated": entry.is_curated,
        "is_closed": entry.is_closed,
    }


def batched(items: Iterable[T], size: int = BATCH) -> Iterator[list[T]]:
    """Cut into lists of at most `size`."""
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch


def _name_rows(generation: int, entry: Entry, folded: list[str]) -> list[dict[str, Any]]:
    return [
        {
            "generation": generation,
            "institution_id": entry.id,
            "position": position,
            "kind": name.kind,
            "language": name.language,
            "name": name.text[:NAME_MAX],
            "folded": folded[position][: NAME_MAX * 2],
        }
        for position, name in enumerate(entry.names)
    ]


def _word_rows(generation: int, entry: Entry, folded: list[str]) -> list[dict[str, Any]]:
    kinds = (name.kind is NameKind.ACRONYM for name in entry.names)
    weights = word_weights(zip(folded, kinds, strict=True), entry.city, first=entry.is_curated)
    return [
        {
            "generation": generation,
            "country": entry.country,
            "word": word,
            "institution_id": entry.id,
            "weight": weight,
        }
        for word, weight in weights.items()
    ]


def _next_id(session: Session, column: Any) -> int:
    return (session.exec(sa.select(sa.func.max(column))).scalar() or 0) + 1  # type: ignore[call-overload]
