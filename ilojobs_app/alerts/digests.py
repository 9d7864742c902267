"""A run: match what is new, queue what is due. The worker calls it every minute.

However long nothing ran, one run catches up: each alert looks once for all that has appeared
since it last looked, and is then due again at its next time to come.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import structlog
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from ilojobs_app.alerts import matching, queueing
from ilojobs_app.alerts.models import Digest, RunLock, Sending
from ilojobs_app.alerts.statements import sql
from ilojobs_app.core import db

log = structlog.get_logger(__name__)

PLANNED_MAX = 100
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)
_MAKE_LOCK = sql(
    "INSERT INTO alert_run_locks (id, ran_at) VALUES (1, :before) ON CONFLICT (id) DO NOTHING"
)


@dataclass(frozen=True)
class PlannedMail:
    """A mail of a dry run; persons are numbers, for it is shown on a terminal."""

    account_id: int
    language: str
    alert_ids: Sequence[int]


@dataclass(frozen=True)
class RunReport:
    """What a run did, or with `dry_run` would do.

    Args:
        matches: new pairs of criteria and vacancy.
        alerts: how many were due.
        sendings: of these, how many had something new.
        mails: how many were queued.
        planned: the first hundred of a dry run.
    """

    matches: int = 0
    alerts: int = 0
    sendings: int = 0
    mails: int = 0
    planned: Sequence[PlannedMail] = ()


def run(now: datetime, *, dry_run: bool = False, bind: Engine | None = None) -> RunReport:
    """Match and queue all that is due at `now`.

    Several workers may call it at once: one does the work, the others find nothing left.

    Args:
        dry_run: do it all, say what it was, and undo it.
        bind: another database than that of DATABASE_URL.
    """
    # Reads only: a run with nothing to do must not make the site's writers wait.
    with db.reading(bind) as session:
        if not matching.is_anything_new(session, now) and not queueing.is_due(session, now):
            return RunReport()
    if dry_run:
        return _rehearse(now, bind)
    with db.transaction(bind) as session:
        matches = _begin(session, now)
    report = RunReport(matches)
    after: int | None = 0
    while after is not None:
        with db.transaction(bind) as session:
            _lock(session, now)
            done = queueing.queue_batch(session, after=after, now=now)
        report, after = _added(report, done), done.last
    log.info("alerts run", matches=matches, alerts=report.alerts, mails=report.mails)
    return report


def last_run_at(session: Session) -> datetime | None:
    """Give when a run last had something to do."""
    return session.exec(select(RunLock.ran_at)).first()


def _begin(session: Session, now: datetime) -> int:
    matches = matching.match(session, now, last_run_at=_lock(session, now))
    queueing.note_newest(session, now)
    queueing.wake_immediate(session, now)
    queueing.set_slots(session, now)
    return matches


def _lock(session: Session, now: datetime) -> datetime:
    """Keep other runs out until the transaction ends; give when the last one ran."""
    session.execute(_MAKE_LOCK, {"before": _NEVER})
    lock = session.exec(select(RunLock).with_for_update()).one()
    before, lock.ran_at = lock.ran_at, now
    return before


def _rehearse(now: datetime, bind: Engine | None) -> RunReport:
    with Session(bind or db.engine()) as session:
        report = RunReport(_begin(session, now))
        after: int | None = 0
        while after is not None:
            done = queueing.queue_batch(session, after=after, now=now)
            report, after = _added(report, done), done.last
        planned = _planned(session, now)
        session.rollback()
    return RunReport(report.matches, report.alerts, report.sendings, report.mails, planned)


def _added(report: RunReport, done: queueing.Queued) -> RunReport:
    return RunReport(
        report.matches,
        report.alerts + done.alerts,
        report.sendings + done.sendings,
        report.mails + done.mails,
    )


def _planned(session: Session, now: datetime) -> list[PlannedMail]:
    query = select(Digest).where(Digest.created_at == now).order_by(col(Digest.id))
    return [
        PlannedMail(
            digest.account_id,
            digest.language,
            session.exec(select(Sending.alert_id).where(Sending.digest_id == digest.id)).all(),
        )
        for digest in session.exec(query.limit(PLANNED_MAX)).all()
    ]
