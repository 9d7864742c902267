"""Tables of the institutions: what each one is, its names, and the words that find it.

The list lives in *generations*: an import writes the names and words of a new generation beside
the one that serves, and one small transaction makes it the current one (`generations.py`).
Rows of `institutions` keep their id for ever, because profiles refer to them.
"""

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from ilojobs_app.core.db import UTCDateTime, enum_type

WORD_MAX = 64
NAME_MAX = 400

# Prefixes are ranges of the index, in the order of code points: PostgreSQL's language-aware
# collations sort otherwise and cannot serve a range.
BY_CODE_POINT = sa.String(WORD_MAX).with_variant(sa.String(WORD_MAX, collation="C"), "postgresql")


class Status(StrEnum):
    """Whether the institution is in the WHED or in UNESCO's list (R13)."""

    LISTED = "listed"
    NOT_LISTED = "not_listed"
    TO_BE_VERIFIED = "to_be_verified"


class NameKind(StrEnum):
    """What a name is: an official one, another one in use, or an acronym."""

    LABEL = "label"
    ALIAS = "alias"
    ACRONYM = "acronym"


class Institution(SQLModel, table=True):
    """An institution. Closed ones stay, for the profiles that name them; search omits them."""

    __tablename__ = "institutions"

    id: int = Field(sa_column=sa.Column(sa.Integer, primary_key=True, autoincrement=False))
    country: str = Field(max_length=2, index=True)
    city: str = Field(default="", max_length=120)
    status: Status = Field(
        default=Status.TO_BE_VERIFIED,
        sa_column=sa.Column(enum_type(Status), nullable=False),
    )
    source: str = Field(max_length=20)
    identifiers: dict[str, str] = Field(
        default_factory=dict, sa_column=sa.Column(sa.JSON, nullable=False)
    )
    is_curated: bool = False
    is_closed: bool = False


class InstitutionName(SQLModel, table=True):
    """One name in one generation. `position` 0 is the name shown when no language fits better."""

    __tablename__ = "institution_names"
    __table_args__ = (
        sa.Index("ix_institution_names_institution_id", "institution_id", "generation"),
    )

    id: int | None = Field(default=None, primary_key=True)
    generation: int = Field(index=True)
    institution_id: int = Field(foreign_key="institutions.id")
    position: int
    kind: NameKind = Field(sa_column=sa.Column(enum_type(NameKind), nullable=False))
    language: str = Field(default="", max_length=8)
    name: str = Field(max_length=NAME_MAX)
    folded: str = Field(max_length=NAME_MAX * 2)


class InstitutionWord(SQLModel, table=True):
    """A word that finds an institution; `weight` is small where the word weighs much in a name."""

    __tablename__ = "institution_words"
    __table_args__ = {"sqlite_with_rowid": False}

    generation: int = Field(primary_key=True)
    country: str = Field(max_length=2, primary_key=True)
    word: str = Field(sa_column=sa.Column(BY_CODE_POINT, primary_key=True))
    institution_id: int = Field(primary_key=True)
    weight: int


class InstitutionLoad(SQLModel, table=True):
    """One load of a list. Its id is the number of the generation that it wrote."""

    __tablename__ = "institution_loads"

    id: int = Field(sa_column=sa.Column(sa.Integer, primary_key=True, autoincrement=False))
    source: str = Field(max_length=20)
    digest: str = Field(max_length=64)
    started_at: datetime = Field(sa_type=UTCDateTime)
    switched_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    is_current: bool = False
    counts: dict[str, int] = Field(
        default_factory=dict, sa_column=sa.Column(sa.JSON, nullable=False)
    )
