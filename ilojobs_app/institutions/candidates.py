"""Which institutions may answer: ranges of the word index, the same SQL on both databases."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from ilojobs_app.institutions.generations import Load
from ilojobs_app.institutions.models import InstitutionWord
from ilojobs_app.institutions.words import WEIGHT_MAX, Token

# As many institutions are ranked in Python when one word of several is rare. Otherwise SQL orders
# them by weight, and each block is ranked: a multiple of the options of a page.
CAP = 600
BLOCK = 60
LAST = "\U0010ffff"
SHAPES_KEPT = 64


@dataclass(frozen=True)
class Scope:
    """Where a search looks: the generation of one load, one country.

    What was found there may be kept: a generation never changes once it serves.
    """

    load: Load
    country: str


@dataclass(frozen=True)
class Block:
    """At most BLOCK institutions, in the order of SQL, and how many answer in all."""

    ids: list[int]
    total: int


def frequencies(session: Session, scope: Scope, tokens: Sequence[Token]) -> list[int]:
    """Count the index rows of each token, up to CAP + 1: enough to know the rarest."""
    found = session.connection().execute(_frequencies(_shape(tokens)), _values(scope, tokens))
    return list(found.one())


def having(session: Session, scope: Scope, token: Token) -> list[int]:
    """Give the ids of every institution with a word that fits a token: only for rare tokens."""
    found = session.connection().execute(_having(_shape([token])), _values(scope, [token]))
    return list(dict.fromkeys(found.scalars()))


def block(session: Session, scope: Scope, tokens: Sequence[Token], start: int = 0) -> Block:
    """Give a block of the institutions that have a word for each token, lightest words first.

    The first token orders: whole words before begun ones, then the weight.
    """
    values = _values(scope, tokens) | {"whole": tokens[0].forms, "start": start}
    rows = session.connection().execute(_block(_shape(tokens)), values).all()
    return Block([row[0] for row in rows], rows[0][1] if rows else 0)


def vocabulary(session: Session, scope: Scope) -> list[str]:
    """Give every word of a country."""
    statement = sa.select(_WORD).where(_IN_SCOPE).distinct()
    return list(session.connection().execute(statement, _values(scope, ())).scalars())


# To build a statement costs more than to run it: each is built once, for every shape of query.
_WORD, _OWNER = col(InstitutionWord.word), col(InstitutionWord.institution_id)
_IN_SCOPE = sa.and_(
    col(InstitutionWord.generation) == sa.bindparam("generation"),
    col(InstitutionWord.country) == sa.bindparam("country"),
)


def _shape(tokens: Sequence[Token]) -> tuple[int, ...]:
    """Give the number of forms of each token: all that the text of a statement depends on."""
    return tuple(len(token.forms) for token in tokens)


def _values(scope: Scope, tokens: Sequence[Token]) -> dict[str, Any]:
    values: dict[str, Any] = {"generation": scope.load.id, "country": scope.country}
    for place, token in enumerate(tokens):
        for number, form in enumerate(token.forms):
            values[f"from_{place}_{number}"] = form
            values[f"to_{place}_{number}"] = form + LAST
    return values


def _range(place: int, forms: int) -> Any:
    word = col(InstitutionWord.word)
    begun = (
        sa.and_(
            word >= sa.bindparam(f"from_{place}_{number}"),
            word < sa.bindparam(f"to_{place}_{number}"),
        )
        for number in range(forms)
    )
    return sa.and_(_IN_SCOPE, sa.or_(*begun))


@lru_cache(SHAPES_KEPT)
def _frequencies(shape: tuple[int, ...]) -> Any:
    counts = []
    for place, forms in enumerate(shape):
        rows = sa.select(sa.literal(1)).where(_range(place, forms)).limit(CAP + 1).subquery()
        counts.append(sa.select(sa.func.count()).select_from(rows).scalar_subquery())
    return sa.select(*counts)


@lru_cache(SHAPES_KEPT)
def _having(shape: tuple[int, ...]) -> Any:
    return sa.select(_OWNER).where(_range(0, shape[0]))


@lru_cache(SHAPES_KEPT)
def _block(shape: tuple[int, ...]) -> Any:
    begun = sa.case((_WORD.in_(sa.bindparam("whole", expanding=True)), 0), else_=1)
    weight = sa.func.min(begun * WEIGHT_MAX + col(InstitutionWord.weight)).label("weight")
    statement = sa.select(_OWNER, sa.func.count().over().label("total")).where(_range(0, shape[0]))
    for place, forms in enumerate(shape[1:], 1):
        statement = statement.where(_OWNER.in_(sa.select(_OWNER).where(_range(place, forms))))
    ordered = statement.group_by(_OWNER).order_by(weight, _OWNER)
    return ordered.limit(BLOCK).offset(sa.bindparam("start", type_=sa.Integer))
