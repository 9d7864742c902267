"""The outbox: mails as they will be read, and how far their delivery has come."""

from datetime import datetime
from enum import IntEnum, StrEnum
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from ilojobs_app.core.db import UTCDateTime, enum_type

ADDRESS_KEY_MAX = 254
SUBJECT_MAX = 200


class MailStatus(StrEnum):
    """Where a mail stands.

    Parked: given up after the last try, until an operator retries it. Dropped: not needed any
    more when its turn came, for example a digest whose vacancies have all closed.
    """

    WAITING = "waiting"
    SENT = "sent"
    PARKED = "parked"
    DROPPED = "dropped"


class Priority(IntEnum):
    """Which mails pass before others: the smaller, the sooner."""

    URGENT = 0  # somebody waits for it in front of the screen
    NORMAL = 5
    BULK = 9  # sent to many; kept from addresses that bounced


class OutboxMail(SQLModel, table=True):
    """One mail. `text` and `html` are emptied once it has left: their links open accounts.

    Both are empty from the start in a mail that is rendered when it leaves (`rendering`).
    `due_at` is also the lease: whoever takes a mail moves it ahead and signs with `leased_by`, so
    that nobody else takes it meanwhile, and so that it comes back by itself when its worker dies.
    """

    __tablename__ = "outbox_mails"
    __table_args__ = (sa.Index(None, "status", "priority", "due_at"),)

    id: int | None = Field(default=None, primary_key=True)
    kind: str = Field(max_length=40)
    to_address: str = Field(max_length=320)
    language: str = Field(max_length=2)
    subject: str = Field(default="", max_length=SUBJECT_MAX)
    text: str = ""
    html: str = ""
    headers: dict[str, str] = Field(
        default_factory=dict, sa_type=sa.JSON, sa_column_kwargs={"server_default": "{}"}
    )
    payload: dict[str, Any] = Field(
        default_factory=dict,
        sa_type=sa.JSON,
        sa_column_kwargs={"server_default": "{}"},
        description="What its renderer needs, if any.",
    )
    dedupe_key: str | None = Field(default=None, max_length=80, unique=True)
    priority: int = Field(
        default=Priority.NORMAL, sa_type=sa.SmallInteger, sa_column_kwargs={"server_default": "5"}
    )
    status: MailStatus = Field(default=MailStatus.WAITING, sa_type=enum_type(MailStatus))
    created_at: datetime = Field(sa_type=UTCDateTime)
    due_at: datetime = Field(sa_type=UTCDateTime)
    leased_by: str = Field(default="", max_length=40, sa_column_kwargs={"server_default": ""})
    tries: int = 0
    sent_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    reason: str = Field(default="", max_length=500)

    @property
    def is_written(self) -> bool:
        """Say whether it has its texts, or still waits for its renderer."""
        return bool(self.text or self.html)


class BouncedAddress(SQLModel, table=True):
    """An address that refused mail. Once it is stopped, nothing of `Priority.BULK` goes there.

    `days` counts the days on which it may have been at fault, as long as they follow each other
    closely (`bounces.record`). Deleted when its owner starts the mails again, or opens a link that
    was mailed there (`bounces.forget`).
    """

    __tablename__ = "bounced_addresses"

    address_key: str = Field(max_length=ADDRESS_KEY_MAX, primary_key=True)
    reason: str = Field(max_length=500)
    bounced_at: datetime = Field(sa_type=UTCDateTime)
    days: int = Field(default=1, sa_column_kwargs={"server_default": "1"})
    is_stopped: bool = Field(default=True, sa_column_kwargs={"server_default": sa.true()})
