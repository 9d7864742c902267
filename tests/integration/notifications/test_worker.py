"""The worker and the operator's commands, on the database of DATABASE_URL."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from click.testing import CliRunner
from sqlmodel import SQLModel, select

from ilojobs_app.core import db
from ilojobs_app.core.settings import settings
from ilojobs_app.notifications import outbox, worker
from ilojobs_app.notifications.commands import mail
from ilojobs_app.notifications.housekeeping import purge_files
from ilojobs_app.notifications.messages import message_id
from ilojobs_app.notifications.models import BouncedAddress, MailStatus, OutboxMail
from ilojobs_app.notifications.worker import Chore
from tests.factories.mails import bounce_of


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


def wait_until(holds: Callable[[], Any]) -> bool:
    for _ in range(600):
        if holds():
            return True
        time.sleep(0.05)
    return False


def wait_for_a_file() -> bool:
    return wait_until(lambda: list(settings().mail_folder.glob("*.eml")))


def test_workers_deliver_do_their_chores_once_and_stop(now):
    prepared(now)
    stop, chores = threading.Event(), []
    hourly = Chore("hourly", timedelta(days=1), chores.append)
    threads = [threading.Thread(target=worker.run, args=(stop, [hourly])) for _ in range(2)]
    for thread in threads:
        thread.start()
    assert wait_for_a_file()
    assert wait_until(lambda: chores)
    stop.set()
    begun = time.monotonic()
    for thread in threads:
        thread.join(5)
        assert not thread.is_alive()
    assert time.monotonic() - begun < 3
    assert len(chores) == 1


def test_a_failing_chore_does_not_end_the_worker(now, monkeypatch):
    prepared(now)
    monkeypatch.setattr(worker, "PAUSE_AFTER_ERROR_SECONDS", 0.01)
    calls = []

    def fails(at):
        calls.append(at)
        raise RuntimeError

    stop = threading.Event()
    chore = Chore("fails", timedelta(seconds=1), fails)
    thread = threading.Thread(target=worker.run, args=(stop, [chore]))
    thread.start()
    assert wait_for_a_file()
    assert wait_until(lambda: len(calls) >= 2)
    assert thread.is_alive()
    stop.set()
    thread.join(5)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_cleanly(now, number):
    prepared(now)
    db.engine().dispose()
    code = "from ilojobs_app.notifications.worker import run_until_signal; run_until_signal()"
    process = subprocess.Popen([sys.executable, "-c", code], env=dict(os.environ))
    try:
        assert wait_for_a_file()
        process.send_signal(number)
        assert process.wait(20) == 0
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


def test_operator_purges_what_has_ended_long_ago(now):
    prepared(now)
    run = CliRunner().invoke
    with db.transaction() as session:
        session.exec(select(OutboxMail)).one().created_at = now - timedelta(days=400)
    assert run(mail, ["purge"]).output == "0 deleted.\n"
    with db.transaction() as session:
        session.exec(select(OutboxMail)).one().status = MailStatus.PARKED
    assert run(mail, ["purge"]).output == "0 deleted.\n"
    assert run(mail, ["purge", "--days", "500", "--parked"]).output == "0 deleted.\n"
    assert run(mail, ["purge", "--parked"]).output == "1 deleted.\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ["purge", "--days", "-5"],
        ["purge", "--days", "99999999999"],
        ["retry", "0"],
        ["retry", "99999999999999999999"],
        ["list", "--limit", "-1"],
        ["list", "--limit", "0"],
    ],
    ids=" ".join,
)
def test_number_that_means_nothing_is_refused(now, arguments):
    prepared(now)
    assert CliRunner().invoke(mail, arguments).exit_code == 2


def test_worker_deletes_mails_that_left_as_files_long_ago(tmp_path):
    here = datetime.now(UTC)
    for name in ("old.eml", "old.part", "new.eml", "notes.txt"):
        (tmp_path / name).write_text("-", encoding="ascii")
        if name != "new.eml":
            os.utime(tmp_path / name, (0, (here - timedelta(days=91)).timestamp()))
    assert purge_files(tmp_path, older_than=timedelta(days=90), now=here) == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["new.eml", "notes.txt"]
    assert purge_files(tmp_path / "none", older_than=timedelta(days=90), now=here) == 0


def test_operator_feeds_bounces(now, tmp_path):
    prepared(now)
    with db.transaction() as session:
        row = session.exec(select(OutboxMail)).one()
        row.status = MailStatus.SENT
        dsn = bounce_of(message_id(row))
    good, bad = tmp_path / "good.eml", tmp_path / "bad.eml"
    good.write_bytes(dsn)
    bad.write_bytes(b"Subject: hello\r\n\r\nhello\r\n")
    run = CliRunner().invoke
    done = run(mail, ["bounce", str(bad), str(good)])
    assert done.exit_code == 1
    assert "address noted" in done.output
    assert "bad.eml: no delivery status" in done.output
    assert run(mail, ["bounce", "-"], input=dsn).exit_code == 0
    with db.transaction() as session:
        assert session.get(BouncedAddress, "a@example.org")
