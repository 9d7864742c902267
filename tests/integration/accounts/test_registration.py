"""Registration, up to a proven address."""

from datetime import timedelta

import pytest
from sqlmodel import select

from ilojobs_app.accounts import registration
from ilojobs_app.accounts.models import Account, PendingRegistration, Throttle
from ilojobs_app.accounts.service import (
    LinkUnusable,
    Registration,
    SignedIn,
    confirm,
    confirm_elsewhere,
    open_session,
    read_confirmation,
    register,
    sign_in,
)
from ilojobs_app.consent.models import Choice, Consent
from ilojobs_app.consent.service import accept, open_statement
from ilojobs_app.core.errors import Invalid
from ilojobs_app.notifications.models import OutboxMail
from tests.factories.accounts import make_account
from tests.integration.accounts.conftest import BROWSER, GOOD, last_mail, token_of, within


def all_of(session, model):
    return list(session.exec(select(model)).all())


def test_link_makes_the_account_and_keeps_the_proof(session, now, enrol):
    token = enrol(wants_communications=True, email="Aissata@Example.org")
    assert all_of(session, Account) == []
    later = now + timedelta(hours=23)
    confirmed = confirm(session, token=token, browser=BROWSER, now=later)
    [account] = all_of(session, Account)
    assert confirmed.account_id == account.id
    assert open_session(session, secret=confirmed.secret, now=later).account_id == account.id
    assert account.email == "Aissata@example.org"
    assert (account.first_names, account.last_name, account.country) == ("Aïssata", "Diallo", "SN")
    assert (account.wants_alerts, account.wants_communications) == (True, True)
    assert (account.created_at, account.confirmed_at) == (now, later)
    [proof] = all_of(session, Consent)
    assert proof.account_id == account.id
    assert proof.choice is Choice.ACCEPTED
    assert (proof.statement_key, proof.statement_version, proof.country) == ("default", "1.0", "SN")
    assert (proof.language, proof.opened_at, proof.chosen_at) == ("fr", now, now)
    assert len(proof.digest) == 64
    assert all_of(session, PendingRegistration) == []


def test_link_works_once_and_for_a_day(session, now, enrol):
    token = enrol()
    with pytest.raises(LinkUnusable):
        confirm(session, token=token, browser=BROWSER, now=now + timedelta(hours=24))
    confirm(session, token=token, browser=BROWSER, now=now + timedelta(hours=23, minutes=59))
    for again in (confirm, read_confirmation):
        with pytest.raises(LinkUnusable):
            again(session, token=token, browser=BROWSER, now=now)


@pytest.mark.parametrize("token", ["", "x", "x" * 10_000, "\ud800", "\0"])
def test_unknown_links_are_refused(session, now, enrol, token):
    enrol()
    with pytest.raises(LinkUnusable):
        confirm(session, token=token, browser=BROWSER, now=now)


def test_only_the_browser_that_registered_is_recognized(session, now, enrol):
    token = enrol()
    for browser, same in ((BROWSER, True), ("c" * 64, False), ("", False)):
        seen = read_confirmation(session, token=token, browser=browser, now=now)
        assert (seen.same_browser, seen.email) == (same, GOOD["email"])
    nameless = enrol(email="other@example.org", browser="")
    assert not read_confirmation(session, token=nameless, browser="", now=now).same_browser


def test_looking_does_not_use_the_link(session, now, enrol):
    token = enrol()
    for _ in range(3):
        read_confirmation(session, token=token, browser="", now=now)
    assert confirm(session, token=token, browser=BROWSER, now=now).account_id


def test_a_known_address_gets_another_mail_and_nothing_changes(session, now, enrol):
    account = make_account(session, email="aissata@example.org", first_names="Awa")
    before = account.model_dump()
    token = enrol(email="AISSATA@example.org", password="une tout autre phrase 88")
    assert token == ""
    mail = last_mail(session)
    assert mail.kind == "account_exists"
    assert "/fr/sign-in" in mail.text
    assert "/fr/forgot-password" in mail.text
    session.refresh(account)
    assert account.model_dump() == before
    assert all_of(session, PendingRegistration) == []
    assert all_of(session, Consent) == []


def test_known_and_unknown_take_the_same_steps(session, now, enrol, monkeypatch):
    steps = []

    def counted(name):
        real = getattr(registration, name)

        def call(*args, **kwargs):
            steps.append(name)
            return real(*args, **kwargs)

        monkeypatch.setattr(registration, name, call)

    for name in ("hash_password", "compose", "may_mail", "new_secret", "store"):
        counted(name)
    enrol()
    unknown, steps[:] = list(steps), []
    make_account(session, email="known@example.org")
    enrol(email="known@example.org")
    assert unknown == steps == ["hash_password", "new_secret", "compose", "may_mail", "store"]


def test_nobody_slips_a_password_into_anothers_registration(session, now, enrol):
    mine = enrol()
    enrol(password="phrase de quelqu'un d'autre 9", browser="x" * 64, first_names="Mal")
    confirm(session, token=mine, browser=BROWSER, now=now)
    [account] = all_of(session, Account)
    assert account.first_names == "Aïssata"
    for password, works in ((GOOD["password"], True), ("phrase de quelqu'un d'autre 9", False)):
        outcome = sign_in(
            within(session, now),
            email=GOOD["email"],
            password=password,
            address="192.0.2.1",
            browser="",
        )
        assert isinstance(outcome, SignedIn) is works
    with pytest.raises(LinkUnusable):
        confirm(session, token=token_of(last_mail(session)), browser=BROWSER, now=now)


def test_one_address_gets_only_so_many_mails(session, now, enrol):
    for _ in range(8):
        enrol()
    assert len(all_of(session, OutboxMail)) == 5
    enrol(at=now + timedelta(minutes=5))
    assert len(all_of(session, OutboxMail)) == 6


def test_out_of_order_is_refused_on_the_server(session, now):
    form = Registration(**GOOD)
    swiss = accept(open_statement("CH", "fr", now), "CH", now)
    for acceptance in (None, swiss):
        with pytest.raises(Invalid) as refused:
            register(
                within(session, now),
                registration=form,
                acceptance=acceptance,
                browser=BROWSER,
                address="192.0.2.1",
                now=now,
            )
        assert [error.field for error in refused.value.errors] == ["consent"]
    assert all_of(session, PendingRegistration) == all_of(session, OutboxMail) == []


def test_every_wrong_field_is_named_in_page_order(session, now):
    form = Registration(**GOOD | {"last_name": "", "password": "short", "country": "XX"})
    with pytest.raises(Invalid) as refused:
        register(
            within(session, now),
            registration=form,
            acceptance=None,
            browser=BROWSER,
            address="192.0.2.1",
            now=now,
        )
    fields = [error.field for error in refused.value.errors]
    assert fields == ["last_name", "password", "country", "consent"]


def test_names_reach_neither_headers_nor_the_mail(session, now, enrol):
    enrol(first_names="A\r\nBcc: evil@example.org", last_name="Gagnez http://evil.example")
    mail = last_mail(session)
    everything = mail.subject + mail.text + mail.html + mail.to_address
    assert "evil" not in everything


def test_no_secret_is_stored(session, now, enrol):
    token = enrol()
    [pending] = all_of(session, PendingRegistration)
    stored = str(pending.model_dump())
    assert token not in stored
    assert GOOD["password"] not in stored
    assert GOOD["email"] not in str([t.model_dump() for t in all_of(session, Throttle)])


def test_a_link_to_an_address_that_got_an_account_meanwhile_is_refused(session, now, enrol):
    token = enrol()
    make_account(session, email=GOOD["email"])
    with pytest.raises(LinkUnusable):
        confirm(session, token=token, browser=BROWSER, now=now)


def test_one_network_does_not_mail_the_whole_world(session, now, enrol):
    for n in range(100):
        enrol(email=f"n{n}@example.org")
    with pytest.raises(Invalid) as refused:
        enrol(email="another@example.org")
    assert [error.field for error in refused.value.errors] == [""]
    assert len(all_of(session, OutboxMail)) == 100
    enrol(email="another@example.org", address="198.51.100.7")


def test_another_browser_has_to_choose_the_password(session, now, enrol):
    """Somebody registers the address of another person, and waits for them to confirm."""
    token = enrol(password="phrase du passant 77 rue", browser="x" * 64)
    with pytest.raises(LinkUnusable):
        confirm(session, token=token, browser=BROWSER, now=now)
    for weak in ("", "short", "Aïssata Diallo 1"):
        with pytest.raises(Invalid) as refused:
            confirm_elsewhere(within(session, now), token=token, browser=BROWSER, password=weak)
        assert [error.field for error in refused.value.errors] == ["password"]
    mine = "une phrase à moi seule 31"
    confirmed = confirm_elsewhere(within(session, now), token=token, browser=BROWSER, password=mine)
    assert open_session(session, secret=confirmed.secret, now=now)
    for password, works in ((mine, True), ("phrase du passant 77 rue", False)):
        outcome = sign_in(
            within(session, now),
            email=GOOD["email"],
            password=password,
            address="192.0.2.1",
            browser="",
        )
        assert isinstance(outcome, SignedIn) is works


def test_a_link_mailed_anew_by_a_sign_in_asks_for_the_password_too(session, now, enrol):
    enrol(password="phrase du passant 77 rue", browser="x" * 64)
    sign_in(
        within(session, now),
        email=GOOD["email"],
        password="phrase du passant 77 rue",
        address="192.0.2.1",
        browser="x" * 64,
    )
    with pytest.raises(LinkUnusable):
        confirm(session, token=token_of(last_mail(session)), browser=BROWSER, now=now)


def test_what_follows_a_plus_gets_no_more_mails(session, now, enrol):
    for n in range(8):
        enrol(email=f"aissata+{n}@example.org")
    assert len(all_of(session, OutboxMail)) == 5
    # The accounts stay apart: the limit of mails is all that they share.
    keys = {pending.address_key for pending in all_of(session, PendingRegistration)}
    assert len(keys) == 5
