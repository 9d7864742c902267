"""Sessions: a random secret in the browser's cookie, its digest here.

The look-ups only read, so that they can run in `db.reading()` at every event without waiting for a
writer; when a view says `touch_due`, the caller calls `touch` in a transaction.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete
from sqlmodel import Session, col, select

from ilojobs_app.accounts.models import Account, AccountSession
from ilojobs_app.accounts.secrets import digest, new_secret
from ilojobs_app.core.i18n import Language, as_language
from ilojobs_app.core.settings import settings

TOUCHED_EVERY = timedelta(minutes=1)


@dataclass(frozen=True)
class SessionView:
    """An open session and whose it is."""

    session_id: int
    account_id: int
    first_names: str
    last_name: str
    email: str
    language: Language
    touch_due: bool
    ends_at: datetime
    is_final: bool
    """Use no longer puts the end off: it is `SESSION_HOURS` after the beginning."""


def begin_session(session: Session, *, account_id: int, now: datetime) -> str:
    """Sign an account in, and give the secret for the cookie: it stands nowhere else."""
    secret = new_secret()
    session.add(
        AccountSession(
            secret_digest=digest(secret),
            account_id=account_id,
            created_at=now,
            last_seen_at=now,
            expires_at=_end(used=now, begun=now),
        )
    )
    session.flush()
    return secret


def open_session(session: Session, *, secret: str, now: datetime) -> SessionView | None:
    """Find the open session of a cookie's secret. Reads only."""
    return _view(session, col(AccountSession.secret_digest) == digest(secret), now)


def session_view(session: Session, *, session_id: int, now: datetime) -> SessionView | None:
    """Find an open session by its row. Reads only."""
    return _view(session, col(AccountSession.id) == session_id, now)


def touch(session: Session, *, session_id: int, now: datetime) -> None:
    """Note that a session was used, which puts its end off, not for ever; at most once a minute."""
    found = session.get(AccountSession, session_id, with_for_update=True)
    if found and _ends_at(found) > now and found.last_seen_at + TOUCHED_EVERY <= now:
        found.last_seen_at = now
        found.expires_at = _end(used=now, begun=found.created_at)


def sign_out(session: Session, *, session_id: int) -> None:
    """End a session."""
    session.execute(delete(AccountSession).where(col(AccountSession.id) == session_id))


def end_sessions(session: Session, *, account_id: int) -> None:
    """End every session of an account."""
    session.execute(delete(AccountSession).where(col(AccountSession.account_id) == account_id))


def _view(session: Session, which: ColumnElement[bool], now: datetime) -> SessionView | None:
    row = session.exec(
        select(AccountSession, Account)
        .join(Account, col(Account.id) == col(AccountSession.account_id))
        .where(which, col(AccountSession.expires_at) > now)
    ).first()
    if row is None or _ends_at(row[0]) <= now:
        return None
    found, account = row
    assert found.id is not None
    return SessionView(
        session_id=found.id,
        account_id=found.account_id,
        first_names=account.first_names,
        last_name=account.last_name,
        email=account.email,
        language=as_language(account.language),
        touch_due=found.last_seen_at + TOUCHED_EVERY <= now,
        ends_at=_ends_at(found),
        is_final=_ends_at(found) >= _latest_end(found.created_at),
    )


def _ends_at(found: AccountSession) -> datetime:
    """Give the end of a session, also where the settings have been shortened since it was used."""
    return min(found.expires_at, _end(used=found.last_seen_at, begun=found.created_at))


def _end(*, used: datetime, begun: datetime) -> datetime:
    return min(used + timedelta(minutes=settings().session_idle_minutes), _latest_end(begun))


def _latest_end(begun: datetime) -> datetime:
    return begun + timedelta(hours=settings().session_hours)
