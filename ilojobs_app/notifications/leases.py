"""Leases: who takes mails to send them, and in which order."""

import os
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Engine, func, update
from sqlmodel import Session, col, select

from ilojobs_app.core import db
from ilojobs_app.notifications.bounces import bounced_among
from ilojobs_app.notifications.failures import TRIES_MAX
from ilojobs_app.notifications.models import MailStatus, OutboxMail, Priority

# Sending ends before: no new mail is begun after PATIENCE, and the longest conversation by SMTP is
# twelve answers of 20 s until a mail is taken, and three of 120 s for its content.
LEASE = timedelta(minutes=12)
PATIENCE = timedelta(seconds=90)
BATCH = 20


@dataclass(frozen=True)
class Lease:
    """Mails taken together. `token` begins with the number of the process."""

    token: str
    mails: list[OutboxMail]


def is_any_due(now: datetime, bind: Engine | None = None, up_to: int = Priority.BULK) -> bool:
    """Say whether a mail waits to be sent. Reads only: no writer of the site waits for it."""
    with db.reading(bind) as session:
        return (
            session.exec(select(OutboxMail.id).where(*_due(now, up_to)).limit(1)).first()
            is not None
        )


def longest_overdue(session: Session, now: datetime) -> timedelta:
    """Give since when the oldest mail that somebody waits for should have left; else zero.

    Not counted are those sent to many, which may wait for MAILS_PER_SECOND, and those that a
    server's « later » has put off: they are not due.
    """
    oldest = session.exec(select(func.min(OutboxMail.due_at)).where(*_due(now, Priority.NORMAL)))
    due_at = oldest.one()
    return now - due_at if due_at else timedelta()


def take(
    now: datetime, bind: Engine | None = None, *, limit: int = BATCH, up_to: int = Priority.BULK
) -> Lease:
    """Lease the mails that are due, the most urgent first; none, when nothing is due.

    Args:
        up_to: only mails of this priority or a more urgent one.
    """
    token = f"{os.getpid()}-{secrets.token_hex(8)}"
    while True:
        with db.transaction(bind) as session:
            found = _found(session, now, limit, up_to)
            bulk = [mail.to_address for mail in found if mail.priority == Priority.BULK]
            bounced = bounced_among(session, bulk)
            mails = [mail for mail in found if not _settled(mail, bounced)]
            for mail in mails:
                # Counted now: a mail that kills its worker must not come back for ever.
                mail.tries += 1
                mail.due_at, mail.leased_by = now + LEASE, token
        if mails or not found:
            return Lease(token, mails)


def is_late(mail: OutboxMail, now: datetime) -> bool:
    """Say whether it is too late to begin a leased mail: also when the clock has leapt."""
    return now > mail.due_at - LEASE + PATIENCE


def release(lease: Lease, mails: list[OutboxMail], bind: Engine | None = None) -> None:
    """Give back mails whose sending was not begun."""
    with db.transaction(bind) as session:
        session.execute(
            update(OutboxMail)
            .where(
                col(OutboxMail.id).in_([mail.id for mail in mails]),
                col(OutboxMail.leased_by) == lease.token,
            )
            .values(tries=OutboxMail.tries - 1, due_at=OutboxMail.created_at, leased_by="")
        )


def _found(session: Session, now: datetime, limit: int, up_to: int) -> list[OutboxMail]:
    found = session.exec(
        select(OutboxMail)
        .where(*_due(now, up_to))
        .order_by(col(OutboxMail.priority), col(OutboxMail.due_at), col(OutboxMail.id))
        .limit(limit)
        .with_for_update(skip_locked=True)
    ).all()
    # A lease that ran out may be of the mail that ended its worker: the others stay out of it.
    if found and found[0].leased_by:
        return [found[0]]
    return [mail for mail in found if not mail.leased_by]


def _settled(mail: OutboxMail, bounced: set[str]) -> bool:
    """Settle what is not to be sent: given up, or for many and to an address that bounced."""
    if mail.tries >= TRIES_MAX:
        mail.status, mail.leased_by = MailStatus.PARKED, ""
        mail.reason = mail.reason or "its worker ended while sending it, each time"
        return True
    if mail.priority == Priority.BULK and mail.to_address in bounced:
        mail.status, mail.reason = MailStatus.DROPPED, "its address bounced"
        return True
    return False


def _due(now: datetime, up_to: int) -> tuple[ColumnElement[bool], ...]:
    return (
        col(OutboxMail.status) == MailStatus.WAITING,
        col(OutboxMail.priority) <= up_to,
        col(OutboxMail.due_at) <= now,
    )
