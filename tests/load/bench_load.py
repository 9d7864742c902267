"""`make bench-load`: what others wait for while thirty at a time sign in, register, take a PDF.

A real server on SQLite, and on PostgreSQL when TEST_POSTGRES_URL names one. A candidate saves a post
over a websocket and a visitor opens a page, in turns: first alone, then while thirty threads do one
of the slow things without a pause. Fails when the p95 of either is more than five times its value
alone, or when anything is answered by a fault. What fails is measured once more, beside a new value
alone: a machine may be busy for a while.
"""

import asyncio
import contextlib
import http.client
import itertools
import multiprocessing
import os
import queue
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import socketio

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

from ilojobs_app.accounts.sessions import begin_session  # noqa: E402
from tests.databases import postgres_schema  # noqa: E402
from tests.e2e import server as servers  # noqa: E402
from tests.e2e.attacker import COOKIE, event_name  # noqa: E402
from tests.e2e.server import Clock, Server  # noqa: E402
from tests.factories.accounts import make_account  # noqa: E402
from tests.factories.profile import make_complete_profile  # noqa: E402
from tests.load.bench_profile import FEW, LOAD, PAUSE, Tab, candidate, one_edit  # noqa: E402
from tests.load.figures import at, summary  # noqa: E402

AT_A_TIME = 30
TURNS, WARM_UP = 80, 10
BAR = 5.0
ANSWER_SECONDS = 30
FORK = multiprocessing.get_context("fork")
Others = dict[str, list[float]]
# What one of the crowd does, by the number of the request; gives the status of the answer.
Does = Callable[[int], int]
OPEN, ACCEPT, SUBMIT = (
    event_name("accounts.state.RegistrationState", handler)
    for handler in ("open_statement", "accept", "submit")
)


def main() -> None:
    build = servers.build_folder()
    if build is None:
        raise SystemExit("No build: run `make check` first.")
    print(f"load of the machine at the start: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    with running(build) as server:
        failures = measured("sqlite", server)
    if os.environ.get("TEST_POSTGRES_URL"):
        with postgres_schema() as url, running(build, DATABASE_URL=url) as server:
            failures += measured("postgresql", server)
    else:
        print("postgresql: left out, TEST_POSTGRES_URL names no database")
    print("\n".join(f"FAILED {failure}" for failure in failures) or "All within their bars.")
    raise SystemExit(bool(failures))


@contextlib.contextmanager
def running(build: Path, **settings: str) -> Iterator[Server]:
    """Start a server on a new database."""
    with tempfile.TemporaryDirectory() as folder:
        data = servers.prepared_data(Path(folder), Path(folder) / "data")
        if settings:
            env = servers.environment(data, PORT="8000", **settings)
            command = [sys.executable, "-c", servers.PREPARE]
            subprocess.run(command, cwd=ROOT, env=env, check=True)
        server = Server(data, build, **settings)
        server.start()
        try:
            yield server
        finally:
            server.stop()
            server.engine.dispose()


def measured(database: str, server: Server) -> list[str]:
    """Measure each kind of crowd; give what failed."""
    cookie = candidate(server, FEW)
    failures = []
    for kind, does in crowds(server).items():
        title = f"{database}, {AT_A_TIME} at a time, {kind}"
        if failed(title, server, cookie, does):
            print("  once more:")
            failures += failed(title, server, cookie, does)
    return failures


def crowds(server: Server) -> dict[str, Does]:
    """Give what each kind of crowd does."""
    cookies = [with_profile(server, number) for number in range(AT_A_TIME)]

    def sign_in(number: int) -> int:
        form = {"email": f"nobody{number}@example.org", "password": "une phrase qui est fausse"}
        return status_of(server, number, "POST", "/fr/sign-in", form)

    def reset(number: int) -> int:
        form = {"email": f"nobody{number}@example.org"}
        return status_of(server, number, "POST", "/fr/forgot-password", form)

    def download(name: str) -> Does:
        return lambda number: status_of(
            server, number, "GET", f"/profiles/fr/{name}", cookie=cookies[number % AT_A_TIME]
        )

    return {
        "wrong sign-ins": sign_in,
        "links to a new password": reset,
        "registrations": lambda number: asyncio.run(registered(server, number)),
        "profiles as PDF": download("profile.pdf"),
        "profiles as JSON Resume": download("resume.json"),
    }


def with_profile(server: Server, number: int) -> str:
    """Make a candidate with a profile; give the cookie."""
    with server.transaction() as session:
        account = make_account(session, email=f"crowd{number}@example.org")
        assert account.id is not None
        now = Clock(server.data).now()
        make_complete_profile(session, account.id, now)
        return f"{COOKIE}={begin_session(session, account_id=account.id, now=now)}"


async def registered(server: Server, number: int) -> int:
    """Accept the statement and register, as the page does; give 200, or 503 where all are busy."""
    values = {
        "first_names": "Awa",
        "last_name": "Diop",
        "email": f"crowd.{number}@example.org",
        "password": f"quatre chameaux bleus {number}",
        "country": "SN",
    }
    try:
        async with Tab(server.url, headers={"X-Forwarded-For": address_of(number)}) as tab:
            await tab.ask(OPEN, country="SN")
            await tab.ask(ACCEPT)
            await tab.ask(SUBMIT, data={"edit": 1, "values": values})
            answer = await asyncio.wait_for(tab.queue.get(), ANSWER_SECONDS)
    except (OSError, TimeoutError, socketio.exceptions.SocketIOError):
        return 0
    return 200 if values["email"] in str(answer) else 503


def failed(title: str, server: Server, cookie: str, does: Does) -> list[str]:
    """Measure the others alone and beside a crowd; print and give what is past its bar."""
    try:
        alone = asyncio.run(others(server, cookie))
        with crowd(does) as answers:
            beside = asyncio.run(others(server, cookie))
    except (AssertionError, TimeoutError, OSError, queue.Empty) as error:
        return [f"{title}: the others had no answer ({type(error).__name__})"]
    print(f"{title}: answers {dict(sorted(answers.items()))}", flush=True)
    failures = [f"{title}: {answers[code]} answered {code}" for code in (0, 500) if answers[code]]
    for what in alone:
        share = at(beside[what], 95) / at(alone[what], 95)
        summary(f"  {what} alone", alone[what])
        summary(f"  {what} beside", beside[what])
        print(f"  {what}: p95 is {share:.1f} times its value alone; at most {BAR}", flush=True)
        if share > BAR:
            failures.append(f"{title}: p95 of {what} is {share:.1f} times its value alone")
    return failures


@contextlib.contextmanager
def crowd(does: Does) -> Iterator[Counter[int]]:
    """Ask without a pause, so many at a time; count the answers by status, 0 when there is none.

    In a process of its own: its threads would else take turns with the clock that measures the others.
    """
    answers: Counter[int] = Counter()
    ended, counts = FORK.Event(), FORK.Queue()
    process = FORK.Process(target=_all_ask, args=(does, ended, counts), daemon=True)
    process.start()
    try:
        yield answers
    finally:
        ended.set()
        answers.update(counts.get(timeout=2 * ANSWER_SECONDS))
        process.join()


def _all_ask(does: Does, ended: Any, counts: Any) -> None:
    numbers = itertools.count()

    def one_of_many(_which: int) -> Counter[int]:
        codes: Counter[int] = Counter()
        while not ended.is_set():
            codes[does(next(numbers))] += 1
        return codes

    with ThreadPoolExecutor(AT_A_TIME) as pool:
        counts.put(sum(pool.map(one_of_many, range(AT_A_TIME)), Counter()))


def address_of(number: int) -> str:
    """Give a network address of its own to each request, so that no throttle spares the server."""
    return f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"


def status_of(
    server: Server,
    number: int,
    method: str,
    path: str,
    form: Mapping[str, str] | None = None,
    cookie: str = "",
) -> int:
    """Ask once; give the status of the answer, 0 when there is none."""
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "Origin": server.url,
        "Cookie": cookie,
        "X-Forwarded-For": address_of(number),
    }
    connection = http.client.HTTPConnection("localhost", server.port, timeout=ANSWER_SECONDS)
    try:
        connection.request(method, path, urlencode(form or {}), headers)
        answer = connection.getresponse()
        answer.read()
    except (OSError, http.client.HTTPException):
        return 0
    finally:
        connection.close()
    return answer.status


async def others(server: Server, cookie: str) -> Others:
    """Give the milliseconds of saves and pages of who has nothing to do with the crowd."""
    taken: Others = {"saves": [], "pages": []}
    async with Tab(server.url, cookie=cookie) as tab:
        await tab.ask(LOAD, slug="experience")
        for number in range(WARM_UP + TURNS):
            await asyncio.sleep(PAUSE)
            saved = await one_edit(tab, number)
            opened = await asyncio.to_thread(one_page, server)
            if number >= WARM_UP:
                taken["saves"].append(saved)
                taken["pages"].append(opened)
    return taken


def one_page(server: Server) -> float:
    """Open a page; give the milliseconds."""
    begun = time.perf_counter()
    assert status_of(server, 0, "GET", "/fr/vacancies") == http.client.OK
    return (time.perf_counter() - begun) * 1000


if __name__ == "__main__":
    main()
