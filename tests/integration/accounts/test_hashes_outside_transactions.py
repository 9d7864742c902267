"""No hash and no PDF while a transaction is open: everybody who writes would wait for it."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Engine

from ilojobs_app.accounts import passwords
from ilojobs_app.accounts.service import (
    Registration,
    SignedIn,
    ask_reset,
    confirm_elsewhere,
    register,
    reset_password,
    sign_in,
)
from ilojobs_app.consent.service import accept, open_statement
from ilojobs_app.core.db import transaction
from ilojobs_app.core.places import Busy, Places
from tests.factories.accounts import PASSWORD, make_account
from tests.integration.accounts.conftest import BROWSER, GOOD, last_mail, token_of

NEW = "une nouvelle phrase 81 verte"
HERE = "192.0.2.1"


@pytest.fixture
def run(bind: Engine, now) -> Callable[..., Any]:
    def separate(verb: Callable[..., Any], **arguments: Any) -> Any:
        with transaction(bind) as session:
            return verb(session, **{"now": now} | arguments)

    return separate


@pytest.fixture
def connections(bind: Engine, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Note, at each hash, how many connections to the database are in use."""
    seen: list[int] = []
    for name in ("hash", "verify"):
        real = getattr(passwords._context, name)

        def watched(*arguments: Any, _real: Callable[..., Any] = real) -> Any:
            seen.append(bind.pool.checkedout())  # type: ignore[attr-defined]
            return _real(*arguments)

        monkeypatch.setattr(passwords._context, name, watched)
    passwords._nobodys_hash()
    seen.clear()
    return seen


def enrolled(run: Callable[..., Any], bind: Engine, now) -> str:
    acceptance = accept(open_statement("SN", "fr", now), "SN", now)
    register(
        run,
        registration=Registration(**GOOD),
        acceptance=acceptance,
        browser=BROWSER,
        address=HERE,
        now=now,
    )
    with transaction(bind) as session:
        return token_of(last_mail(session))


def test_nothing_is_hashed_while_a_connection_is_in_use(run, bind, now, connections):
    with transaction(bind) as session:
        make_account(session, email="a@example.org")
    for email, password in (("a@example.org", PASSWORD), ("nobody@example.org", "x")):
        sign_in(run, email=email, password=password, address=HERE, browser=BROWSER)
    token = enrolled(run, bind, now)
    confirm_elsewhere(run, token=token, browser="x" * 64, password=NEW)
    run(ask_reset, email="a@example.org", language="fr", address=HERE)
    with transaction(bind) as session:
        token = token_of(last_mail(session))
    reset_password(run, token=token, password=NEW, address=HERE)
    assert connections == [0] * 5


def test_past_a_bounded_queue_one_is_told_to_come_back(run, now, monkeypatch):
    full = Places(at_once=1, waiting=0)
    monkeypatch.setattr(passwords, "_places", full)
    with full.place(), pytest.raises(Busy) as refused:
        sign_in(run, email="a@example.org", password="x", address=HERE, browser="")
    assert str(refused.value.seconds) in refused.value.message()
    # The place is free again.
    sign_in(run, email="a@example.org", password="x", address=HERE, browser="")


def test_who_is_put_off_writes_nothing_and_makes_no_try(run, bind, now, monkeypatch):
    with transaction(bind) as session:
        make_account(session, email="a@example.org")
    full = Places(at_once=1, waiting=0)
    monkeypatch.setattr(passwords, "_places", full)
    asked: list[Any] = []

    def watched(verb: Callable[..., Any], **arguments: Any) -> Any:
        asked.append(verb)
        return run(verb, **arguments)

    acceptance = accept(open_statement("SN", "fr", now), "SN", now)
    with full.place():
        for _ in range(10):
            with pytest.raises(Busy):
                sign_in(watched, email="a@example.org", password="x", address=HERE, browser="")
        with pytest.raises(Busy):
            register(
                watched,
                registration=Registration(**GOOD),
                acceptance=acceptance,
                browser=BROWSER,
                address=HERE,
                now=now,
            )
    assert asked == []
    outcome = sign_in(run, email="a@example.org", password=PASSWORD, address=HERE, browser="")
    assert isinstance(outcome, SignedIn)


def test_an_account_has_one_place_at_a_time() -> None:
    places = Places(at_once=2, waiting=2)
    with places.place(1):
        with pytest.raises(Busy), places.place(1):
            pass
        with places.place(2):
            pass
    with places.place(1):
        pass
