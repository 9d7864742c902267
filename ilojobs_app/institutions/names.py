"""An institution with its names, as search ranks it and as a reader sees it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from threading import Lock
from typing import Any

import sqlalchemy as sa
from cachetools import LRUCache
from sqlmodel import Session, col

from ilojobs_app.core.text import fold
from ilojobs_app.institutions.generations import Load
from ilojobs_app.institutions.models import (
    Institution,
    InstitutionName,
    NameKind,
    Status,
)
from ilojobs_app.institutions.words import name_words

VIEWS_KEPT = 10_000


@dataclass(frozen=True, slots=True)
class ShownName:
    """A name with its kind and its language (may be empty), and its words as search knows them."""

    text: str
    kind: NameKind
    language: str
    folded: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class InstitutionView:
    """An institution as profiles and search show it; the first name stands for any language."""

    id: int
    country: str
    city: str
    status: Status
    is_curated: bool
    is_closed: bool
    names: tuple[ShownName, ...]
    city_words: tuple[str, ...]

    def name(self, language: str) -> str:
        """Give the text of the name for a reader's language."""
        return self.shown(language).text

    def shown(self, language: str) -> ShownName:
        """Give the official name in a reader's language, else the institution's own."""
        for name in self.names:
            if name.language == language and name.kind is NameKind.LABEL:
                return name
        return self.names[0]


def shown_name(text: str, kind: NameKind, language: str, folded: str) -> ShownName:
    """Give a name with its words."""
    return ShownName(text, kind, language, folded, name_words(folded))


# Built once: to build a statement costs more than to run it.
_VIEWS: Any = (
    sa.select(
        col(Institution.id),
        col(Institution.country),
        col(Institution.city),
        col(Institution.status),
        col(Institution.is_curated),
        col(Institution.is_closed),
        col(InstitutionName.name),
        col(InstitutionName.kind),
        col(InstitutionName.language),
        col(InstitutionName.folded),
    )
    .join_from(Institution, InstitutionName)
    .where(
        col(InstitutionName.institution_id).in_(sa.bindparam("ids", expanding=True)),
        col(InstitutionName.generation) == sa.bindparam("generation"),
    )
    .order_by(col(Institution.id), col(InstitutionName.position))
)
# The same ones are ranked at nearly every key, and a generation never changes once it serves.
kept: LRUCache[tuple[Load, int], InstitutionView] = LRUCache(VIEWS_KEPT)
_lock = Lock()


def views(session: Session, load: Load, ids: Sequence[int]) -> list[InstitutionView]:
    """Read institutions with their names, in the order of the ids; unknown ids are left out."""
    with _lock:
        found = {one: kept.get((load, one)) for one in ids}
    missing = [one for one, view in found.items() if view is None]
    if missing:
        read = _read(session, load.id, missing)
        found |= read
        with _lock:
            kept.update(((load, one), view) for one, view in read.items())
    return [view for view in found.values() if view]


def _read(session: Session, generation: int, ids: Sequence[int]) -> dict[int, InstitutionView]:
    found: dict[int, InstitutionView] = {}
    rows = session.connection().execute(_VIEWS, {"generation": generation, "ids": ids}).all()
    for key, own in groupby(rows, key=attrgetter("id")):
        first, *others = own
        names = tuple(
            shown_name(row.name, row.kind, row.language, row.folded) for row in (first, *others)
        )
        found[key] = InstitutionView(
            id=key,
            country=first.country,
            city=first.city,
            status=first.status,
            is_curated=first.is_curated,
            is_closed=first.is_closed,
            names=names,
            city_words=tuple(fold(first.city).split()),
        )
    return found
