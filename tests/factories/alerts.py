"""Alerts with valid defaults: every week, on Monday, in Geneva."""

from datetime import datetime
from typing import Any

from sqlmodel import Session

from ilojobs_app.accounts.models import Account
from ilojobs_app.alerts import service
from ilojobs_app.alerts.criteria import AlertCriteria
from ilojobs_app.alerts.models import Frequency, JobAlert
from tests.factories.accounts import make_account

PROFESSIONAL = AlertCriteria(category="professional")


def make_alert(
    session: Session, now: datetime, *, account: Account | None = None, **changes: Any
) -> JobAlert:
    """Create an alert at `now` as a candidate does; `changes` are arguments of `create`."""
    owner = account or make_account(session)
    assert owner.id is not None
    values: dict[str, Any] = {
        "criteria": PROFESSIONAL,
        "frequency": Frequency.WEEKLY,
        "weekday": 0,
        "language": "fr",
        "time_zone": "Europe/Zurich",
    }
    alert_id = service.create(session, account_id=owner.id, now=now, **(values | changes))
    found = session.get(JobAlert, alert_id)
    assert found is not None
    return found
