"""Forgotten passwords."""

from datetime import timedelta

import pytest
from sqlmodel import select

from ilojobs_app.accounts import resets
from ilojobs_app.accounts.models import PasswordReset
from ilojobs_app.accounts.service import (
    LinkUnusable,
    SignedIn,
    SignInRefused,
    TooManyTries,
    ask_reset,
    begin_session,
    check_reset,
    open_session,
    reset_password,
    sign_in,
)
from ilojobs_app.core.errors import Invalid
from ilojobs_app.notifications.models import OutboxMail
from tests.factories.accounts import PASSWORD, make_account
from tests.integration.accounts.conftest import last_mail, token_of, within

NEW = "une nouvelle phrase 81 verte"
HERE = "192.0.2.1"


@pytest.fixture
def ask(session, now):
    def asked(email="a@example.org", at=now, address=HERE):
        return ask_reset(session, email=email, language="en", address=address, now=at)

    return asked


def test_link_sets_the_password_and_ends_sessions(session, now, ask):
    account = make_account(session, email="a@example.org")
    secret = begin_session(session, account_id=account.id, now=now)
    assert ask("A@example.org") is None
    mail = last_mail(session)
    assert (mail.to_address, mail.language) == ("a@example.org", "en")
    assert "/en/reset-password?token=" in mail.text
    token = token_of(mail)
    at = now + timedelta(minutes=59)
    check_reset(session, token=token, now=at)
    reset_password(within(session, at), token=token, password=NEW, address=HERE)
    assert open_session(session, secret=secret, now=at) is None
    for password, kind in ((PASSWORD, SignInRefused), (NEW, SignedIn)):
        outcome = sign_in(
            within(session, at), email="a@example.org", password=password, address=HERE, browser=""
        )
        assert isinstance(outcome, kind)
    with pytest.raises(LinkUnusable):
        reset_password(within(session, at), token=token, password=NEW, address=HERE)


def test_link_works_for_an_hour(session, now, ask):
    make_account(session, email="a@example.org")
    ask()
    token, late = token_of(last_mail(session)), now + timedelta(hours=1)
    for refused in (
        lambda: check_reset(session, token=token, now=late),
        lambda: reset_password(within(session, late), token=token, password=NEW, address=HERE),
        lambda: check_reset(session, token="", now=now),
    ):
        with pytest.raises(LinkUnusable):
            refused()


def test_using_one_link_ends_the_others(session, now, ask):
    make_account(session, email="a@example.org")
    ask()
    first = token_of(last_mail(session))
    ask()
    reset_password(
        within(session, now), token=token_of(last_mail(session)), password=NEW, address=HERE
    )
    with pytest.raises(LinkUnusable):
        check_reset(session, token=first, now=now)


def test_a_weak_password_is_refused_and_the_link_still_works(session, now, ask):
    make_account(session, email="a@example.org")
    ask()
    token = token_of(last_mail(session))
    for weak in ("short", "Aïssata Diallo", "x" * 10_000):
        with pytest.raises(Invalid) as refused:
            reset_password(within(session, now), token=token, password=weak, address=HERE)
        assert [error.field for error in refused.value.errors] == ["password"]
    reset_password(within(session, now), token=token, password=NEW, address=HERE)


def test_unknown_addresses_are_answered_alike_and_get_nothing(session, now, ask, monkeypatch):
    steps = []
    for name in ("compose", "may_mail", "new_secret", "store"):
        real = getattr(resets, name)
        monkeypatch.setattr(
            resets, name, lambda *a, _n=name, _r=real, **k: steps.append(_n) or _r(*a, **k)
        )
    make_account(session, email="a@example.org")
    assert ask() is None
    known, steps[:] = list(steps), []
    assert ask("nobody@example.org") is None
    assert steps == known == ["new_secret", "compose", "may_mail", "store"]
    assert len(session.exec(select(OutboxMail)).all()) == 1
    assert len(session.exec(select(PasswordReset)).all()) == 1


def test_one_address_gets_only_so_many_and_the_asker_sees_no_difference(session, now, ask):
    make_account(session, email="a@example.org")
    assert [ask(address=f"192.0.2.{n}") for n in range(8)] == [None] * 8
    assert len(session.exec(select(OutboxMail)).all()) == 5


def test_a_network_is_throttled(session, now, ask):
    for n in range(30):
        assert ask(f"n{n}@example.org") is None
    refused = ask("other@example.org")
    assert isinstance(refused, TooManyTries)
    assert refused.seconds == 30
    assert ask("other@example.org", at=now + timedelta(seconds=30)) is None


@pytest.mark.parametrize("email", ["", "nobody", "x" * 10_000])
def test_what_is_no_address_is_said(session, ask, email):
    with pytest.raises(Invalid) as refused:
        ask(email)
    assert [error.field for error in refused.value.errors] == ["email"]


def test_registering_somebody_elses_address_uses_up_none_of_their_links(session, now, ask, enrol):
    make_account(session, email="a@example.org")
    for _ in range(8):
        enrol(email="a@example.org")
    ask()
    assert last_mail(session).kind == "reset_password"


def test_what_follows_a_plus_gets_no_more_links(session, now, ask):
    for n in range(8):
        make_account(session, email=f"a+{n}@example.org")
        ask(f"a+{n}@example.org")
    assert len(session.exec(select(OutboxMail)).all()) == 5
