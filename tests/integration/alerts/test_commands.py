"""`ilojobs alerts`: what an operator sees."""

from datetime import UTC, datetime

import pytest
from click.testing import CliRunner
from sqlmodel import SQLModel, select

from ilojobs_app.alerts.commands import alerts
from ilojobs_app.core import clock, db
from ilojobs_app.notifications.models import OutboxMail
from tests.factories.alerts import make_alert
from tests.factories.vacancies import make_vacancy

SUNDAY = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture
def filled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: SUNDAY)
    SQLModel.metadata.create_all(db.engine())
    with db.transaction() as session:
        make_alert(session, SUNDAY)
        make_vacancy(session, published_at=SUNDAY, updated_at=SUNDAY.replace(hour=13))


def call(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(alerts, arguments)
    return done.exit_code, done.output


def test_dry_run_at_a_time_to_come(filled: None) -> None:
    code, output = call("run", "--at", "2026-11-23T07:00+01:00", "--dry-run")
    assert code == 0
    assert "At 2026-11-23 06:00 UTC: 1 alerts due, 1 with something new, 1 mails would be" in output
    assert "@" not in output
    with db.reading() as session:
        assert session.exec(select(OutboxMail)).all() == []


def test_another_time_needs_dry_run(filled: None) -> None:
    assert call("run", "--at", "2026-11-23T07:00")[0] == 2
    assert call("run", "--at", "tomorrow", "--dry-run")[0] == 2
    assert call("run", "--at", "9999-12-31T23:59-14:00", "--dry-run")[0] == 2


def test_list_counts(filled: None) -> None:
    code, output = call("list")
    assert code == 0
    assert "weekly\t1 active\t0 paused\tnext due 2026-11-23 06:00 UTC" in output
