"""Browsers that an account has signed in from: wrong tries elsewhere do not make them wait."""

from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlmodel import Session, col, select

from ilojobs_app.accounts.models import KnownDevice

# The newest ones of each account, for a year: as long as the browser keeps its cookie.
KEPT = 20
KEPT_FOR = timedelta(days=365)


def is_known(session: Session, account_id: int, browser: str) -> bool:
    """Say whether an account has signed in from a browser, given by its pseudonym."""
    return bool(browser) and session.get(KnownDevice, (account_id, browser)) is not None


def remember(session: Session, account_id: int, browser: str, now: datetime) -> None:
    """Note that an account signs in from a browser, and forget its oldest one beyond KEPT."""
    if not browser:
        return
    session.merge(KnownDevice(account_id=account_id, browser=browser, last_at=now))
    session.flush()
    newest = (
        select(KnownDevice.browser)
        .where(KnownDevice.account_id == account_id)
        .order_by(col(KnownDevice.last_at).desc(), col(KnownDevice.browser))
        .limit(KEPT)
    )
    session.execute(
        delete(KnownDevice).where(
            col(KnownDevice.account_id) == account_id,
            col(KnownDevice.browser).not_in(newest),
        )
    )


def delete_expired(session: Session, *, now: datetime) -> None:
    """Forget browsers that have not signed in for long."""
    session.execute(delete(KnownDevice).where(col(KnownDevice.last_at) <= now - KEPT_FOR))
