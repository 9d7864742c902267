"""Two processes serve one site: whichever a page reaches, it finds what it left with the other."""

import os
import re
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e.attacker import Attacker, attack, cookie_of, event_name
from tests.e2e.candidates import Candidates
from tests.e2e.fixtures import started_server
from tests.e2e.pages.profile_page import PersonalPage
from tests.e2e.server import Server
from tests.e2e.test_candidate_loses_the_line import LINE_LOST, LOST

REDIS_URL = os.environ.get("TEST_REDIS_URL", "")
pytestmark = pytest.mark.skipif(not REDIS_URL, reason="TEST_REDIS_URL names no Redis")
REGISTRATION = "accounts.state.RegistrationState"
# So many connections all reach the same of two processes once in 65,000 runs.
CONNECTIONS = 16


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[Server]:
    """Give a server of two processes."""
    yield from started_server(tmp_path_factory, worker_id, WORKERS="2", REDIS_URL=REDIS_URL)


@pytest.fixture(scope="session")
def base_url(server: Server) -> str:
    """Give the address that pages are relative to."""
    return server.url


def web_processes(server: Server) -> list[int]:
    """Give the processes that serve: the children of the web server."""

    def children(parent: int) -> list[int]:
        return [
            int(pid)
            for task in Path(f"/proc/{parent}/task").iterdir()
            for pid in (task / "children").read_text(encoding="ascii").split()
        ]

    found = [grandchild for child in children(server.pid) for grandchild in children(child)]
    return [pid for pid in found if b"create_app" in Path(f"/proc/{pid}/cmdline").read_bytes()]


def test_two_processes_serve(server: Server) -> None:
    assert len(web_processes(server)) == 2


def test_a_tab_that_connects_again_keeps_its_state_whichever_process_it_reaches(
    server: Server,
) -> None:
    browser = httpx.get(f"{server.url}/fr").cookies["ilojobs-browser"]
    token, cookie = str(uuid.uuid4()), f"ilojobs-browser={browser}"

    async def steps() -> list[Any]:
        async with Attacker(server.url, token=token, cookie=cookie) as tab:
            await tab.send(event_name(REGISTRATION, "open_statement"), country="SN")
        seen = []
        for _ in range(CONNECTIONS):
            # Accepting needs the statement that was opened on the first connection (R4).
            async with Attacker(server.url, token=token, cookie=cookie) as tab:
                answers = await tab.send(event_name(REGISTRATION, "accept"))
                await tab.send(event_name(REGISTRATION, "open_statement"), country="SN")
            seen.append(any('"accepted"' in repr(a).replace("'", '"') for a in answers))
        return seen

    assert attack(steps) == [True] * CONNECTIONS


def test_signing_out_on_one_process_holds_on_the_other(server: Server) -> None:
    cookie = cookie_of(server, "two.workers@example.org")
    headers = {"Cookie": cookie, "Origin": server.url}
    page = httpx.get(f"{server.url}/fr", headers=headers).text
    owner = re.search(r'name="owner" value="([^"]+)"', page)
    assert owner
    form = {"owner": owner[1]}
    assert httpx.post(f"{server.url}/fr/sign-out", data=form, headers=headers).status_code == 303
    answers = {
        httpx.get(f"{server.url}/fr/options/account", headers=headers).status_code
        for _ in range(CONNECTIONS)
    }
    assert answers == {303}


@pytest.mark.allows_console(*LINE_LOST)
def test_typing_goes_on_with_another_process(
    page: Page, context: BrowserContext, candidate: Candidates
) -> None:
    candidate()
    step = PersonalPage(page).open()
    for number in range(4):
        context.set_offline(True)
        expect(page.get_by_text(step.t(LOST))).to_be_visible()
        context.set_offline(False)
        expect(page.get_by_text(step.t(LOST))).to_be_hidden()
        step.field("Adresse").fill(f"{number}, rue du Tunnel")
        expect(step.saved).to_be_visible()
    page.reload()
    expect(step.field("Adresse")).to_have_value("3, rue du Tunnel")
