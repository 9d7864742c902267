"""The names of an institution, and which one a reader sees."""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlmodel import Session, col, select

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


def views(session: Session, generation: int, ids: Sequence[int]) -> dict[int, InstitutionView]:
    """Read institutions with their names, by id; unknown ids are left out."""
    names: dict[int, list[ShownName]] = {key: [] for key in ids}
    statement = (
        sa.select(
            col(InstitutionName.institution_id),
            col(InstitutionName.name),
            col(InstitutionName.kind),
            col(InstitutionName.language),
            col(InstitutionName.position),
        )
        .where(
            col(InstitutionName.institution_id).in_(ids),
            col(InstitutionName.generation) == generation,
        )
        .order_by(col(InstitutionName.position))
    )
    for owner, text, kind, language, position in session.connection().execute(statement):
        names[owner].append(ShownName(text, kind, language, position))
    found = session.exec(select(Institution).where(col(Institution.id).in_(ids)))
    return {
        one.id: InstitutionView(
            one.id,
            one.country,
            one.city,
            one.status,
            one.is_closed,
            tuple(names[one.id]),
        )
        for one in found
    }
