"""The proof of consent (R4): which statement, of which version, for which country, read when."""

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from ilojobs_app.core.db import UTCDateTime, enum_type


class Choice(StrEnum):
    """What a candidate did with a statement."""

    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class Consent(SQLModel, table=True):
    """One choice. Rows are only ever added: together they are the history (B8)."""

    __tablename__ = "consents"
    __table_args__ = (sa.Index(None, "account_id", "chosen_at"),)

    id: int | None = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="accounts.id", ondelete="CASCADE")
    choice: Choice = Field(sa_type=enum_type(Choice))
    statement_key: str = Field(max_length=40)
    statement_version: str = Field(max_length=20)
    digest: str = Field(max_length=64, description="SHA-256 of the statement, in hexadecimal.")
    country: str = Field(max_length=2)
    language: str = Field(max_length=2)
    opened_at: datetime = Field(sa_type=UTCDateTime)
    chosen_at: datetime = Field(sa_type=UTCDateTime)
