"""What the tests of alerts share: a week in Geneva, and words for what happens in it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import select

from ilojobs_app.accounts.models import Account
from ilojobs_app.alerts import mails
from ilojobs_app.alerts.digests import run
from ilojobs_app.alerts.models import JobAlert
from ilojobs_app.core.db import transaction
from ilojobs_app.notifications.models import OutboxMail
from ilojobs_app.notifications.rendering import RenderedMail
from ilojobs_app.vacancies.models import Vacancy
from tests.factories.accounts import make_account
from tests.factories.alerts import make_alert
from tests.factories.vacancies import make_vacancy

SATURDAY = datetime(2026, 11, 21, 12, tzinfo=UTC)
SUNDAY = datetime(2026, 11, 22, 12, tzinfo=UTC)
MONDAY = datetime(2026, 11, 23, 6, tzinfo=UTC)  # 07:00 in Geneva
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)


class World:
    """A database and what candidates, editors and the worker do to it."""

    def __init__(self, bind: Engine) -> None:
        self.bind = bind

    def account(self, **changes: Any) -> int:
        with transaction(self.bind) as session:
            return make_account(session, **changes).id or 0

    def alert(self, account_id: int, at: datetime = SATURDAY, **changes: Any) -> int:
        with transaction(self.bind) as session:
            owner = session.get_one(Account, account_id)
            return make_alert(session, at, account=owner, **changes).id or 0

    def publish(self, job_id: int = 5001, at: datetime = SUNDAY, **changes: Any) -> None:
        values = {"published_at": at, "updated_at": at} | changes
        with transaction(self.bind) as session:
            make_vacancy(session, job_id=job_id, **values)

    def correct(self, job_id: int, at: datetime, **changes: Any) -> None:
        with transaction(self.bind) as session:
            vacancy = session.get_one(Vacancy, job_id)
            for name, value in (changes | {"updated_at": at}).items():
                setattr(vacancy, name, value)

    def run(self, at: datetime) -> int:
        """Run; give how many mails were queued."""
        return run(at, bind=self.bind).mails

    def do(self, verb: Callable[..., Any], **arguments: Any) -> Any:
        with transaction(self.bind) as session:
            return verb(session, **arguments)

    def mails(self, at: datetime) -> list[RenderedMail | None]:
        """Give what each queued mail says when it leaves at `at`, the oldest first."""
        with transaction(self.bind) as session:
            rows = session.exec(select(OutboxMail).order_by(OutboxMail.id)).all()
            return [mails.render(session, row, at) for row in rows]

    def stored(self, alert_id: int) -> JobAlert:
        with transaction(self.bind) as session:
            return session.get_one(JobAlert, alert_id)

    def minutes(self, start: datetime, end: datetime) -> dict[datetime, int]:
        """Run every minute as the worker does; give when how many mails were queued."""
        found, moment = {}, start
        while moment <= end:
            if queued := self.run(moment):
                found[moment] = queued
            moment += MINUTE
        return found


@pytest.fixture
def world(bind: Engine) -> World:
    """Give a world without anybody in it."""
    return World(bind)
