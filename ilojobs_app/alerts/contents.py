"""What stands in a digest when it leaves: read in two queries, for thousands leave in a row."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import String, bindparam, not_, or_, select, type_coerce, update
from sqlmodel import Session, col

from ilojobs_app.alerts.criteria import AlertCriteria
from ilojobs_app.alerts.models import Frequency, JobAlert, Match, SeenVacancy, Sending
from ilojobs_app.alerts.wording import Line, line, written_line
from ilojobs_app.core.db import UTCDateTime
from ilojobs_app.vacancies.models import Vacancy

# Worked-out lines, by version of the vacancy, language and zone: most mails share them.
_LINES: dict[tuple[object, ...], Line] = {}
_LINES_MAX = 5_000

_NOW = bindparam("now", type_=UTCDateTime())
_ALERTS = (
    select(
        col(JobAlert.id),
        col(JobAlert.criteria),
        col(JobAlert.frequency),
        col(JobAlert.weekday),
        col(JobAlert.time_zone),
        col(Sending.since),
        col(Sending.until),
    )
    .join(Sending, col(Sending.alert_id) == col(JobAlert.id))
    .where(
        col(Sending.digest_id) == bindparam("digest_id"),
        col(JobAlert.deleted_at).is_(None),
        not_(
            col(JobAlert.paused)
            & or_(col(JobAlert.paused_until).is_(None), col(JobAlert.paused_until) > _NOW)
        ),
    )
    .order_by(col(JobAlert.id))
)
# A mail may have hundreds of these: each has only what it needs, and no time is converted.
_ROWS = (
    select(
        col(Sending.alert_id),
        col(Vacancy.job_id),
        type_coerce(col(Vacancy.updated_at), String),
        col(SeenVacancy.version_at) == col(Vacancy.updated_at),
    )
    .select_from(Sending)
    .join(JobAlert, col(JobAlert.id) == col(Sending.alert_id))
    .join(Match, col(Match.criteria_id) == col(JobAlert.criteria_id))
    .join(SeenVacancy, col(SeenVacancy.job_id) == col(Match.job_id))
    .join(Vacancy, col(Vacancy.job_id) == col(Match.job_id))
    .where(
        col(Sending.digest_id) == bindparam("digest_id"),
        col(SeenVacancy.appeared_at) > col(Sending.since),
        col(SeenVacancy.appeared_at) <= col(Sending.until),
        col(Vacancy.closes_at) >= _NOW,
    )
    .order_by(col(Sending.alert_id), col(Vacancy.closes_at), col(Vacancy.job_id))
)
_MARK_SENT = (
    update(Sending.__table__)  # type: ignore[attr-defined]
    .where(col(Sending.digest_id) == bindparam("mail"), col(Sending.alert_id) == bindparam("alert"))
    .values(sent_at=bindparam("sent"), job_ids=bindparam("jobs"))
)


@dataclass(frozen=True)
class Found:
    """An alert of a digest and what it found, never nothing, the nearest deadline first.

    Args:
        versions: job ID and `Vacancy.updated_at` as the database writes it.
    """

    alert_id: int
    criteria: AlertCriteria
    frequency: Frequency
    weekday: int
    time_zone: str
    since: datetime
    until: datetime
    versions: Sequence[tuple[int, object]]


def find(session: Session, digest_id: int, now: datetime) -> list[Found]:
    """Give what a digest has to tell at `now`.

    Left out: alerts deleted or paused since, vacancies that have closed or, corrected, are no
    longer what is looked for.
    """
    where = {"digest_id": digest_id, "now": now}
    connection = session.connection()  # nothing to load as objects
    alerts: Sequence[Any] = connection.execute(_ALERTS, where).all()
    rows = connection.execute(_ROWS, where).all() if alerts else []
    of_alert = {key: list(group) for key, group in groupby(rows, key=lambda row: row[0])}
    found = []
    for alert_id, stored, frequency, weekday, time_zone, since, until in alerts:
        criteria = AlertCriteria.read(stored)
        versions = [
            (job_id, version)
            for _, job_id, version, is_matched in of_alert.get(alert_id, ())
            if is_matched or _still_matches(session, criteria, job_id)
        ]
        if versions:
            found.append(
                Found(alert_id, criteria, frequency, weekday, time_zone, since, until, versions)
            )
    return found


def mark_sent(session: Session, digest_id: int, found: Sequence[Found], now: datetime) -> None:
    """Remember what stands in the mail, for the candidate's list of alerts."""
    rows = [
        {
            "mail": digest_id,
            "alert": one.alert_id,
            "sent": now,
            "jobs": [job_id for job_id, _ in one.versions],
        }
        for one in found
    ]
    session.connection().execute(_MARK_SENT, rows)


def worded(session: Session, version: tuple[int, object], language: str, time_zone: str) -> Line:
    """Word a vacancy for a mail."""
    key = (*version, language, time_zone)
    if key not in _LINES:
        if len(_LINES) >= _LINES_MAX:
            _LINES.clear()
        vacancy = session.get_one(Vacancy, version[0])
        _LINES[key] = written_line(line(vacancy, language, time_zone))
    return _LINES[key]


def _still_matches(session: Session, criteria: AlertCriteria, job_id: int) -> bool:
    return criteria.match(session.get_one(Vacancy, job_id))
