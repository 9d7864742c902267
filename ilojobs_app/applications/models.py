"""Tables of applications: what is being written, and the sealed copy of what was submitted."""

from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapper
from sqlmodel import Field, SQLModel

from ilojobs_app.core.db import UTCDateTime, enum_type

PERSONNEL_NUMBER_MAX = 20
# A draft keeps what was typed, right or wrong.
TYPED_MAX = 100


class Status(StrEnum):
    """Where an application stands; `status.py` says what may follow what."""

    DRAFT = "draft"
    SUBMITTED = "submitted"


class LetterDecision(StrEnum):
    """What a candidate decided about the letter (R15). Written: new, or brought up to date."""

    NONE = "none"
    WRITTEN = "written"
    KEPT = "kept"


class Application(SQLModel, table=True):
    """One candidate's application for one vacancy: a draft until it is submitted.

    The last letter of R15 is not stored a second time: it is that of the latest submitted
    application whose decision is `WRITTEN`.
    """

    __tablename__ = "applications"
    # AUTOINCREMENT: a number once given is never given again, also on SQLite.
    __table_args__ = (sa.UniqueConstraint("account_id", "job_id"), {"sqlite_autoincrement": True})

    id: int | None = Field(default=None, primary_key=True, description="Also the public number.")
    account_id: int = Field(foreign_key="accounts.id", ondelete="CASCADE")
    job_id: int = Field(foreign_key="vacancies.job_id", index=True)
    status: Status = Field(default=Status.DRAFT, sa_type=enum_type(Status))
    letter: str = Field(default="", sa_type=sa.Text)
    letter_decision: LetterDecision | None = Field(
        default=None,
        sa_type=enum_type(LetterDecision),
        description="In a draft: KEPT once ticked, else None.",
    )
    seconded: bool | None = Field(default=None, description="None until answered (R2).")
    personnel_number: str | None = Field(default=None, max_length=TYPED_MAX)
    created_at: datetime = Field(sa_type=UTCDateTime)
    updated_at: datetime = Field(sa_type=UTCDateTime)
    submitted_at: datetime | None = Field(default=None, sa_type=UTCDateTime)

    @property
    def number(self) -> int:
        """The number that candidates quote; an application has one from its first draft on."""
        assert self.id is not None
        return self.id


class SealedCopy(SQLModel, table=True):
    """What was submitted, exactly as it was read (B1). Written once, never changed.

    `content` is described in `seal.py`; `sha256` is the digest of its canonical JSON, in
    hexadecimal.
    """

    __tablename__ = "sealed_copies"

    id: int | None = Field(default=None, primary_key=True)
    application_id: int = Field(foreign_key="applications.id", ondelete="CASCADE", unique=True)
    content: dict[str, Any] = Field(sa_type=sa.JSON)
    sha256: str = Field(max_length=64)
    sealed_at: datetime = Field(sa_type=UTCDateTime)


class SealedCopyChanged(Exception):
    """Something tried to change a sealed copy: a fault of the program."""


@sa.event.listens_for(SealedCopy, "before_update")
def _refuse_change(_mapper: Mapper[Any], _connection: sa.Connection, copy: SealedCopy) -> None:
    raise SealedCopyChanged(copy.id)
