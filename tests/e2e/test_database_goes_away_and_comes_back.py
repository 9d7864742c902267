"""While the database is away a page says so and loses nothing; the log says it once, not for ever."""

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.databases import postgres_schema
from tests.e2e.attacker import Attacker, attack, cookie_of, event_name
from tests.e2e.candidates import Candidates
from tests.e2e.fixtures import started_server
from tests.e2e.line import Line
from tests.e2e.pages.profile_page import ExperiencePage, PersonalPage
from tests.e2e.server import Server
from tests.integration.conftest import needs_postgres

pytestmark = needs_postgres
BAR = "Le service ne répond pas. Votre saisie reste sur cet appareil : réessayez dans un instant."
TITLE = "Le service ne répond pas pour l'instant"
STEP = "profile.state.fields.StepState"


@pytest.fixture(scope="session")
def line() -> Iterator[Line]:
    """Give the line to an empty PostgreSQL database."""
    with postgres_schema() as url:
        made = Line(url)
        yield made
        made.close()


@pytest.fixture(scope="session")
def server(
    tmp_path_factory: pytest.TempPathFactory, worker_id: str, line: Line
) -> Iterator[Server]:
    """Give a server whose database can go away."""
    for made in started_server(tmp_path_factory, worker_id, DATABASE_URL=line.url):
        yield made
        line.mend()


@pytest.fixture(scope="session")
def base_url(server: Server) -> str:
    """Give the address that pages are relative to."""
    return server.url


@contextmanager
def away(line: Line, server: Server) -> Iterator[int]:
    """Cut the line for a while; give where the log stands."""
    start = server.log.stat().st_size
    line.cut()
    try:
        yield start
    finally:
        line.mend()
    server.engine.dispose()
    deadline = time.monotonic() + 30
    while httpx.get(f"{server.url}/health/ready").status_code != 200:
        assert time.monotonic() < deadline, server.log_tail()
        time.sleep(0.3)


def lines_since(server: Server, start: int) -> list[str]:
    """Give the lines of the log."""
    return server.log.read_bytes()[start:].decode().splitlines()


@pytest.mark.allows_console("status of 503", "WebSocket", "websocket", "ERR_CONNECTION")
def test_typing_goes_on_and_is_saved_when_it_is_back(
    page: Page, server: Server, line: Line, language: str, candidate: Candidates
) -> None:
    candidate()
    step = PersonalPage(page, language).open()
    step.field("Adresse").fill("1, rue du Tunnel")
    expect(step.saved).to_be_visible()
    bar = page.get_by_text(step.t(BAR))
    with away(line, server) as start:
        step.field("Adresse").fill("2, rue du Tunnel")
        expect(bar).to_be_visible()
        page.wait_for_timeout(4000)
        expect(page.get_by_text(step.t("Le service a rencontré une panne"))).to_be_hidden()
        said = [text for text in lines_since(server, start) if "level='info'" not in text]
    assert [text for text in said if "event='fault'" in text] == []
    assert 1 <= len(said) < 8, said
    expect(bar).to_be_hidden(timeout=60_000)
    expect(step.saved).to_be_visible(timeout=60_000)
    page.reload()
    expect(step.field("Adresse")).to_have_value("2, rue du Tunnel")


@pytest.mark.allows_console("status of 503", "WebSocket", "websocket", "ERR_CONNECTION")
def test_what_was_asked_meanwhile_can_be_asked_again(
    page: Page, server: Server, line: Line, candidate: Candidates
) -> None:
    candidate(profile="complete")
    step = ExperiencePage(page).open()
    expect(step.cards).to_have_count(1)
    with away(line, server):
        step.change(step.cards, "Modifier")
        expect(page.get_by_text(step.t(BAR))).to_be_visible()
    expect(page.get_by_text(step.t(BAR))).to_be_hidden(timeout=60_000)
    page.wait_for_timeout(3000)  # the page is loaded anew, as after a lost line
    step.change(step.cards, "Modifier")
    expect(step.field("Intitulé du poste")).to_be_visible()


@pytest.mark.allows_console("status of", "WebSocket", "websocket", "ERR_CONNECTION")
@pytest.mark.parametrize("seconds", [0.0, 0.4, 0.8])
def test_page_that_was_being_loaded_is_loaded_when_it_is_back(
    page: Page, server: Server, line: Line, candidate: Candidates, seconds: float
) -> None:
    candidate(profile="complete")
    step = ExperiencePage(page)
    page.goto(f"{server.url}/fr{step.path}", wait_until="commit")
    time.sleep(seconds)  # the page, its connection or its content: something is asked for now
    with away(line, server):
        page.wait_for_timeout(3000)
    expect(step.cards).to_have_count(1, timeout=60_000)


def test_pages_and_forms_say_it_with_503(server: Server, line: Line, language: str) -> None:
    form = {"email": "awa@example.org", "password": "quatre chameaux bleus"}
    cookie = cookie_of(server, f"away-{language}@example.org")
    with away(line, server) as start, httpx.Client(timeout=30) as client:
        answers = [
            client.get(f"{server.url}/{language}/vacancies"),
            client.get(f"{server.url}/{language}/options/account", headers={"Cookie": cookie}),
            client.post(
                f"{server.url}/{language}/sign-in", data=form, headers={"Origin": server.url}
            ),
            client.get(f"{server.url}/api/institutions?country=CH&q=gen"),
        ]
        assert client.get(f"{server.url}/health/live").status_code == 200
        time.sleep(1)  # the last answer is kept for so long
        assert client.get(f"{server.url}/health/ready").status_code == 503
        said = lines_since(server, start)
        shown = client.get(f"{server.url}/tokens.css", headers={"Cookie": cookie})
    assert shown.headers["content-type"].startswith("text/css")
    assert [answer.status_code for answer in answers] == [503] * len(answers)
    assert all(int(answer.headers["retry-after"]) > 0 for answer in answers)
    assert [text for text in said if "event='fault'" in text] == []
    assert httpx.get(f"{server.url}/{language}/vacancies").status_code == 200


def test_many_clients_that_try_again_write_a_few_lines(server: Server, line: Line) -> None:
    cookies = [cookie_of(server, f"many-{number}@example.org") for number in range(5)]
    save = event_name(STEP, "save")

    async def candidate(cookie: str, all_connected: asyncio.Barrier) -> None:
        async with Attacker(server.url, cookie=cookie) as tab:
            await all_connected.wait()
            line.cut()
            for number in range(40):
                data = {"edit": number, "values": {"city": str(number)}, "changed": ["city"]}
                await tab.emit(save, "/fr/profile/personal", slug="personal", data=data)
                await asyncio.sleep(0.1)

    async def all_of_them() -> None:
        all_connected = asyncio.Barrier(len(cookies))
        await asyncio.gather(*(candidate(cookie, all_connected) for cookie in cookies))

    start = server.log.stat().st_size
    attack(all_of_them)
    said = [text for text in lines_since(server, start) if "level='info'" not in text]
    with away(line, server):
        pass
    assert 1 <= len(said) < 10, said
    assert not [text for text in said if "event='fault'" in text]


def test_page_words_it_in_both_languages(server: Server, line: Line) -> None:
    with away(line, server):
        french = httpx.get(f"{server.url}/fr/vacancies", timeout=30).text
        english = httpx.get(f"{server.url}/en/vacancies", timeout=30).text
    assert TITLE.replace("'", "’") in french
    assert "The service is not answering at the moment" in english
