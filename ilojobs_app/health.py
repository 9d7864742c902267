"""Whether the product can work: its database, its tables, its queue, its disk, its mail.

Each check runs in a thread of its own, with a time limit, so that a database that hangs hangs nothing
else, and its answer is kept for a second, so that asking often costs nothing.
"""

import asyncio
import functools
import os
import shutil
import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any

import redis
import sqlalchemy as sa
import structlog
from huey import Huey

from ilojobs_app import preparation
from ilojobs_app.core import clock, db
from ilojobs_app.core.away import is_away, note
from ilojobs_app.core.causes import described
from ilojobs_app.core.settings import settings
from ilojobs_app.notifications.leases import longest_overdue
from ilojobs_app.notifications.queueing import open_queue

log = structlog.get_logger(__name__)

LIMIT_SECONDS = 2.0
KEPT_SECONDS = 1.0
MEGABYTE = 1_000_000
READY = "ready"


@dataclass(frozen=True)
class Finding:
    """What a check has found; `facts` are numbers and words that anybody may read."""

    ok: bool
    facts: Mapping[str, Any]


def database() -> Finding:
    """Say whether the database answers, and whether the file of an SQLite one is in its place.

    A server keeps a file open that was moved away, and writes into it what nobody will find.
    """
    file = settings().database_file
    if file and not file.is_file():
        return Finding(False, {"reason": "no file"})
    with db.engine().connect().execution_options(reading=True) as connection:
        connection.execute(sa.text("SELECT 1"))
    return Finding(True, {})


def migrations() -> Finding:
    """Say whether the tables are those of this release."""
    return Finding(preparation.is_migrated(), {})


def queue() -> Finding:
    """Say whether the workers' queue answers, and how much waits in it."""
    try:
        return Finding(True, {"waiting": _queue().pending_count()})
    except Exception:
        _queue.cache_clear()  # its connection may be the one that has gone
        raise


@functools.cache
def _queue() -> Huey:
    return open_queue()


def states() -> Finding:
    """Say whether the Redis that the pages' states are kept in answers, where one is named."""
    if url := settings().redis_url:
        with redis.Redis.from_url(url, socket_timeout=LIMIT_SECONDS) as client:
            client.ping()
    return Finding(True, {"kept_in": "redis" if url else "memory"})


def disk() -> Finding:
    """Say whether DATA has room, and may be written."""
    free = shutil.disk_usage(settings().data).free // MEGABYTE
    writable = os.access(settings().data, os.W_OK)
    has_room = free >= settings().health_disk_mb
    return Finding(has_room and writable, {"free_mb": free, "writable": writable})


def mail() -> Finding:
    """Say since when the oldest mail that somebody waits for should have left."""
    with db.reading() as session:
        overdue = longest_overdue(session, clock.now())
    minutes = int(overdue.total_seconds() // 60)
    return Finding(minutes < settings().health_mail_minutes, {"overdue_minutes": minutes})


CHECKS = (database, migrations, queue, states, disk, mail)


class Readiness:
    """Asks all checks at once, and again when their answers are older than a second."""

    def __init__(self, checks: tuple[Callable[[], Finding], ...] = CHECKS) -> None:
        self._checks = checks
        self._running: dict[str, Future[Finding]] = {}
        self._lock = asyncio.Lock()
        self._asked_at = -KEPT_SECONDS
        self._kept: dict[str, Finding] = {}

    async def findings(self) -> dict[str, Finding]:
        """Give what each check has found, by its name; after the time limit at the latest."""
        async with self._lock:
            if time.monotonic() - self._asked_at >= KEPT_SECONDS:
                found = await asyncio.gather(*map(self._ask, self._checks))
                names = (check.__name__ for check in self._checks)
                self._kept = dict(zip(names, found, strict=True))
                self._asked_at = time.monotonic()
            return self._kept

    async def _ask(self, check: Callable[[], Finding]) -> Finding:
        name = check.__name__
        running = self._running.get(name)
        # One that still hangs is not asked a second time: it would take a second thread.
        if running is None or running.done():
            running = self._running[name] = _started(check)
        waited_for = asyncio.wrap_future(running)
        answered, _ = await asyncio.wait([waited_for], timeout=LIMIT_SECONDS)
        if not answered:
            waited_for.cancel()
            log.warning("health", check=name, reason="no answer")
            return Finding(False, {"reason": f"no answer in {LIMIT_SECONDS:g} seconds"})
        if error := waited_for.exception():
            if is_away(error):
                note(error)
            else:
                log.warning("health", check=name, **described(error))
            return Finding(False, {"reason": type(error).__name__})
        return waited_for.result()


def _started(check: Callable[[], Finding]) -> Future[Finding]:
    """Run a check in a thread that nothing waits for at the end: it may hang."""
    future: Future[Finding] = Future()
    future.set_running_or_notify_cancel()

    def run() -> None:
        try:
            future.set_result(check())
        except Exception as error:
            future.set_exception(error)

    threading.Thread(target=run, name=f"health {check.__name__}", daemon=True).start()
    return future


def as_json(findings: Mapping[str, Finding]) -> dict[str, Any]:
    """Give what a probe reads: `status`, and one line a check."""
    ready = all(finding.ok for finding in findings.values())
    checks = {name: {"ok": finding.ok, **finding.facts} for name, finding in findings.items()}
    return {"status": READY if ready else "not ready", "checks": checks}
