"""Delivery: each mail is taken, sent and marked, each in a transaction of its own.

A mail is never lost. It may leave twice when a worker dies between sending and marking; both have
the same Message-ID.
"""

import smtplib
from datetime import datetime, timedelta

import structlog
from sqlalchemy import ColumnElement, Engine
from sqlmodel import Session, col, select

from ilojobs_app.core import db
from ilojobs_app.notifications.models import MailStatus, OutboxMail
from ilojobs_app.notifications.senders import send

log = structlog.get_logger(__name__)

# Longer than any sending: SMTP answers within 30 s or fails.
LEASE = timedelta(minutes=5)
WAITS = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(hours=1),
    timedelta(hours=4),
    timedelta(hours=12),
)
TRIES_MAX = len(WAITS) + 1
REASON_MAX = 500


def deliver_due(now: datetime, bind: Engine | None = None) -> int:
    """Send every mail that is due at `now`; give how many have left.

    Args:
        bind: another database than that of DATABASE_URL.
    """
    sent = 0
    while _is_any_due(now, bind) and (mail := _take(now, bind)):
        sent += _deliver(mail, now, bind)
    return sent


def retry(session: Session, *, mail_id: int | None, now: datetime) -> int:
    """Put one parked mail, or all when `mail_id` is None, back to be sent; give how many."""
    query = select(OutboxMail).where(OutboxMail.status == MailStatus.PARKED)
    if mail_id is not None:
        query = query.where(OutboxMail.id == mail_id)
    parked = session.exec(query.with_for_update()).all()
    for mail in parked:
        mail.status, mail.tries, mail.due_at = MailStatus.WAITING, 0, now
    return len(parked)


def _is_any_due(now: datetime, bind: Engine | None) -> bool:
    # Reads only: a worker with nothing to do must not make the site's writers wait.
    with db.reading(bind) as session:
        query = select(OutboxMail.id).where(*_due(now)).limit(1)
        return session.exec(query).first() is not None


def _take(now: datetime, bind: Engine | None) -> OutboxMail | None:
    with db.transaction(bind) as session:
        mail = session.exec(
            select(OutboxMail)
            .where(*_due(now))
            .order_by(col(OutboxMail.due_at), col(OutboxMail.id))
            .limit(1)
            .with_for_update(skip_locked=True)
        ).first()
        if mail:
            # Counted now: a mail that kills its worker must not come back for ever.
            mail.tries += 1
            mail.due_at = now + LEASE
        return mail


def _deliver(mail: OutboxMail, now: datetime, bind: Engine | None) -> bool:
    failure: Exception | None = None
    try:
        send(mail)
    except Exception as error:  # whatever it is, the next mail must not wait for it
        failure = error
    with db.transaction(bind) as session:
        row = session.get(OutboxMail, mail.id)
        if row and failure:
            _mark_failed(row, failure, now)
        elif row:
            row.status, row.sent_at = MailStatus.SENT, now
            row.text = row.html = row.reason = ""
    return failure is None


def _mark_failed(mail: OutboxMail, failure: Exception, now: datetime) -> None:
    mail.reason = f"{type(failure).__name__}: {failure}"[:REASON_MAX]
    if mail.tries >= TRIES_MAX or _is_final(failure):
        mail.status = MailStatus.PARKED
    else:
        mail.due_at = now + WAITS[mail.tries - 1]
    # The reason may hold the address, so it stays out of the log.
    log.warning(
        "mail not sent",
        mail=mail.id,
        kind=mail.kind,
        tries=mail.tries,
        error=type(failure).__name__,
        parked=mail.status is MailStatus.PARKED,
    )


def _is_final(failure: Exception) -> bool:
    """Say whether the server refused this recipient for good: another try would change nothing."""
    if not isinstance(failure, smtplib.SMTPRecipientsRefused):
        return False
    return all(500 <= code < 600 for code, _ in failure.recipients.values())


def _due(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return col(OutboxMail.status) == MailStatus.WAITING, col(OutboxMail.due_at) <= now
