"""The worker and the operator's commands, on the database of DATABASE_URL."""

import os
import signal
import subprocess
import sys
import threading
import time

import pytest
from click.testing import CliRunner
from sqlmodel import SQLModel, select

from ilojobs_app.core import db
from ilojobs_app.core.settings import settings
from ilojobs_app.notifications import outbox, worker
from ilojobs_app.notifications.commands import mail
from ilojobs_app.notifications.models import MailStatus, OutboxMail


def prepared(now) -> None:
    SQLModel.metadata.create_all(db.engine())
    with db.transaction() as session:
        outbox.add(
            session,
            kind="reset_password",
            to="a@example.org",
            language="en",
            context={"token": "t0ken"},
            now=now,
        )


def wait_for_a_file() -> bool:
    for _ in range(100):
        if list(settings().mail_folder.glob("*.eml")):
            return True
        time.sleep(0.05)
    return False


def test_worker_delivers_does_its_chores_and_stops(now):
    prepared(now)
    stop, chores = threading.Event(), []
    thread = threading.Thread(target=worker.run, args=(stop, [chores.append]))
    thread.start()
    assert wait_for_a_file()
    stop.set()
    thread.join(5)
    assert not thread.is_alive()
    assert len(chores) == 1


def test_a_failing_chore_does_not_end_the_worker(now, monkeypatch):
    prepared(now)
    monkeypatch.setattr(worker, "PAUSE_AFTER_ERROR_SECONDS", 0.01)
    monkeypatch.setattr(worker, "POLL_SECONDS", 0.01)
    calls = []

    def fails(at):
        calls.append(at)
        raise RuntimeError

    stop = threading.Event()
    thread = threading.Thread(target=worker.run, args=(stop, [fails]))
    thread.start()
    assert wait_for_a_file()
    assert thread.is_alive()
    stop.set()
    thread.join(5)
    assert len(calls) == 1


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_cleanly(now, number):
    prepared(now)
    db.engine().dispose()
    code = "from ilojobs_app.notifications.worker import run_until_signal; run_until_signal()"
    process = subprocess.Popen([sys.executable, "-c", code], env=dict(os.environ))
    try:
        assert wait_for_a_file()
        process.send_signal(number)
        assert process.wait(10) == 0
    finally:
        process.kill()


def test_operator_lists_and_retries(now):
    prepared(now)
    with db.transaction() as session:
        row = session.exec(select(OutboxMail)).one()
        row.status, row.reason = MailStatus.PARKED, "SMTPRecipientsRefused"
        number = row.id
    run = CliRunner().invoke
    listed = run(mail, ["list"]).output
    assert f"{number}\tparked\treset_password" in listed
    assert "a@example.org" not in listed
    assert run(mail, ["retry"]).exit_code == 2
    assert run(mail, ["retry", "999"]).exit_code == 1
    assert run(mail, ["retry", str(number)]).exit_code == 0
    assert run(mail, ["retry", "--all"]).exit_code == 1
    assert "waiting" in run(mail, ["list"]).output
    assert "No such mail" in run(mail, ["list", "--status", "sent"]).output
