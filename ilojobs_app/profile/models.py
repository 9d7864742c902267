"""Tables of the profile: a draft a step, a profile saved as a whole, confidential needs apart."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from ilojobs_app.core.db import UTCDateTime


class ProfileDraft(SQLModel, table=True):
    """What was typed in one step and is not yet a profile (R8, B4).

    `version` grows with each save and never starts again, also across saved profiles, so that two
    devices that disagree notice it. `reminded_at`: when a mail said that it would be deleted.
    """

    __tablename__ = "profile_drafts"
    __table_args__ = (sa.UniqueConstraint("account_id", "step"),)

    id: int | None = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="accounts.id", ondelete="CASCADE")
    step: str = Field(max_length=40)
    data: dict[str, Any] = Field(sa_type=sa.JSON)
    version: int
    updated_at: datetime = Field(sa_type=UTCDateTime)
    reminded_at: datetime | None = Field(default=None, sa_type=UTCDateTime)


class Profile(SQLModel, table=True):
    """The profile as a whole, never half-complete: `{step: data}` without confidential needs."""

    __tablename__ = "profiles"

    id: int | None = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="accounts.id", ondelete="CASCADE", unique=True)
    data: dict[str, Any] = Field(sa_type=sa.JSON)
    version: int
    saved_at: datetime = Field(sa_type=UTCDateTime)


class AccommodationNeeds(SQLModel, table=True):
    """Confidential: apart from drafts and profiles, so that no copy of those can contain it.

    `draft` holds what was typed since the profile was saved; None when nothing was.
    """

    __tablename__ = "accommodation_needs"

    id: int | None = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="accounts.id", ondelete="CASCADE", unique=True)
    text: str = ""
    draft: str | None = None
