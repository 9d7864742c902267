"""What has expired is deleted: nothing about a person is kept for no purpose."""

from datetime import datetime

from sqlalchemy import delete
from sqlmodel import Session, col

from ilojobs_app.accounts import devices
from ilojobs_app.accounts.models import (
    AccountSession,
    PasswordReset,
    PendingRegistration,
    Throttle,
)
from ilojobs_app.accounts.registration import PENDING_KEPT
from ilojobs_app.accounts.throttles import FORGOTTEN_AFTER


def delete_expired(session: Session, *, now: datetime) -> None:
    """Delete sessions, links, unconfirmed registrations and counters whose time is over; old devices."""
    old_registration = col(PendingRegistration.created_at) <= now - PENDING_KEPT
    session.execute(delete(AccountSession).where(col(AccountSession.expires_at) <= now))
    session.execute(delete(PasswordReset).where(col(PasswordReset.expires_at) <= now))
    session.execute(delete(PendingRegistration).where(old_registration))
    devices.delete_expired(session, now=now)
    session.execute(delete(Throttle).where(col(Throttle.last_at) <= now - FORGOTTEN_AFTER))
