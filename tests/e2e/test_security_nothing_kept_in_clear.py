"""What is confidential stands in the database alone: not in Redis, and in no file."""

import os
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import redis
from playwright.sync_api import Browser, Page, expect

from tests.e2e.candidates import Candidates
from tests.e2e.fixtures import started_server
from tests.e2e.pages.apply_page import ApplyPage
from tests.e2e.pages.profile_page import PersonalPage
from tests.e2e.server import ROOT, Clock, Server
from tests.factories.vacancies import make_vacancy

REDIS_URL = os.environ.get("TEST_REDIS_URL", "")
pytestmark = pytest.mark.skipif(not REDIS_URL, reason="TEST_REDIS_URL names no Redis")

NEEDS = "PLANTED-NEEDS-5d20"
LETTER = "PLANTED-LETTER-81aa"
PASSWORD = "PLANTED-PASSWORD-77ce"
TOKEN = "PLANTED-TOKEN-3b9f"
ALL = (NEEDS, LETTER, PASSWORD, TOKEN)
JOB_ID = 799_401
# The database holds them for the candidate; its two side files belong to it.
DATABASE = ("ilojobs.db", "ilojobs.db-wal", "ilojobs.db-shm")
NOT_LOOKED_INTO = {".git", ".venv", "node_modules", "test-results"}


class Heard:
    """All that Redis is told while the test runs, and all that stands there in the end."""

    def __init__(self) -> None:
        self._client = redis.Redis.from_url(REDIS_URL)
        self._connection = redis.Redis.from_url(REDIS_URL).connection_pool.get_connection()
        self._connection.send_command("MONITOR")
        # Read as bytes: what others do on this Redis need not be text.
        self._line: socket.socket = self._connection._sock
        self._said = bytearray()
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def _listen(self) -> None:
        self._line.settimeout(None)
        while heard := self._line.recv(65_536):
            self._said += heard

    def text(self) -> str:
        """Stop listening; give everything as one text."""
        self._line.shutdown(socket.SHUT_RDWR)
        self._thread.join(5)
        stored = []
        for key in self._client.scan_iter():
            kind = self._client.type(key)
            value = self._client.get(key) if kind == b"string" else self._client.dump(key)
            stored.append(f"{key!r} {value!r}")
        return "\n".join([self._said.decode("latin-1"), *stored])


@pytest.fixture(scope="module")
def temporary(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder that the server takes for temporary files."""
    return tmp_path_factory.mktemp("tmp")


@pytest.fixture(scope="module")
def keeper(
    tmp_path_factory: pytest.TempPathFactory, worker_id: str, temporary: Path
) -> Iterator[Server]:
    """Give a server with states in Redis."""
    yield from started_server(
        tmp_path_factory, worker_id, REDIS_URL=REDIS_URL, TMPDIR=str(temporary)
    )


def files_with_any(folders: list[Path], since: float) -> list[str]:
    """Give the files written since then that hold a planted value."""
    found = []
    for folder in folders:
        for parent, below, names in os.walk(folder):
            below[:] = [name for name in below if name not in NOT_LOOKED_INTO]
            for path in (Path(parent, name) for name in names if name not in DATABASE):
                if path.is_file() and path.stat().st_mtime >= since and path.stat().st_size < 2**26:
                    content = path.read_bytes()
                    found += [f"{path}: {value}" for value in ALL if value.encode() in content]
    return found


def test_confidential_values_are_found_neither_in_redis_nor_on_disk(
    browser: Browser, keeper: Server, temporary: Path
) -> None:
    begun, heard = time.time(), Heard()
    with keeper.transaction() as session:
        make_vacancy(session, job_id=JOB_ID)
    with browser.new_context(base_url=keeper.url) as context:
        candidate = Candidates(keeper, Clock(keeper.data), context, "fr")
        journey(context.new_page(), candidate)
    said = heard.text()
    assert "step_state" in said, "the states of this server are in this Redis"
    assert [value for value in ALL if value in said] == []
    assert files_with_any([keeper.data, temporary, Path.cwd(), ROOT], begun) == []


def journey(page: Page, candidate: Callable[..., object]) -> None:
    """Type the planted values, load the pages again, and see that each is still there."""
    for address in (f"/unsubscribe/{TOKEN}", f"/reset-password?token={TOKEN}"):
        page.goto(f"/fr{address}")
        page.wait_for_load_state("networkidle")
    page.goto("/fr/sign-in")
    page.locator("input[type=email]").fill("nobody@example.org")
    page.locator("input[type=password]").fill(PASSWORD)
    page.locator("main button[type=submit]").click()
    page.wait_for_load_state("networkidle")
    candidate(profile="complete")
    personal = PersonalPage(page).open()
    # The page knows what is saved.
    expect(personal.field("Ville")).not_to_have_value("")
    personal.field("Besoins d'aménagement").fill(NEEDS)
    expect(personal.autosave).to_have_attribute("data-state", "saved")
    page.reload()
    expect(personal.field("Besoins d'aménagement")).to_have_value(NEEDS)
    personal.go_on()
    page.wait_for_url("**/profile/experience")
    letter = ApplyPage(page, job_id=JOB_ID).open()
    letter.letter.fill(LETTER)
    expect(page.locator(".autosave[data-state=saved]").first).to_be_visible()
    page.reload()
    expect(letter.letter).to_have_value(LETTER)
