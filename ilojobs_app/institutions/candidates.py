"""Which institutions may answer: ranges of the word index, the same SQL on both databases."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from ilojobs_app.core.text import fold
from ilojobs_app.institutions.models import (
    Institution,
    InstitutionName,
    InstitutionWord,
)
from ilojobs_app.institutions.ranking import FoldedName, Subject
from ilojobs_app.institutions.words import WEIGHT_MAX, Token

# As many institutions are ranked in Python; when more answer, SQL orders them in blocks.
CAP = 600
LAST = "\U0010ffff"


@dataclass(frozen=True)
class Scope:
    """Where a search looks: one generation, one country."""

    generation: int
    country: str


@dataclass(frozen=True)
class Block:
    """At most CAP institutions, in the order of SQL, and how many answer in all."""

    ids: list[int]
    total: int


def frequencies(session: Session, scope: Scope, tokens: Sequence[Token]) -> list[int]:
    """Count the index rows of each token, up to CAP + 1: enough to know the rarest."""
    counts = []
    for token in tokens:
        rows = sa.select(sa.literal(1)).where(_range(scope, token)).limit(CAP + 1).subquery()
        counts.append(_scalar(session, sa.select(sa.func.count()).select_from(rows)))
    return counts


def having(session: Session, scope: Scope, token: Token) -> list[int]:
    """Give the ids of every institution with a word that fits a token: only for rare tokens."""
    statement = sa.select(col(InstitutionWord.institution_id)).where(_range(scope, token))
    return list(dict.fromkeys(session.connection().execute(statement).scalars()))


def block(session: Session, scope: Scope, tokens: Sequence[Token], start: int = 0) -> Block:
    """Give a block of the institutions that have a word for each token, lightest words first.

    The first token orders: whole words before begun ones, then the weight.
    """
    word, owner = col(InstitutionWord.word), col(InstitutionWord.institution_id)
    begun = sa.case((word.in_(tokens[0].forms), 0), else_=1)
    weight = sa.func.min(begun * WEIGHT_MAX + col(InstitutionWord.weight)).label("weight")
    statement = sa.select(owner, sa.func.count().over().label("total")).where(
        _range(scope, tokens[0])
    )
    for token in tokens[1:]:
        others = sa.select(col(InstitutionWord.institution_id)).where(_range(scope, token))
        statement = statement.where(owner.in_(others))
    statement = statement.group_by(owner).order_by(weight, owner).limit(CAP).offset(start)
    rows = session.connection().execute(statement).all()
    return Block([row[0] for row in rows], rows[0][1] if rows else 0)


def subjects(session: Session, generation: int, ids: Sequence[int]) -> list[Subject]:
    """Read what ranking needs of some institutions."""
    found: dict[int, Subject] = {}
    names: dict[int, list[FoldedName]] = {key: [] for key in ids}
    for owner, *name in session.connection().execute(_names_of(generation, ids)):
        names[owner].append(FoldedName(*name))
    statement = sa.select(
        col(Institution.id),
        col(Institution.city),
        col(Institution.status),
        col(Institution.is_curated),
    ).where(col(Institution.id).in_(ids))
    for key, city, status, is_curated in session.connection().execute(statement):
        found[key] = Subject(key, names[key], fold(city), status, is_curated)
    return [found[key] for key in ids if key in found]


def vocabulary(session: Session, scope: Scope) -> list[str]:
    """Give every word of a country."""
    statement = (
        sa.select(col(InstitutionWord.word))
        .where(
            col(InstitutionWord.generation) == scope.generation,
            col(InstitutionWord.country) == scope.country,
        )
        .distinct()
    )
    return list(session.connection().execute(statement).scalars())


def _names_of(generation: int, ids: Sequence[int]) -> Any:
    return sa.select(
        col(InstitutionName.institution_id),
        col(InstitutionName.folded),
        col(InstitutionName.kind),
        col(InstitutionName.position),
    ).where(
        col(InstitutionName.institution_id).in_(ids),
        col(InstitutionName.generation) == generation,
    )


def _range(scope: Scope, token: Token) -> Any:
    word = col(InstitutionWord.word)
    return sa.and_(
        col(InstitutionWord.generation) == scope.generation,
        col(InstitutionWord.country) == scope.country,
        sa.or_(*(sa.and_(word >= form, word < form + LAST) for form in token.forms)),
    )


def _scalar(session: Session, statement: Any) -> int:
    return int(session.connection().execute(statement).scalar_one())
