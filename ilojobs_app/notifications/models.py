"""The outbox: mails as they will be read, and how far their delivery has come."""

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from ilojobs_app.core.db import UTCDateTime, enum_type


class MailStatus(StrEnum):
    """Where a mail stands. Parked: given up after the last try, until an operator retries it."""

    WAITING = "waiting"
    SENT = "sent"
    PARKED = "parked"


class OutboxMail(SQLModel, table=True):
    """One mail. `text` and `html` are emptied once it has left: their links open accounts.

    `due_at` is also the lease: whoever takes a mail moves it ahead, so that nobody else takes it
    meanwhile, and so that it comes back by itself when its worker dies.
    """

    __tablename__ = "outbox_mails"
    __table_args__ = (sa.Index(None, "status", "due_at"),)

    id: int | None = Field(default=None, primary_key=True)
    kind: str = Field(max_length=40)
    to_address: str = Field(max_length=320)
    language: str = Field(max_length=2)
    subject: str = Field(max_length=200)
    text: str
    html: str
    status: MailStatus = Field(default=MailStatus.WAITING, sa_type=enum_type(MailStatus))
    created_at: datetime = Field(sa_type=UTCDateTime)
    due_at: datetime = Field(sa_type=UTCDateTime)
    tries: int = 0
    sent_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    reason: str = Field(default="", max_length=500)
