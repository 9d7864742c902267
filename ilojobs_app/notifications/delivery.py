"""Delivery: mails are taken, sent and marked; each is marked as soon as it has left.

A mail is never lost. It may leave twice when a worker dies between sending and marking; both have
the same Message-ID.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import structlog
from sqlalchemy import Engine, bindparam, update
from sqlalchemy.exc import OperationalError
from sqlmodel import Session, SQLModel, select

from ilojobs_app.core import clock, db
from ilojobs_app.core.causes import described
from ilojobs_app.notifications import bounces, leases, rendering
from ilojobs_app.notifications.failures import TRIES_MAX, Blame, blame_of, is_final, wait_after
from ilojobs_app.notifications.leases import Lease
from ilojobs_app.notifications.models import MailStatus, OutboxMail, Priority
from ilojobs_app.notifications.rendering import RenderedMail
from ilojobs_app.notifications.senders import Outlet
from ilojobs_app.notifications.throttle import Throttle

# By the mail's id; None: there is nothing to send any more.
_Written = Mapping[int | None, RenderedMail | None]

log = structlog.get_logger(__name__)

REASON_MAX = 500
MARK_TRIES = 6

# Without the session, and written once: it is executed for each mail, and takes a third so.
_MAILS = SQLModel.metadata.tables["outbox_mails"]
_ENDED = (
    update(_MAILS)
    .where(_MAILS.c.id == bindparam("mail_id"))
    .values(
        status=bindparam("status"),
        reason=bindparam("reason"),
        sent_at=bindparam("sent_at"),
        text="",
        html="",
        payload={},
        headers={},
        leased_by="",
    )
)


@dataclass(frozen=True)
class Course:
    """How a worker delivers.

    Args:
        now: gives the instant; asked anew for each mail.
        up_to: only mails of this priority or a more urgent one.
        stopped: asked before each mail.
        throttle: how many may leave in a second.
        bind: another database than that of DATABASE_URL.
    """

    now: Callable[[], datetime] = clock.now
    up_to: int = Priority.BULK
    stopped: Callable[[], bool] = lambda: False
    throttle: Throttle | None = None
    bind: Engine | None = None


def deliver_due(now: datetime, bind: Engine | None = None) -> int:
    """Send every mail that is due at `now`; give how many have left."""
    return deliver(Course(now=lambda: now, bind=bind))


def deliver(course: Course) -> int:
    """Send until nothing is due, or the worker stops."""
    sent = 0
    with Outlet() as outlet:
        while not course.stopped() and leases.is_any_due(course.now(), course.bind, course.up_to):
            allowed = course.throttle.ask(leases.BATCH) if course.throttle else leases.BATCH
            if not allowed:
                break
            lease = leases.take(course.now(), course.bind, limit=allowed, up_to=course.up_to)
            if course.throttle:
                course.throttle.give_back(allowed - len(lease.mails))
            sent += _deliver_lease(lease, outlet, course)
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


def _deliver_lease(lease: Lease, outlet: Outlet, course: Course) -> int:
    sent, begun = 0, time.monotonic()
    written = _written_together(lease.mails, course)
    for place, mail in enumerate(lease.mails):
        late = time.monotonic() - begun > leases.PATIENCE.total_seconds()
        if course.stopped() or late or leases.is_late(mail, course.now()):
            leases.release(lease, lease.mails[place:], course.bind)
            break
        sent += _deliver(mail, written, outlet, course)
    return sent


def _deliver(mail: OutboxMail, written: _Written, outlet: Outlet, course: Course) -> bool:
    try:
        if not mail.is_written:
            found = written if mail.id in written else _written([mail], course)
            rendered = found[mail.id]
            if rendered is None:
                _mark(mail, course, status=MailStatus.DROPPED, reason="nothing to send any more")
                return False
            rendering.fill_in(mail, rendered)
        outlet.send(mail)
    except Exception as failure:  # whatever it is, the next mail must not wait for it
        _mark_failed(mail, failure, course)
        return False
    _mark(mail, course, status=MailStatus.SENT, reason="", sent_at=course.now())
    return True


def _written_together(mails: Sequence[OutboxMail], course: Course) -> _Written:
    """Write the digests of a lease in one transaction; none, when one of them cannot be written."""
    try:
        return _written([mail for mail in mails if not mail.is_written], course)
    except Exception:
        return {}  # each is tried again by itself, so that the fault stays with the one it is in


def _written(mails: Sequence[OutboxMail], course: Course) -> _Written:
    if not mails:
        return {}
    with db.transaction(course.bind) as session:
        return {mail.id: rendering.render(session, mail, course.now()) for mail in mails}


def _mark(mail: OutboxMail, course: Course, **values: Any) -> None:
    """Write how a mail ended: for good when its texts go, also when its lease had run out."""
    values = {"mail_id": mail.id, "sent_at": None, **values}
    for attempt in range(MARK_TRIES):
        try:
            with (course.bind or db.engine()).begin() as connection:
                connection.execute(_ENDED, values)
            return
        except OperationalError:
            # It has left: what cannot be written now would make it leave again.
            if attempt == MARK_TRIES - 1:
                raise
            time.sleep(0.1 * 2**attempt)


def _mark_failed(mail: OutboxMail, failure: Exception, course: Course) -> None:
    now, reason = course.now(), f"{type(failure).__name__}: {failure}"[:REASON_MAX]
    parked = mail.tries >= TRIES_MAX or is_final(failure)
    with db.transaction(course.bind) as session:
        row = session.get(OutboxMail, mail.id)
        # Where the lease ran out, another worker has it now and says how it ends.
        if row and row.leased_by == mail.leased_by:
            row.reason, row.leased_by = reason, ""
            row.status = MailStatus.PARKED if parked else MailStatus.WAITING
            row.due_at = row.due_at if parked else now + wait_after(row.tries)
        blame = blame_of(failure) if parked else Blame.NONE
        if blame is not Blame.NONE:
            bounces.record(session, address=mail.to_address, reason=reason, blame=blame, now=now)
    # The reason may hold the address, so it stays out of the log: kind, place and code say enough.
    log.warning(
        "mail not sent",
        mail=mail.id,
        mail_kind=mail.kind,
        tries=mail.tries,
        parked=parked,
        **described(failure),
    )
