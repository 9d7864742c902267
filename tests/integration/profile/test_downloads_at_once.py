"""A profile is taken away by one request of its owner at a time, whichever file they ask for."""

import pytest
from starlette.routing import Router
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send

from ilojobs_app.core.places import RETRY_SECONDS, Places
from ilojobs_app.pages import profile_download
from ilojobs_app.web.principal import Principal

WHO = Principal(account_id=7, session_id=1, first_names="Awa", last_name="Diop", email="a@b.org")
SENTENCE = {"fr": "Attendez 5 secondes, puis réessayez.", "en": "Wait 5 seconds, then try again."}


async def found(_session_id: int) -> Principal:
    return WHO


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch) -> TestClient:
    """Give a client that is signed in, where nothing may be read: all places are taken first."""
    monkeypatch.setattr(profile_download, "run", None)
    router = Router(profile_download.routes(found))

    async def signed_in(scope: Scope, receive: Receive, send: Send) -> None:
        await router({**scope, "ilojobs": {"session_id": 1}}, receive, send)

    return TestClient(signed_in)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("file", ["resume.json", "profile.pdf"])
@pytest.mark.parametrize("owner", [WHO.account_id, 8], ids=["of one account", "in all"])
def test_who_asks_for_too_much_at_once_is_told_when_to_come_back(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, file: str, language: str, owner: int
) -> None:
    places = Places(at_once=1 if owner != WHO.account_id else 2, waiting=0)
    monkeypatch.setattr(profile_download, "_places", places)
    with places.place(owner):
        answer = client.get(f"/profiles/{language}/{file}")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, str(RETRY_SECONDS))
    assert answer.headers["cache-control"] == "no-store"
    assert answer.text.replace("\u00a0", " ").endswith(SENTENCE[language])
