"""Accounts with valid defaults."""

from datetime import UTC, datetime
from itertools import count
from typing import Any

from sqlmodel import Session

from ilojobs_app.accounts.models import Account

CREATED = datetime(2026, 11, 1, 9, 0, tzinfo=UTC)
PASSWORD = "rivière calme 27 novembre"
# Of PASSWORD, made once: hashing at each use would slow every test down.
PASSWORD_HASH = "$argon2id$v=19$m=19456,t=2,p=1$sHaOMcZYi7H23psTopRyzg$oaWq1b6344hF/Bn6nrybtJd2fB//fXJXxzcLClvIFpY"
_numbers = count(1)


def make_account(session: Session, **changes: Any) -> Account:
    """Add a confirmed account whose password is PASSWORD; `changes` are columns."""
    email = changes.pop("email", None) or f"candidate{next(_numbers)}@example.org"
    values: dict[str, Any] = {
        "email": email,
        "address_key": email.casefold(),
        "first_names": "Aïssata",
        "last_name": "Diallo",
        "password_hash": PASSWORD_HASH,
        "country": "SN",
        "language": "fr",
        "created_at": CREATED,
        "confirmed_at": CREATED,
    }
    account = Account(**values | changes)
    session.add(account)
    session.flush()
    return account
