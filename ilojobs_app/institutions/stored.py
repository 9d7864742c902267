"""The institutions as the database holds them: read for a merge, changed by an import."""

from collections.abc import Iterable, Iterator
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from ilojobs_app.institutions.generations import Entry, Name, batched, institution_row
from ilojobs_app.institutions.models import Institution, InstitutionName


def read(session: Session, generation: int) -> Iterator[Entry]:
    """Give the institutions of a generation with their names and ids."""
    connection = session.connection()
    names: dict[int, list[Name]] = {}
    for owner, *parts in connection.execute(_names_in_order(generation)):
        names.setdefault(owner, []).append(Name(*parts))
    for row in connection.execute(sa.select(Institution.__table__)):  # type: ignore[attr-defined]
        if row.id in names:
            yield Entry(
                country=row.country,
                names=tuple(names.pop(row.id)),
                city=row.city,
                status=row.status,
                source=row.source,
                identifiers=tuple(sorted(row.identifiers.items())),
                is_curated=row.is_curated,
                is_closed=row.is_closed,
                id=row.id,
            )


def update_institutions(session: Session, entries: Iterable[Entry]) -> None:
    """Write what an import changed in rows that exist."""
    changed = ("country", "city", "status", "identifiers", "is_curated", "is_closed")
    statement = (
        sa.update(Institution)
        .where(col(Institution.id) == sa.bindparam("key"))
        .values({name: sa.bindparam(name) for name in changed})
    )
    for batch in batched(entries):
        rows = [institution_row(entry) for entry in batch]
        values = [{name: row[name] for name in changed} | {"key": row["id"]} for row in rows]
        session.connection().execute(statement, values)


def drop_unserved(session: Session) -> None:
    """Delete the institutions that an interrupted import left: no generation names them."""
    named = sa.select(col(InstitutionName.institution_id))
    session.connection().execute(sa.delete(Institution).where(col(Institution.id).not_in(named)))


def _names_in_order(generation: int) -> Any:
    return (
        sa.select(
            col(InstitutionName.institution_id),
            col(InstitutionName.name),
            col(InstitutionName.kind),
            col(InstitutionName.language),
        )
        .where(col(InstitutionName.generation) == generation)
        .order_by(col(InstitutionName.institution_id), col(InstitutionName.position))
    )
