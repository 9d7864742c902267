"""Alerts in the database: found, locked, and their criteria kept once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Session, col, select

from ilojobs_app.accounts.models import Account
from ilojobs_app.alerts.criteria import AlertCriteria
from ilojobs_app.alerts.models import CriteriaRow, Frequency, JobAlert, Sending
from ilojobs_app.alerts.statements import sql
from ilojobs_app.alerts.views import LastSending, SentVacancy
from ilojobs_app.core.errors import NotFound
from ilojobs_app.vacancies.models import Vacancy

_ADD_CRITERIA = sql(
    "INSERT INTO alert_criteria (key, conditions) VALUES (:key, :conditions) ON CONFLICT DO NOTHING"
)
_ADD_TERM = sql(
    "INSERT INTO alert_criteria_terms (term, criteria_id, condition) "
    "VALUES (:term, :criteria, :condition) ON CONFLICT DO NOTHING"
)


def lock_account(session: Session, account_id: int) -> Account:
    """Give the account, locked: the limit and the doubles are checked one request at a time.

    Raises:
        NotFound: it is gone.
    """
    query = select(Account).where(Account.id == account_id).with_for_update()
    account = session.exec(query).first()
    if account is None:
        raise NotFound
    return account


def own_alert(session: Session, account_id: int, alert_id: int) -> JobAlert:
    """Give an alert of the candidate, deleted or not, locked.

    Raises:
        NotFound: there is none of theirs with this id.
    """
    if not 0 < alert_id < 2**31:
        raise NotFound
    query = (
        select(JobAlert)
        .where(JobAlert.id == alert_id, JobAlert.account_id == account_id)
        .with_for_update()
    )
    alert = session.exec(query).first()
    if alert is None:
        raise NotFound
    return alert


def list_alerts(session: Session, account_id: int) -> Sequence[JobAlert]:
    """Give the candidate's alerts that are not deleted, the oldest first."""
    query = select(JobAlert).where(
        JobAlert.account_id == account_id, col(JobAlert.deleted_at).is_(None)
    )
    return session.exec(query.order_by(col(JobAlert.id))).all()


def criteria_id(session: Session, criteria: AlertCriteria) -> int:
    """Give the id of criteria, adding them where nobody has looked for the same before."""
    known = select(CriteriaRow.id).where(CriteriaRow.key == criteria.key)
    if found := session.exec(known).first():
        return found
    count = len(criteria.conditions)
    session.execute(_ADD_CRITERIA, {"key": criteria.key, "conditions": count})
    made = session.exec(known).one()
    terms = [
        {"term": term, "criteria": made, "condition": number}
        for number, condition in enumerate(criteria.conditions)
        for term in condition
    ]
    session.execute(_ADD_TERM, terms)
    assert made is not None
    return made


def last_sendings(
    session: Session, alert_ids: Sequence[int], now: datetime
) -> Mapping[int, LastSending]:
    """Give the last mail of each alert that held something of it."""
    latest = (
        select(Sending.alert_id, sa.func.max(Sending.until))
        .where(col(Sending.alert_id).in_(alert_ids), col(Sending.sent_at).is_not(None))
        .group_by(col(Sending.alert_id))
        .subquery()
    )
    query = select(Sending).join(
        latest,
        (col(Sending.alert_id) == latest.c[0]) & (col(Sending.until) == latest.c[1]),
    )
    found = session.exec(query).all()
    vacancies = _vacancies(session, {job_id for one in found for job_id in one.job_ids or ()}, now)
    return {
        one.alert_id: LastSending(
            one.sent_at, [vacancies[job_id] for job_id in one.job_ids or () if job_id in vacancies]
        )
        for one in found
        if one.sent_at
    }


def _vacancies(session: Session, job_ids: Iterable[int], now: datetime) -> dict[int, SentVacancy]:
    query = select(Vacancy.job_id, Vacancy.title_fr, Vacancy.title_en, Vacancy.closes_at).where(
        col(Vacancy.job_id).in_(list(job_ids))
    )
    return {
        row[0]: SentVacancy(row[0], row[1], row[2], row[3] >= now) for row in session.exec(query)
    }


@dataclass(frozen=True)
class AlertCount:
    """How many alerts of a frequency stand; `next_run_at` is of the one that is due first."""

    frequency: Frequency
    active: int
    paused: int
    next_run_at: datetime | None


def count_alerts(session: Session, now: datetime) -> list[AlertCount]:
    """Count the alerts of all candidates by frequency, for the operator."""
    is_paused = col(JobAlert.paused) & (
        col(JobAlert.paused_until).is_(None) | (col(JobAlert.paused_until) > now)
    )
    paused = sa.func.sum(sa.case((is_paused, 1), else_=0))
    query = (
        select(JobAlert.frequency, sa.func.count(), paused, sa.func.min(JobAlert.next_run_at))
        .where(col(JobAlert.deleted_at).is_(None))
        .group_by(JobAlert.frequency)
    )
    found = {
        row[0]: AlertCount(Frequency(row[0]), row[1] - row[2], row[2], row[3])
        for row in session.exec(query)
    }
    return [found[frequency] for frequency in Frequency if frequency in found]
