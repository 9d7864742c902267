"""When the worker fails, its log says what, where and under which reference, and nothing personal."""

import threading
import time
from datetime import datetime, timedelta

import pytest
from sqlmodel import SQLModel

from ilojobs_app.core import db
from ilojobs_app.core.settings import settings
from ilojobs_app.notifications import outbox, rendering, worker
from ilojobs_app.notifications.delivery import deliver_due
from ilojobs_app.notifications.worker import Chore
from tests.e2e.server import free_port
from tests.logs import SECRET, Lines


def tables() -> None:
    """Make the tables."""
    SQLModel.metadata.create_all(db.engine())


def test_a_chore_that_fails_says_which_of_what_kind_and_where(lines: Lines) -> None:
    tables()
    stop = threading.Event()

    def fails(_now: datetime) -> None:
        stop.set()
        raise LookupError(SECRET)

    worker.run(stop, [Chore("drafts that rest", timedelta(days=1), fails)])
    (line,) = [line for line in lines.read() if line["level"] == "error"]
    assert line["event"] == "worker failed, and goes on"
    assert line["job"] == "drafts that rest"
    assert line["kind"] == "LookupError"
    assert line["place"].startswith("ilojobs_app/notifications/worker.py:")
    assert line["frames"][-1].endswith(" fails")
    assert len(line["reference"]) == 8


def test_a_worker_without_its_tables_says_so(lines: Lines) -> None:
    stop = threading.Event()
    thread = threading.Thread(target=worker.run, args=(stop, []))
    thread.start()
    time.sleep(1.5)
    stop.set()
    thread.join(20)
    failed = [line for line in lines.read() if line["level"] == "error"]
    assert {line["job"] for line in failed} == {"deliver people", "deliver everything"}
    assert {line["kind"] for line in failed} == {"sqlalchemy.exc.OperationalError"}
    assert all(line["causes"][0].startswith("sqlite3.OperationalError SQL") for line in failed)


def test_a_mail_that_cannot_leave_says_why_without_its_address(
    lines: Lines, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SMTP_URL", f"smtp://127.0.0.1:{free_port()}")
    settings.cache_clear()
    tables()
    address = SECRET.replace("é", "e").replace("Coulibaly", "x")
    with db.transaction() as session:
        context = {"token": SECRET}
        outbox.add(
            session, kind="reset_password", to=address, language="en", context=context, now=now
        )
    assert deliver_due(now) == 0
    (line,) = lines.read()
    assert (line["event"], line["mail_kind"]) == ("mail not sent", "reset_password")
    assert line["kind"] == "ConnectionRefusedError ECONNREFUSED"


def test_a_mail_that_cannot_be_written_says_where(lines: Lines, now: datetime) -> None:
    def fails(*_arguments: object) -> None:
        raise ValueError(SECRET)

    tables()
    rendering.register("planted", fails)  # type: ignore[arg-type]
    with db.transaction() as session:
        outbox.add_unrendered(
            session, kind="planted", to="x@example.org", language="fr", payload={}, now=now
        )
    assert deliver_due(now) == 0
    (line,) = lines.read()
    assert line["kind"] == "ValueError"
    assert line["frames"][-1].endswith(" fails")
