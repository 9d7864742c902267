"""Tables of accounts. Secrets are kept as digests: a copy of the database opens no account.

AUTOINCREMENT, so that an id is never given again, also on SQLite: a page that stays connected knows
its session by the id, and a tab its owner, and neither may find somebody else there.
"""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from ilojobs_app.core.db import UTCDateTime


class Account(SQLModel, table=True):
    """A person whose address is proven: the row is made when the mailed link is opened.

    `email` is written as it was typed; `address_key` is its compared form, unique.
    """

    __tablename__ = "accounts"
    __table_args__ = {"sqlite_autoincrement": True}

    id: int | None = Field(default=None, primary_key=True)
    email: str = Field(max_length=254)
    address_key: str = Field(max_length=254, unique=True)
    first_names: str = Field(max_length=100)
    last_name: str = Field(max_length=100)
    password_hash: str = Field(max_length=200)
    country: str = Field(max_length=2)
    language: str = Field(max_length=2)
    wants_alerts: bool = True
    wants_communications: bool = False
    created_at: datetime = Field(sa_type=UTCDateTime)
    confirmed_at: datetime = Field(sa_type=UTCDateTime)


class PendingRegistration(SQLModel, table=True):
    """What somebody typed about an address that is not proven yet, until its link is opened.

    One row a link. A second registration of the same address changes nothing of the first: each
    link makes the account that was typed together with it, so that nobody can slip a password of
    their own into somebody else's registration.
    """

    __tablename__ = "pending_registrations"

    id: int | None = Field(default=None, primary_key=True)
    token_digest: str = Field(max_length=64, unique=True)
    browser: str = Field(max_length=64, description="Pseudonym of the browser that registered.")
    email: str = Field(max_length=254)
    address_key: str = Field(max_length=254, index=True)
    first_names: str = Field(max_length=100)
    last_name: str = Field(max_length=100)
    password_hash: str = Field(max_length=200)
    country: str = Field(max_length=2)
    language: str = Field(max_length=2)
    wants_alerts: bool
    wants_communications: bool
    acceptance: dict[str, Any] = Field(sa_type=sa.JSON)
    next_page: str = Field(default="", max_length=500)
    created_at: datetime = Field(sa_type=UTCDateTime)
    expires_at: datetime = Field(sa_type=UTCDateTime, index=True)


class AccountSession(SQLModel, table=True):
    """A signed-in browser. It ends when it is not used, and at the latest `SESSION_HOURS` after it began."""

    __tablename__ = "sessions"
    __table_args__ = {"sqlite_autoincrement": True}

    id: int | None = Field(default=None, primary_key=True)
    secret_digest: str = Field(max_length=64, unique=True)
    account_id: int = Field(foreign_key="accounts.id", ondelete="CASCADE", index=True)
    created_at: datetime = Field(sa_type=UTCDateTime)
    last_seen_at: datetime = Field(sa_type=UTCDateTime)
    expires_at: datetime = Field(sa_type=UTCDateTime, index=True)


class KnownDevice(SQLModel, table=True):
    """A browser, by its pseudonym, that an account has signed in from."""

    __tablename__ = "known_devices"

    account_id: int = Field(foreign_key="accounts.id", ondelete="CASCADE", primary_key=True)
    browser: str = Field(max_length=64, primary_key=True)
    last_at: datetime = Field(sa_type=UTCDateTime, index=True)


class PasswordReset(SQLModel, table=True):
    """A mailed link that lets its reader choose a new password once.

    It names an address, not an account, so that the same can be written for an unknown one.
    """

    __tablename__ = "password_resets"

    id: int | None = Field(default=None, primary_key=True)
    token_digest: str = Field(max_length=64, unique=True)
    address_key: str = Field(max_length=254, index=True)
    next_page: str = Field(default="", max_length=500)
    created_at: datetime = Field(sa_type=UTCDateTime)
    expires_at: datetime = Field(sa_type=UTCDateTime, index=True)


class Throttle(SQLModel, table=True):
    """How often something was tried of late. The key is a digest: no address stands here."""

    __tablename__ = "throttles"

    key: str = Field(max_length=64, primary_key=True)
    tries: int
    last_at: datetime = Field(sa_type=UTCDateTime, index=True)
