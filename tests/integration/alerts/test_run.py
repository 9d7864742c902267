"""Runs on a frozen clock: what is due, for whom, and what stands in the outbox."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import select

from ilojobs_app.alerts.criteria import AlertCriteria
from ilojobs_app.alerts.digests import run
from ilojobs_app.alerts.models import Frequency, JobAlert
from ilojobs_app.core.db import reading, transaction
from ilojobs_app.notifications.models import OutboxMail
from tests.factories.accounts import make_account
from tests.factories.alerts import make_alert
from tests.factories.vacancies import make_vacancy

SATURDAY = datetime(2026, 11, 21, 12, tzinfo=UTC)
SUNDAY = datetime(2026, 11, 22, 12, tzinfo=UTC)
MONDAY = datetime(2026, 11, 23, 6, tzinfo=UTC)  # 07:00 in Geneva
DAY = timedelta(days=1)


def publish(bind: Engine, at: datetime, **changes) -> None:
    with transaction(bind) as session:
        make_vacancy(session, published_at=at, updated_at=at, **changes)


def queued(bind: Engine) -> list[str]:
    with reading(bind) as session:
        return [mail.dedupe_key or "" for mail in session.exec(select(OutboxMail))]


def test_weekly_alert_is_sent_on_monday_at_seven_in_geneva(bind: Engine) -> None:
    with transaction(bind) as session:
        account = make_account(session)
        make_alert(session, SATURDAY, account=account)
    publish(bind, SUNDAY)
    assert run(MONDAY - timedelta(seconds=1), bind=bind).mails == 0
    report = run(MONDAY, bind=bind)
    assert (report.alerts, report.sendings, report.mails) == (1, 1, 1)
    assert queued(bind) == [f"alerts:{account.id}:2026-11-23"]
    with reading(bind) as session:
        alert = session.exec(select(JobAlert)).one()
        assert alert.last_run_at == MONDAY
        assert alert.next_run_at == MONDAY + 7 * DAY
    assert run(MONDAY + timedelta(minutes=1), bind=bind).mails == 0


def test_run_with_several_batches_misses_nobody(
    bind: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ilojobs_app.alerts import queueing

    monkeypatch.setattr(
        queueing,
        "queue_batch",
        lambda session, *, after, now, real=queueing.queue_batch: real(
            session, after=after, now=now, size=2
        ),
    )
    with transaction(bind) as session:
        for _ in range(7):
            account = make_account(session)
            make_alert(session, SATURDAY, account=account)
            make_alert(
                session,
                SATURDAY,
                account=account,
                criteria=AlertCriteria("actuaire"),
                frequency=Frequency.DAILY,
            )
    publish(bind, SUNDAY)
    report = run(MONDAY, bind=bind)
    assert (report.alerts, report.sendings, report.mails) == (14, 14, 7)
    assert run(MONDAY, bind=bind).mails == 0
