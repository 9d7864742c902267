"""Fault runs of delivery: workers are killed, the mail server drops, delays and refuses.

`make bench-faults`. In each run 10,000 mails wait, three worker processes send them, and ten times
one of the three, chosen at random, is ended with `kill -9` and replaced. The run fails when a mail
is lost, when a duplicate has no explanation, or after DEADLINE_SECONDS.
A duplicate is explained by a kill, one each, or by an answer that the server dropped.

Leases and waits are shortened in the workers' processes, because a run must end in minutes.
"""

import asyncio
import os
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT))

from aiosmtpd.controller import Controller  # noqa: E402
from sqlalchemy import Engine, func, insert, text  # noqa: E402
from sqlmodel import SQLModel, col, select  # noqa: E402

from ilojobs_app import models as _every_table  # noqa: E402, F401
from ilojobs_app.core import clock, db, logging  # noqa: E402
from ilojobs_app.core.db import make_engine  # noqa: E402
from ilojobs_app.notifications import delivery, leases, outbox, rendering, worker  # noqa: E402
from ilojobs_app.notifications.models import MailStatus, OutboxMail, Priority  # noqa: E402
from tests.databases import postgres_schema  # noqa: E402

MAILS = int(os.environ.get("BENCH_MAILS", "10000"))
WORKERS = 3
KILLS = 10
RATED = 1000
DEADLINE_SECONDS = 900
LEASE_SECONDS = 16.0
SEED = 20261122
DROPPED, DELAYED, LATER, UNANSWERED = 0.01, 0.005, 0.02, 0.001
DELAY_SECONDS = 0.3
GONE = re.compile(r"gone\d+@")
_ID = re.compile(rb"^Message-ID: (\S+)", re.M | re.I)


@dataclass
class Server:
    """An SMTP server with faults. `unanswered`: accepted, and the connection lost before it said so."""

    faults: random.Random | None
    received: Counter[bytes] = field(default_factory=Counter)
    unanswered: Counter[bytes] = field(default_factory=Counter)
    done: Counter[str] = field(default_factory=Counter)

    def _happens(self, name: str, share: float) -> bool:
        happens = self.faults is not None and self.faults.random() < share
        self.done[name] += happens
        return happens

    async def handle_RCPT(self, server: Any, _s: Any, envelope: Any, address: str, _o: Any) -> str:  # noqa: N802
        """Refuse for good who is gone, and for now some others."""
        if GONE.match(address):
            self.done["refused for good"] += 1
            return "550 5.1.1 no such user"
        if self._happens("refused for now", LATER):
            return "451 4.3.0 later"
        if self._happens("dropped", DROPPED):
            server.transport.abort()
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, _s: Any, envelope: Any) -> str:  # noqa: N802
        """Take a mail, some late, some without saying so."""
        if self._happens("delayed", DELAYED):
            await asyncio.sleep(DELAY_SECONDS)
        found = _ID.search(envelope.content)
        assert found
        self.received[found[1]] += 1
        if self._happens("accepted without an answer", UNANSWERED):
            self.unanswered[found[1]] += 1
            server.transport.abort()
        return "250 OK"


def work() -> None:
    """Be a worker process: the product's worker, with short leases and waits."""
    logging.configure()
    leases.LEASE = timedelta(seconds=LEASE_SECONDS)
    leases.PATIENCE = timedelta(seconds=LEASE_SECONDS / 8)
    delivery.wait_after = lambda tries: timedelta(seconds=0.5 * tries * random.uniform(0.8, 1.2))
    # Ten kills and a server in a bad mood may hit the same mail more often than in life.
    leases.TRIES_MAX = delivery.TRIES_MAX = 60
    rendering.register("bench", lambda _session, mail, _now: _written(mail))
    worker.run_until_signal()


def _written(mail: OutboxMail) -> rendering.RenderedMail:
    return outbox.write("notifications/reset_password", mail.language, {"token": f"t{mail.id}"})


def start(env: dict[str, str]) -> subprocess.Popen[bytes]:
    """Start a worker process."""
    command = [sys.executable, str(Path(__file__)), "--work"]
    return subprocess.Popen(command, cwd=ROOT, env=env, stderr=subprocess.DEVNULL)


def fill(engine: Engine, mails: int) -> None:
    """Put mails into an empty outbox: every hundredth to an address that is gone."""
    now = clock.now()
    rows = [
        {
            "kind": "bench",
            "to_address": f"{'gone' if n % 100 == 0 else 'n'}{n}@example.org",
            "language": "fr" if n % 2 else "en",
            "priority": Priority.BULK,
            "created_at": now,
            "due_at": now,
        }
        for n in range(mails)
    ]
    with db.transaction(engine) as session:
        session.execute(insert(OutboxMail), rows)


def left(engine: Engine) -> int:
    """Give how many mails still wait."""
    with db.reading(engine) as session:
        query = select(func.count()).where(col(OutboxMail.status) == MailStatus.WAITING)
        return session.exec(query).one()


def open_leases(engine: Engine, pid: int) -> int:
    """Give how many mails a process had taken and not ended."""
    with db.reading(engine) as session:
        query = select(func.count()).where(
            col(OutboxMail.leased_by).startswith(f"{pid}-"),
            col(OutboxMail.status) == MailStatus.WAITING,
        )
        return session.exec(query).one()


def run(name: str, engine: Engine, env: dict[str, str]) -> bool:
    """Do one fault run; say whether the promises held."""
    chance, server = random.Random(SEED), Server(random.Random(SEED))
    fill(engine, MAILS)
    with _serving(server, env):
        begun = time.monotonic()
        processes = [start(env) for _ in range(WORKERS)]
        opened: list[int] = []
        try:
            for number in range(KILLS):
                # Spread over the run by progress, not by time: the machine may be slow.
                goal = MAILS * (number + chance.random()) / (KILLS + 1)
                _wait_for(lambda goal=goal: MAILS - left(engine) >= goal, begun)
                opened.append(_kill_one(processes, chance, engine, env))
            _wait_for(lambda: left(engine) == 0, begun)
        finally:
            seconds = time.monotonic() - begun
            _end(processes)
    return _report(name, engine, server, opened, seconds)


def _kill_one(
    processes: list[subprocess.Popen[bytes]],
    chance: random.Random,
    engine: Engine,
    env: dict[str, str],
) -> int:
    place = chance.randrange(len(processes))
    victim = processes[place]
    victim.kill()
    victim.wait()
    count = open_leases(engine, victim.pid)
    processes[place] = start(env)
    return count


def _end(processes: list[subprocess.Popen[bytes]]) -> None:
    for process in processes:
        process.send_signal(signal.SIGTERM)
    for process in processes:
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()


def _wait_for(holds: Any, begun: float) -> None:
    while not holds() and time.monotonic() - begun < DEADLINE_SECONDS:
        time.sleep(0.1)


def _report(name: str, engine: Engine, server: Server, opened: list[int], seconds: float) -> bool:
    with db.reading(engine) as session:
        query = select(OutboxMail.status, func.count()).group_by(col(OutboxMail.status))
        stands = {str(status): count for status, count in session.exec(query).all()}
    gone = len(range(0, MAILS, 100))
    lost = MAILS - gone - len(server.received)
    extra = sum(count - 1 for count in server.received.values())
    # The mails are all of one lane, which sends one after the other: one was on its way at most.
    on_way = sum(count > 0 for count in opened)
    unanswered = sum(server.unanswered.values())
    held = (
        lost == 0
        and stands.get("parked", 0) == gone
        and stands.get("sent", 0) == MAILS - gone
        and extra <= on_way + unanswered
    )
    print(f"{name}: {MAILS} mails, {WORKERS} workers, {KILLS} kills, {seconds:.0f} s")
    print(
        f"  server: {', '.join(f'{count} {what}' for what, count in sorted(server.done.items()))}"
    )
    print(f"  outbox: {stands}; lost: {lost}")
    print(
        f"  duplicates: {extra}, at most {unanswered} of a server that took a mail and did not say "
        f"so, and {on_way} on their way at the kills (leases open then: {sum(opened)})"
    )
    print(f"  {'held' if held else 'NOT HELD'}", flush=True)
    return held


def rate(name: str, engine: Engine, env: dict[str, str]) -> None:
    """Print how many mails one worker renders and sends in a second, without faults."""
    fill(engine, RATED)
    server = Server(None)
    with _serving(server, env):
        process = start(env)
        try:
            _wait_for(lambda: len(server.received) >= RATED // 10, time.monotonic())
            begun, before = time.monotonic(), len(server.received)
            _wait_for(lambda: left(engine) == 0, begun)
            count, seconds = len(server.received) - before, time.monotonic() - begun
        finally:
            _end([process])
    load = os.getloadavg()[0]
    print(
        f"{name}: one worker renders and sends {count / seconds:.0f} mails a second (load {load:.1f})"
    )


class _serving:  # noqa: N801
    """Serve SMTP, named in the environment, as long as the block runs."""

    def __init__(self, server: Server, env: dict[str, str]) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        env["SMTP_URL"] = f"smtp://127.0.0.1:{port}"
        self.controller = Controller(server, hostname="127.0.0.1", port=port)

    def __enter__(self) -> None:
        self.controller.start()

    def __exit__(self, *_error: object) -> None:
        self.controller.stop()


def on_sqlite(name: str, queue_url: str) -> list[bool]:
    """Run with the mails in SQLite."""
    folder = Path(tempfile.mkdtemp(prefix="bench-faults-"))
    try:
        url = f"sqlite:///{folder / 'ilojobs.db'}"
        return _on(name, url, {"DATA": str(folder), "DATABASE_URL": url, "QUEUE_URL": queue_url})
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def on_postgresql(name: str) -> list[bool]:
    """Run with the mails and the queue in PostgreSQL, in a schema of their own."""
    folder = tempfile.mkdtemp(prefix="bench-faults-")
    try:
        with postgres_schema() as url:
            return _on(name, url, {"DATA": folder, "DATABASE_URL": url, "QUEUE_URL": url})
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _on(name: str, url: str, settings: dict[str, str]) -> list[bool]:
    env = {**os.environ, **settings}
    engine = make_engine(url)
    try:
        SQLModel.metadata.create_all(engine)
        rate(name, engine, env)
        with db.transaction(engine) as session:
            session.execute(text("DELETE FROM outbox_mails"))
            session.execute(text("DELETE FROM bounced_addresses"))
        return [run(name, engine, env)]
    finally:
        engine.dispose()


def _redis_alone(url: str) -> str:
    """Give a database of the test Redis that nothing else uses."""
    return re.sub(r"/\d*$", "", url) + "/9"


def main() -> int:
    """Run on each store that is there, or on those named: `bench_faults.py redis`."""
    chosen = sys.argv[1:] or ["sqlite", "postgresql", "redis"]
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # also then, the workers are ended
    held = on_sqlite("SQLite, queue in SQLite", "") if "sqlite" in chosen else []
    if "postgresql" in chosen and os.environ.get("TEST_POSTGRES_URL"):
        held += on_postgresql("PostgreSQL, queue in PostgreSQL")
    if "redis" in chosen and (url := os.environ.get("TEST_REDIS_URL")):
        held += on_sqlite("SQLite, queue in Redis", _redis_alone(url))
    for name in ("TEST_POSTGRES_URL", "TEST_REDIS_URL"):
        if not os.environ.get(name):
            print(f"Not run: {name} names no server.")
    return 0 if all(held) else 1


if __name__ == "__main__":
    if "--work" in sys.argv:
        work()
    else:
        sys.exit(main())
