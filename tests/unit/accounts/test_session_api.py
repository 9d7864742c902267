"""A page asks how long its session still lasts, which is no use of it; to post is."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send

from ilojobs_app import composition
from ilojobs_app.accounts.service import SessionView, open_session, touch
from ilojobs_app.core import clock
from ilojobs_app.pages import session_api


def view(minutes: float, *, is_final: bool = False) -> SessionView:
    """Give a session that ends in so many minutes, and was not used for a while."""
    return SessionView(
        session_id=4,
        account_id=7,
        first_names="Awa",
        last_name="Diop",
        email="a@example.org",
        language="fr",
        touch_due=True,
        ends_at=clock.now() + timedelta(minutes=minutes),
        is_final=is_final,
    )


@pytest.fixture
def called(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Put a store in place whose session has 4 minutes, and 120 once it is touched; note what is asked."""
    asked: list[Any] = []

    async def look_up(verb: Any, **_arguments: Any) -> SessionView:
        asked.append(verb)
        return view(120 if touch in asked else 4)

    async def transact(verb: Any, **_arguments: Any) -> None:
        asked.append(verb)

    monkeypatch.setattr(composition, "look_up", look_up)
    monkeypatch.setattr(composition, "transact", transact)
    return asked


def client(session_id: int | None) -> TestClient:
    """Give a browser behind the gate."""
    app = Starlette(
        routes=[session_api.route(composition.session_by_id, composition.touch_session)]
    )

    async def gated(scope: Scope, receive: Receive, send: Send) -> None:
        await app(scope | {"ilojobs": {"session_id": session_id}}, receive, send)

    return TestClient(gated)


def test_to_ask_is_no_use(called: list[Any]) -> None:
    answer = client(4).get(session_api.PATH)
    said = answer.json()
    assert 235 <= said.pop("seconds") <= 240
    assert said == {"owner": "account-7", "final": False}
    assert answer.headers["cache-control"] == "no-store"
    assert touch not in called


def test_to_post_is_use(called: list[Any]) -> None:
    assert client(4).post(session_api.PATH).json()["seconds"] > 7000
    assert touch in called


def test_nobody_is_told_so(called: list[Any]) -> None:
    for answer in (client(None).get(session_api.PATH), client(None).post(session_api.PATH)):
        assert answer.json() == {"owner": "", "seconds": 0, "final": True}
        assert answer.headers["cache-control"] == "no-store"
    assert called == []


def test_the_gate_touches_nothing_and_a_page_does(called: list[Any]) -> None:
    assert asyncio.run(composition.session_by_secret("secret")) == 4
    assert called == [open_session]
    assert asyncio.run(composition.principal_by_session(4))
    assert called[-1] is touch
