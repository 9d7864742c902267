"""Fixtures of the browser tests and of the accessibility tests, registered once by their conftests."""

import re
import shutil
from collections.abc import Callable, Generator, Iterator
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, expect

from ilojobs_app.core.i18n import LANGUAGES, LOCALES
from tests.e2e.candidates import Candidates
from tests.e2e.chromium import FLAGS, executable
from tests.e2e.mailbox import Mailbox
from tests.e2e.server import Clock, Server, build_folder, chosen_settings, prepared_data
from tests.factories.vacancies import make_vacancy

PATIENCE_MS = 30_000
WIDE = {"width": 1280, "height": 900}
NO_BUILD = "no production build: run `make e2e`, which makes it, or name it with REFLEX_WEB_WORKDIR"
FAILED = pytest.StashKey[bool]()
_job_ids = count(700_001)


def pytest_configure(config: pytest.Config) -> None:
    """Declare the marker; keep a screenshot of what fails."""
    config.addinivalue_line(
        "markers",
        "allows_console(*patterns): what the browser's console may say in this test",
    )
    expect.set_options(timeout=PATIENCE_MS)
    if config.option.screenshot == "off":
        config.option.screenshot = "only-on-failure"


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, Any, None]:
    """Keep the server's log beside the trace of a failed test."""
    outcome = yield
    report = outcome.get_result()
    item.stash[FAILED] = report.failed or item.stash.get(FAILED, False)
    funcargs = getattr(item, "funcargs", {})
    if (
        report.when == "call"
        and report.failed
        and "server" in funcargs
        and "output_path" in funcargs
    ):
        folder = Path(funcargs["output_path"])
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(funcargs["server"].log, folder / "server.log")


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[Server]:
    """Give this worker's own server, started once."""
    yield from started_server(tmp_path_factory, worker_id)


def started_server(
    tmp_path_factory: pytest.TempPathFactory, worker_id: str, **settings: str
) -> Iterator[Server]:
    """Give a server with a database of its own, and stop it afterwards."""
    build = build_folder()
    if build is None:
        pytest.skip(NO_BUILD)
    own = tmp_path_factory.mktemp("server") / "data"
    # Under xdist, the parent folder belongs to all workers of the run.
    base = tmp_path_factory.getbasetemp()
    shared = base if worker_id == "master" else base.parent
    made = Server(prepared_data(shared, own), build, **{**chosen_settings(), **settings})
    try:
        made.start()
        yield made
    finally:
        made.stop()
        made.engine.dispose()


@pytest.fixture(scope="session")
def base_url(server: Server) -> str:
    """Give the address that pages are relative to."""
    return server.url


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Start the machine's own Chromium."""
    path = executable()
    named = {"executable_path": path} if path else {}
    return {**browser_type_launch_args, **named, "args": list(FLAGS)}


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    """Run the test in French and in English: for tests in which wording matters."""
    return str(request.param)


@pytest.fixture
def spoken(request: pytest.FixtureRequest) -> str:
    """Give the test's language: French unless it runs in both."""
    if "language" in request.fixturenames:
        return str(request.getfixturevalue("language"))
    return "fr"


@pytest.fixture
def browser_context_args(base_url: str, spoken: str) -> dict[str, Any]:
    """Give each test a fresh context of a reader of its language, without animations."""
    return {
        "base_url": base_url,
        "locale": LOCALES[spoken].replace("_", "-"),
        "timezone_id": "Africa/Dakar",
        "viewport": WIDE,
        "reduced_motion": "reduce",
    }


class Console:
    """What the browser complains about; a test fails on what it did not allow."""

    def __init__(self, allowed: tuple[str, ...]) -> None:
        self.allowed = list(allowed)
        self.complaints: list[str] = []

    def allow(self, pattern: str) -> None:
        """Let a complaint pass that matches a pattern."""
        self.allowed.append(pattern)

    def watch(self, page: Page) -> Page:
        """Listen to a page. Violations of the CSP arrive as errors of the console."""
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.complaints.append(f"page error: {error}"))
        return page

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(f"{message.type}: {message.text} ({message.location['url']})")

    def unexpected(self) -> list[str]:
        """Give what was not allowed."""
        return [
            text for text in self.complaints if not any(re.search(p, text) for p in self.allowed)
        ]


@pytest.fixture
def console(request: pytest.FixtureRequest) -> Iterator[Console]:
    """Watch the consoles of the test's pages."""
    marks = request.node.iter_markers("allows_console")
    heard = Console(tuple(pattern for mark in marks for pattern in mark.args))
    yield heard
    assert not heard.unexpected(), "\n".join(heard.unexpected())


@pytest.fixture
def trace(
    context: BrowserContext, request: pytest.FixtureRequest, output_path: str
) -> Iterator[None]:
    """Keep the trace of a test that fails. Without its film, which costs as much as the test."""
    if request.config.getoption("tracing") != "off":
        yield
        return
    context.tracing.start(snapshots=True, sources=True)
    yield
    if request.node.stash.get(FAILED, False):
        context.tracing.stop(path=Path(output_path) / "trace.zip")
    else:
        context.tracing.stop()


@pytest.fixture
def page(context: BrowserContext, console: Console, trace: None) -> Page:
    """Give a page of a fresh browser whose console is watched."""
    context.set_default_timeout(PATIENCE_MS)
    return console.watch(context.new_page())


@pytest.fixture
def mailbox(server: Server) -> Mailbox:
    """Read the mails that leave the server."""
    return Mailbox(server.data / "mail")


@pytest.fixture
def clock(server: Server) -> Iterator[Clock]:
    """Move the server's clock; it is put right afterwards."""
    made = Clock(server.data)
    yield made
    made.reset()


@pytest.fixture
def candidate(server: Server, clock: Clock, context: BrowserContext, spoken: str) -> Candidates:
    """Make candidates: `candidate(profile="complete")`."""
    return Candidates(server, clock, context, spoken)


@pytest.fixture
def open_vacancy(server: Server, clock: Clock) -> Callable[..., int]:
    """Publish a vacancy in one line; give its job ID. `closes_in` is a timedelta."""

    def publish(closes_in: timedelta = timedelta(days=20), **changes: Any) -> int:
        job_id = next(_job_ids)
        now = clock.now()
        values = {
            "job_id": job_id,
            "vacancy_number": f"ESSAI/{job_id}",
            # Not found by what tests look for among the samples.
            **{
                f"{name}_{tongue}": "ESSAI"
                for name in ("department", "unit")
                for tongue in LANGUAGES
            },
            "published_at": now - timedelta(days=5),
            "closes_at": now + closes_in,
            "updated_at": now,
        }
        with server.transaction() as session:
            make_vacancy(session, **(values | changes))
        return job_id

    return publish
