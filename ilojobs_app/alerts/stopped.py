"""An address to which no alert goes any more: its owner is told, and starts the mails again."""

from datetime import datetime, timedelta

from sqlmodel import Session

from ilojobs_app.accounts.models import Account
from ilojobs_app.accounts.throttles import Limit, reserve
from ilojobs_app.alerts import store
from ilojobs_app.notifications import bounces

# An address that is gone refuses each mail again: trying often would harm the sender's reputation.
START_AGAIN = Limit("mails again", 3, timedelta(hours=1), timedelta(hours=24))


def is_stopped(session: Session, *, account_id: int) -> bool:
    """Say whether the account's address refused mail so that alerts no longer go there."""
    account = session.get(Account, account_id)
    return bool(account and bounces.is_stopped(session, address=account.email))


def start_again(session: Session, *, account_id: int, now: datetime) -> None:
    """Write to the account's address again, until it refuses once more.

    Raises:
        TooManyTries: it was asked for too often.
    """
    account = store.lock_account(session, account_id)
    if not bounces.is_stopped(session, address=account.email):
        return
    if busy := reserve(session, [(START_AGAIN, str(account_id))], now):
        raise busy
    bounces.forget(session, address=account.email)
