"""Probes learn what is wrong, soon, whatever hangs; and read nothing that is secret."""

import asyncio
import itertools
import os
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from click.testing import CliRunner
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.testclient import TestClient

from ilojobs_app import health, preparation, server
from ilojobs_app.cli import ilojobs
from ilojobs_app.core import clock, db
from ilojobs_app.core.settings import settings
from ilojobs_app.health import LIMIT_SECONDS, Finding, Readiness
from ilojobs_app.notifications import outbox
from ilojobs_app.notifications.models import Priority
from tests.databases import postgres_schema
from tests.e2e.server import free_port
from tests.integration.conftest import needs_postgres
from tests.logs import Lines

PASSWORD = "geheim-4711"


@pytest.fixture(autouse=True)
def _own_queue() -> Iterator[None]:
    health._queue.cache_clear()
    yield
    health._queue.cache_clear()


def chosen(monkeypatch: pytest.MonkeyPatch, **names: str) -> None:
    """Start again with these settings."""
    for name, value in names.items():
        monkeypatch.setenv(name, value)
    settings.cache_clear()
    db.engine.cache_clear()


def ask() -> tuple[int, dict[str, Any], str]:
    """Ask whether it is ready; give the status, the checks, and the text as it is sent."""
    app = Starlette(routes=[Route("/health/ready", server.readiness(Readiness()))])
    answer = TestClient(app).get("/health/ready")
    assert answer.headers["cache-control"] == "no-store"
    assert answer.json()["status"] == ("ready" if answer.status_code == 200 else "not ready")
    return answer.status_code, answer.json()["checks"], answer.text


def wrong() -> set[str]:
    """Give the checks that fail; the status says so too."""
    status, checks, text = ask()
    found = {name for name, check in checks.items() if not check["ok"]}
    assert status == (503 if found else 200)
    assert PASSWORD not in text
    assert "Traceback" not in text
    return found


def add_mail(*, late_by: timedelta, priority: Priority = Priority.NORMAL) -> None:
    """Put a mail into the outbox that was due some time ago."""
    with db.transaction() as session:
        outbox.add(
            session,
            kind="reset_password",
            to="a@example.org",
            language="en",
            context={"token": "t"},
            now=clock.now() - late_by,
            priority=priority,
        )


@contextmanager
def silent_server() -> Iterator[int]:
    """Give a port that takes connections and never says a word."""
    with socket.create_server(("127.0.0.1", 0), backlog=200) as listening:
        yield listening.getsockname()[1]


def test_all_is_well_on_sqlite() -> None:
    preparation.migrate()
    status, checks, _text = ask()
    assert status == 200
    assert set(checks) == {"database", "migrations", "queue", "states", "disk", "mail"}
    assert checks["mail"] == {"ok": True, "overdue_minutes": 0}
    assert checks["queue"] == {"ok": True, "waiting": 0}
    assert checks["disk"]["free_mb"] > 0


def test_database_whose_file_was_moved_away_under_the_server_is_wrong() -> None:
    preparation.migrate()
    assert wrong() == set()
    file = settings().database_file
    assert file
    file.rename(file.with_suffix(".away"))
    # This check alone: the others may open, and so make, another file under that name.
    assert health.database() == Finding(False, {"reason": "no file"})
    file.with_suffix(".away").rename(file)
    assert wrong() == set()


def test_data_that_may_not_be_written_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    preparation.migrate()
    # Alembic asks too, whether its own files are there.
    monkeypatch.setattr(health.os, "access", lambda _path, mode: mode != os.W_OK)
    assert wrong() == {"disk"}


@needs_postgres
def test_all_is_well_on_postgresql(monkeypatch: pytest.MonkeyPatch) -> None:
    with postgres_schema() as url:
        chosen(monkeypatch, DATABASE_URL=url, QUEUE_URL=url)
        preparation.migrate()
        assert wrong() == set()
        db.engine().dispose()
        health._queue().storage.close()


def test_tables_of_another_release_are_not_ready() -> None:
    with db.reading() as session:
        session.connection()  # makes the file
    assert wrong() == {"migrations", "mail"}  # no table at all
    preparation.migrate("0003")
    assert wrong() == {"migrations"}


def test_database_that_is_stopped_is_said_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    url = f"postgresql://ilo:{PASSWORD}@127.0.0.1:{free_port()}/none"
    chosen(monkeypatch, DATABASE_URL=url)
    began = time.monotonic()
    assert wrong() == {"database", "migrations", "mail"}
    assert time.monotonic() - began < 1.5


def test_database_that_hangs_hangs_neither_the_probe_nor_the_server(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def probe() -> tuple[set[str], float]:
        ready, beats = Readiness(), []

        async def beat() -> None:
            while True:
                beats.append(time.monotonic())
                await asyncio.sleep(0.02)

        beating = asyncio.create_task(beat())
        found = await ready.findings()
        beating.cancel()
        waits = [later - earlier for earlier, later in itertools.pairwise(beats)]
        return {name for name, check in found.items() if not check.ok}, max(waits)

    with silent_server() as port:
        chosen(monkeypatch, DATABASE_URL=f"postgresql://ilo@127.0.0.1:{port}/none")
        began = time.monotonic()
        failed, longest_wait = asyncio.run(probe())
    assert failed == {"database", "migrations", "mail"}
    assert time.monotonic() - began < LIMIT_SECONDS + 1.5
    assert longest_wait < 0.5


@pytest.mark.parametrize(
    ("name", "check"), [("REDIS_URL", "states"), ("QUEUE_URL", "queue")], ids=["states", "queue"]
)
@pytest.mark.parametrize("how", ["stopped", "silent"])
def test_redis_that_is_away_is_named(
    name: str, check: str, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with silent_server() as port:
        place = port if how == "silent" else free_port()
        chosen(monkeypatch, **{name: f"redis://:{PASSWORD}@127.0.0.1:{place}/0"})
        preparation.migrate()
        assert wrong() == {check}


def test_redis_that_answers_is_well(monkeypatch: pytest.MonkeyPatch) -> None:
    url = os.environ.get("TEST_REDIS_URL", "")
    if not url:
        pytest.skip("TEST_REDIS_URL names no Redis")
    chosen(monkeypatch, REDIS_URL=url, QUEUE_URL=url)
    preparation.migrate()
    assert wrong() == set()


def test_full_disk_is_not_ready(monkeypatch: pytest.MonkeyPatch) -> None:
    chosen(monkeypatch, HEALTH_DISK_MB=str(10**9))
    preparation.migrate()
    assert wrong() == {"disk"}


def test_mail_that_nobody_sends_is_not_ready(monkeypatch: pytest.MonkeyPatch) -> None:
    preparation.migrate()
    add_mail(late_by=timedelta(minutes=10))
    assert wrong() == set()
    add_mail(late_by=timedelta(minutes=16))
    assert ask()[1]["mail"] == {"ok": False, "overdue_minutes": 16}
    chosen(monkeypatch, HEALTH_MAIL_MINUTES="30")
    assert wrong() == set()


def test_what_waits_on_purpose_is_not_late() -> None:
    preparation.migrate()
    add_mail(late_by=timedelta(hours=3), priority=Priority.BULK)  # MAILS_PER_SECOND
    add_mail(late_by=timedelta(hours=3))
    with db.transaction() as session:  # the mail server has said « later »
        later = {"later": clock.now() + timedelta(minutes=15), "normal": Priority.NORMAL}
        put_off = sa.text("UPDATE outbox_mails SET due_at = :later WHERE priority = :normal")
        session.execute(put_off, later)
    assert wrong() == set()


def test_asking_often_costs_nothing() -> None:
    asked = []

    def database() -> Finding:
        asked.append(1)
        return Finding(True, {})

    async def probes() -> None:
        ready = Readiness((database,))
        for _ in range(20):
            await asyncio.gather(*(ready.findings() for _ in range(50)))

    asyncio.run(probes())
    assert len(asked) <= 2


def test_a_check_that_hangs_holds_one_thread_however_often_it_is_asked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(health, "LIMIT_SECONDS", 0.05)
    monkeypatch.setattr(health, "KEPT_SECONDS", 0.0)
    release = threading.Event()

    def database() -> Finding:
        release.wait(20)
        return Finding(True, {})

    async def probes() -> list[bool]:
        ready = Readiness((database,))
        found = [(await ready.findings())["database"].ok for _ in range(10)]
        threads = [t.name for t in threading.enumerate() if t.name.startswith("health")]
        assert threads == ["health database"]
        release.set()
        await asyncio.sleep(0.2)
        return [*found, (await ready.findings())["database"].ok]

    assert asyncio.run(probes()) == [False] * 10 + [True]


def test_command_says_the_same_and_ends_with_1(
    monkeypatch: pytest.MonkeyPatch, lines: Lines
) -> None:
    preparation.migrate()
    done = CliRunner().invoke(ilojobs, ["health"])
    assert done.exit_code == 0
    assert [line.split("\t")[:2] for line in done.stdout.splitlines()] == [
        [check.__name__, "ok"] for check in health.CHECKS
    ]
    url = f"postgresql://ilo:{PASSWORD}@127.0.0.1:{free_port()}/none"
    chosen(monkeypatch, DATABASE_URL=url)
    done = CliRunner().invoke(ilojobs, ["health"])
    assert done.exit_code == 1
    assert "database\twrong\treason=OperationalError" in done.stdout
    assert PASSWORD not in done.output
    assert lines.read() == []  # click has heard them
