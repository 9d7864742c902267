"""Alerts that were deleted a short while ago, to be brought back (B7)."""

from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from ilojobs_app.alerts.criteria import AlertCriteria
from ilojobs_app.alerts.models import JobAlert

KEPT = timedelta(days=1)


def recently_deleted(
    session: Session, *, account_id: int, now: datetime
) -> tuple[tuple[int, AlertCriteria], ...]:
    """Give id and criteria of the alerts that the candidate can still bring back.

    Not of those whose criteria were asked for again: two alerts of the same are refused.
    """
    standing = select(JobAlert.criteria_id).where(
        JobAlert.account_id == account_id, col(JobAlert.deleted_at).is_(None)
    )
    query = select(JobAlert).where(
        JobAlert.account_id == account_id,
        col(JobAlert.deleted_at) > now - KEPT,
        col(JobAlert.criteria_id).not_in(standing),
    )
    found = session.exec(query.order_by(col(JobAlert.id))).all()
    return tuple((alert.id or 0, AlertCriteria.read(alert.criteria)) for alert in found)
