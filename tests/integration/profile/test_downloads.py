"""Files of the profile are heavy: a bound for each account and one in all, past it « come back »."""

import time
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from sqlmodel import SQLModel
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send

from ilojobs_app.core import db
from ilojobs_app.core.places import HELD_SECONDS, Places
from ilojobs_app.pages import profile_download
from ilojobs_app.web.principal import Principal
from tests.factories.accounts import make_account
from tests.factories.profile import make_complete_profile

ACCOUNTS = {1: 1, 2: 2}


async def signed_in(session_id: int) -> Principal | None:
    return Principal(ACCOUNTS[session_id], session_id, "Awa", "Sow", "awa@example.org")


ROUTES: list[Route] = profile_download.routes(signed_in)
FILES = [route.path for route in ROUTES]


class Gate:
    """Says whose session a request is, by its header."""

    def __init__(self, app: Any) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            session_id = int(dict(scope["headers"]).get(b"session", b"1"))
            scope["ilojobs"] = {"session_id": session_id}
        await self.app(scope, receive, send)


@pytest.fixture
def client(now: datetime) -> Iterator[TestClient]:
    """Give a client of two accounts with a profile."""
    SQLModel.metadata.create_all(db.engine())
    with db.transaction() as session:
        for email in ("a@example.org", "b@example.org"):
            account_id = make_account(session, email=email).id
            assert account_id is not None
            make_complete_profile(session, account_id, now)
    yield TestClient(Gate(Starlette(routes=ROUTES)))
    db.engine().dispose()


@pytest.fixture
def places(monkeypatch: pytest.MonkeyPatch) -> Places:
    """Give room for one at a time, and one who waits."""
    found = Places(at_once=1, waiting=1)
    monkeypatch.setattr(profile_download, "_places", found)
    return found


def test_there_is_a_file_for_people_and_one_for_programs() -> None:
    assert sorted(path.rpartition("/")[2] for path in FILES) == ["profile.pdf", "resume.json"]


@pytest.mark.parametrize("path", FILES)
@pytest.mark.parametrize(("language", "sentence"), [("fr", "Attendez 5"), ("en", "Wait 5")])
def test_an_account_takes_one_file_at_a_time(
    client: TestClient, places: Places, path: str, language: str, sentence: str
) -> None:
    address = path.format(language=language)
    with places.place(1):
        later = client.get(address)
    assert (later.status_code, later.headers["retry-after"]) == (503, "5")
    assert later.headers["cache-control"] == "no-store"
    assert sentence in later.text
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("path", FILES)
def test_past_a_bounded_queue_everybody_comes_back_later(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    address = path.format(language="fr")
    monkeypatch.setattr(profile_download, "_places", full := Places(at_once=1, waiting=0))
    begun = time.monotonic()
    with full.place(1):
        later = client.get(address, headers={"session": "2"})
    # Told after a moment: who asks again without a pause must not take everybody's time.
    assert time.monotonic() - begun >= HELD_SECONDS
    assert (later.status_code, later.headers["retry-after"]) == (503, "5")
    assert client.get(address, headers={"session": "2"}).status_code == 200


@pytest.mark.parametrize("path", FILES)
def test_a_file_is_gathered_in_its_place_and_written_without_a_connection(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    in_use: list[int] = []
    for name in ("render_pdf", "json_resume", "profile_document"):
        real = getattr(profile_download, name)

        def watched(*given: Any, _real: Any = real, _name: str = name, **named: Any) -> Any:
            assert profile_download._places._owners == {1}
            if _name == "render_pdf":
                in_use.append(db.engine().pool.checkedout())  # type: ignore[attr-defined]
            return _real(*given, **named)

        monkeypatch.setattr(profile_download, name, watched)
    assert client.get(path.format(language="fr")).status_code == 200
    assert set(in_use) <= {0}
