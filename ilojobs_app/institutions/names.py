"""The names of an institution, and which one a reader sees."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from ilojobs_app.institutions.models import (
    Institution,
    InstitutionName,
    NameKind,
    Status,
)


@dataclass(frozen=True)
class ShownName:
    """A name with its kind, its language (may be empty) and its place among the names."""

    text: str
    kind: NameKind
    language: str
    position: int


@dataclass(frozen=True)
class InstitutionView:
    """An institution as profiles and search show it."""

    id: int
    country: str
    city: str
    status: Status
    is_closed: bool
    names: tuple[ShownName, ...]

    def name(self, language: str) -> str:
        """Give the name in a reader's language, else the institution's own."""
        for name in self.names:
            if name.language == language and name.kind is NameKind.LABEL:
                return name.text
        return self.names[0].text if self.names else ""

    def name_at(self, position: int) -> str:
        """Give the name at a place; an empty text when there is none."""
        return next((name.text for name in self.names if name.position == position), "")


# Built once: to build a statement costs more than to run it.
_VIEWS: Any = (
    sa.select(
        col(Institution.id),
        col(Institution.country),
        col(Institution.city),
        col(Institution.status),
        col(Institution.is_closed),
        col(InstitutionName.name),
        col(InstitutionName.kind),
        col(InstitutionName.language),
        col(InstitutionName.position),
    )
    .join_from(Institution, InstitutionName)
    .where(
        col(InstitutionName.institution_id).in_(sa.bindparam("ids", expanding=True)),
        col(InstitutionName.generation) == sa.bindparam("generation"),
    )
    .order_by(col(InstitutionName.position))
)


def views(session: Session, generation: int, ids: Sequence[int]) -> dict[int, InstitutionView]:
    """Read institutions with their names, by id; unknown ids are left out."""
    names: dict[int, list[ShownName]] = {}
    about: dict[int, Any] = {}
    for row in session.connection().execute(_VIEWS, {"generation": generation, "ids": ids}):
        about[row.id] = row
        names.setdefault(row.id, []).append(
            ShownName(row.name, row.kind, row.language, row.position)
        )
    return {
        one.id: InstitutionView(
            one.id, one.country, one.city, one.status, one.is_closed, tuple(names[one.id])
        )
        for one in about.values()
    }
