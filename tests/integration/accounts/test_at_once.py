"""Two requests at the same instant: what may happen once, happens once."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from sqlalchemy import Engine
from sqlmodel import Session, select

from ilojobs_app.accounts.models import Account
from ilojobs_app.accounts.service import (
    LinkUnusable,
    Registration,
    SignInRefused,
    TooManyTries,
    confirm,
    register,
    sign_in,
)
from ilojobs_app.consent.service import accept, open_statement
from ilojobs_app.core.db import transaction
from ilojobs_app.notifications.models import OutboxMail
from tests.integration.accounts.conftest import BROWSER, GOOD, within


def at_once(bind: Engine, count: int, verb: Callable[[Session, int], Any]) -> list[Any]:
    def one(number: int) -> Any:
        try:
            with transaction(bind) as session:
                return verb(session, number)
        except LinkUnusable as refusal:
            return refusal

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(one, range(count)))


def registered(bind: Engine, now) -> str:
    with transaction(bind) as session:
        acceptance = accept(open_statement("SN", "fr", now), "SN", now)
        form = Registration(**GOOD)
        register(
            within(session, now),
            registration=form,
            acceptance=acceptance,
            browser=BROWSER,
            address="192.0.2.1",
            now=now,
        )
        session.flush()
        mail = session.exec(select(OutboxMail).order_by(OutboxMail.id.desc())).first()
        return re.search(r"\?token=(\S+)", mail.text).group(1)


def test_links_make_one_account(bind, now):
    tokens = [registered(bind, now) for _ in range(2)] * 2
    outcomes = at_once(bind, 4, lambda s, n: confirm(s, token=tokens[n], browser=BROWSER, now=now))
    assert sum(isinstance(outcome, LinkUnusable) for outcome in outcomes) == 3
    with transaction(bind) as session:
        assert len(session.exec(select(Account)).all()) == 1


def test_tries_are_counted_one_by_one(bind, now):
    def separate(verb: Callable[..., Any], **arguments: Any) -> Any:
        with transaction(bind) as session:
            return verb(session, now=now, **arguments)

    outcomes = at_once(
        bind,
        8,
        lambda s, n: sign_in(
            separate, email="a@example.org", password="x", address="192.0.2.1", browser=""
        ),
    )
    kinds = [type(outcome) for outcome in outcomes]
    assert (kinds.count(SignInRefused), kinds.count(TooManyTries)) == (5, 3)
