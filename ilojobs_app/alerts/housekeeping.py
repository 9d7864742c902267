"""What alerts leave behind is deleted: nothing is kept for no purpose."""

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlmodel import Session, col, select

from ilojobs_app.alerts.models import CriteriaRow, Digest, JobAlert, Match, VacancyTerm
from ilojobs_app.vacancies.models import Vacancy

UNDO = timedelta(days=1)
DIGESTS_KEPT = timedelta(days=180)
# A vacancy that is extended after its deadline finds its matches again.
CLOSED_KEPT = timedelta(days=30)


def delete_expired(session: Session, *, now: datetime) -> None:
    """Delete alerts whose deletion can no longer be undone, and what no mail needs any more.

    The links of a mail stop working with its digest, after half a year.
    """
    session.execute(sa.delete(JobAlert).where(col(JobAlert.deleted_at) <= now - UNDO))
    session.execute(sa.delete(Digest).where(col(Digest.created_at) <= now - DIGESTS_KEPT))
    closed = select(Vacancy.job_id).where(Vacancy.closes_at <= now - CLOSED_KEPT)
    for table in (VacancyTerm, Match):
        session.execute(sa.delete(table).where(col(table.job_id).in_(closed)))
    # Criteria just made may belong to an alert that is being created.
    used = select(JobAlert.id).where(JobAlert.criteria_id == CriteriaRow.id).exists()
    is_old = col(CriteriaRow.matched_at) <= now - UNDO
    session.execute(sa.delete(CriteriaRow).where(is_old, ~used))
