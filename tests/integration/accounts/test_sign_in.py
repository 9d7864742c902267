"""Signing in and its throttles; sessions."""

from datetime import timedelta

import pytest
from sqlmodel import select

from ilojobs_app.accounts import devices, passwords, sessions
from ilojobs_app.accounts.models import AccountSession, KnownDevice, PendingRegistration
from ilojobs_app.accounts.service import (
    SignedIn,
    SignInRefused,
    TooManyTries,
    begin_session,
    confirm,
    delete_expired,
    end_sessions,
    open_session,
    session_view,
    sign_in,
    sign_out,
    touch,
)
from ilojobs_app.core.settings import Settings, settings
from ilojobs_app.notifications.models import OutboxMail
from tests.factories.accounts import PASSWORD, make_account
from tests.integration.accounts.conftest import BROWSER, GOOD, last_mail, token_of, within

HERE = "192.0.2.1"
WRONG = "une phrase qui est fausse"


@pytest.fixture
def attempt(session, now):
    def attempted(email="a@example.org", password=PASSWORD, at=now, address=HERE, browser=""):
        return sign_in(
            within(session, at), email=email, password=password, address=address, browser=browser
        )

    return attempted


def test_right_password_opens_a_session_in_any_case_of_the_address(session, now, attempt):
    account = make_account(session, email="a@example.org")
    outcome = attempt(" A@EXAMPLE.ORG")
    assert isinstance(outcome, SignedIn)
    view = open_session(session, secret=outcome.secret, now=now)
    assert view.account_id == outcome.account_id == account.id
    assert (view.email, view.first_names, view.language) == ("a@example.org", "Aïssata", "fr")
    assert session_view(session, session_id=view.session_id, now=now) == view
    [stored] = session.exec(select(AccountSession)).all()
    assert outcome.secret not in str(stored.model_dump())


def test_unknown_wrong_and_unconfirmed_are_answered_alike(session, now, attempt, enrol):
    make_account(session, email="a@example.org")
    enrol()
    outcomes = [
        attempt("nobody@example.org"),
        attempt(password=WRONG),
        attempt(GOOD["email"], GOOD["password"]),
        attempt(GOOD["email"], WRONG),
        attempt("not an address", "x" * 10_000),
        attempt("x" * 10_000),
        attempt("\ud800\0@example.org", "\ud800"),
    ]
    assert {type(outcome) for outcome in outcomes} == {SignInRefused}
    assert len({outcome.message() for outcome in outcomes}) == 1


def test_each_refusal_hashes_once(session, now, attempt, enrol, monkeypatch):
    make_account(session, email="a@example.org")
    enrol()
    passwords.verify_password("", None)
    verified = []
    real = passwords._context.verify
    monkeypatch.setattr(passwords._context, "verify", lambda *a: verified.append(1) or real(*a))
    for email, password in (
        ("nobody@example.org", WRONG),
        ("a@example.org", WRONG),
        (GOOD["email"], WRONG),
        ("a@example.org", PASSWORD),
        ("a@example.org", "x" * 10_000),
    ):
        verified.clear()
        attempt(email, password)
        assert len(verified) == 1


def test_unconfirmed_with_the_right_password_gets_a_new_link(session, now, attempt, enrol):
    first = enrol()
    much_later = now + timedelta(days=2)
    attempt(GOOD["email"], WRONG, at=much_later)
    assert len(session.exec(select(OutboxMail)).all()) == 1
    attempt(GOOD["email"], GOOD["password"], at=much_later)
    second = token_of(last_mail(session))
    assert second != first
    confirm(session, token=second, browser=BROWSER, now=much_later + timedelta(hours=1))
    assert isinstance(attempt(GOOD["email"], GOOD["password"], at=much_later), SignedIn)


def test_the_wait_grows_with_each_failure(session, now, attempt):
    make_account(session, email="a@example.org")
    attempt(password=WRONG)
    assert isinstance(attempt(), SignedIn)  # which forgets the failure before it
    at, waits = now, []
    for _ in range(5):
        attempt(password=WRONG, at=at)
    for _ in range(7):
        refused = attempt(at=at)
        assert isinstance(refused, TooManyTries)
        waits.append(refused.seconds)
        just_before = at + timedelta(seconds=refused.seconds - 1)
        assert isinstance(attempt(at=just_before), TooManyTries)
        at += timedelta(seconds=refused.seconds)
        assert isinstance(attempt(password=WRONG, at=at), SignInRefused)
    assert waits == [30, 60, 120, 240, 480, 900, 900]
    assert isinstance(attempt(at=at + timedelta(minutes=15)), SignedIn)


def test_an_unknown_address_is_throttled_like_a_known_one(session, now, attempt):
    for _ in range(5):
        attempt("nobody@example.org", WRONG)
    assert attempt("NOBODY@example.org", WRONG).seconds == 30


def test_a_network_is_throttled_over_many_addresses(session, now, attempt):
    account = make_account(session, email="a@example.org")
    for n in range(50):
        assert isinstance(attempt(f"n{n}@example.org", "x"), SignInRefused)
    assert isinstance(attempt(), TooManyTries)
    elsewhere = attempt(address="198.51.100.7")
    assert isinstance(elsewhere, SignedIn)
    assert elsewhere.account_id == account.id
    assert isinstance(attempt("n@example.org", "x"), TooManyTries)
    assert isinstance(attempt(at=now + timedelta(hours=24)), SignedIn)


def test_who_tries_somebody_elses_account_does_not_lock_its_owner_out(session, now, attempt):
    make_account(session, email="a@example.org")
    at = now
    for n in range(200):
        outcome = attempt(password=WRONG, at=at)
        at += timedelta(seconds=outcome.seconds if isinstance(outcome, TooManyTries) else 0)
        if n % 20 == 19:
            assert isinstance(attempt(at=at, address="198.51.100.7"), SignedIn)


def test_an_account_is_throttled_over_many_networks(session, now, attempt):
    make_account(session, email="a@example.org")
    for n in range(50):
        assert isinstance(attempt(password=WRONG, address=f"198.51.100.{n}"), SignInRefused)
    assert attempt(address="203.0.113.9").seconds == 15
    assert isinstance(attempt(at=now + timedelta(seconds=15), address="203.0.113.9"), SignedIn)


def test_an_ipv6_line_is_one_network(session, now, attempt):
    for n in range(5):
        attempt(password=WRONG, address=f"2001:db8::{n}")
    assert isinstance(attempt(password=WRONG, address="2001:db8::5"), TooManyTries)


def test_a_site_of_many_ipv6_lines_is_one_network_too(session, now, attempt):
    make_account(session, email="a@example.org")
    outcomes = [attempt(password=WRONG, address=f"2001:db8:0:{n:x}::1") for n in range(21)]
    assert [type(outcome) for outcome in outcomes] == [SignInRefused] * 20 + [TooManyTries]
    assert isinstance(attempt(address="2001:db8:1::1"), SignedIn)


def test_wrong_tries_elsewhere_do_not_make_a_known_device_wait(session, now, attempt):
    make_account(session, email="a@example.org")
    assert isinstance(attempt(browser=BROWSER), SignedIn)
    for n in range(60):
        attempt(password=WRONG, address=f"198.51.100.{n}", browser="x" * 64)
        attempt(password=WRONG, browser="x" * 64)
    assert isinstance(attempt(browser="y" * 64), TooManyTries)
    assert isinstance(attempt(browser=BROWSER), SignedIn)


def test_a_known_device_is_throttled_by_its_own_tries(session, now, attempt):
    make_account(session, email="a@example.org")
    attempt(browser=BROWSER)
    outcomes = [attempt(password=WRONG, browser=BROWSER) for _ in range(6)]
    assert isinstance(outcomes[-1], TooManyTries)
    # It is known to this account only.
    other = attempt("nobody@example.org", WRONG, browser=BROWSER)
    assert isinstance(other, SignInRefused)


def test_an_account_knows_its_newest_devices_only(session, now, attempt):
    account = make_account(session, email="a@example.org")
    for n in range(devices.KEPT + 3):
        attempt(browser=f"{n:064}", at=now + timedelta(minutes=n))
    known = {row.browser for row in session.exec(select(KnownDevice)).all()}
    assert known == {f"{n:064}" for n in range(3, devices.KEPT + 3)}
    devices.delete_expired(session, now=now + timedelta(days=366))
    assert not devices.is_known(session, account.id, f"{devices.KEPT:064}")


def test_a_right_password_leaves_the_networks_count_as_it_was(session, now, attempt):
    make_account(session, email="a@example.org")
    for n in range(50):
        attempt(f"n{n}@example.org", "x")
    later = now + timedelta(seconds=30)
    assert isinstance(attempt(at=later), SignedIn)
    assert isinstance(attempt(at=later), SignedIn)


def test_a_password_changed_during_a_sign_in_lets_nobody_in(session, now):
    account = make_account(session, email="a@example.org")

    def run(verb, **arguments):
        found = verb(session, **{"now": now} | arguments)
        account.password_hash = "changed meanwhile"
        session.flush()
        return found

    outcome = sign_in(run, email="a@example.org", password=PASSWORD, address=HERE, browser="")
    assert isinstance(outcome, SignInRefused)


def test_a_session_ends_without_use_and_stays_with_it(session, now):
    account = make_account(session)
    secret = begin_session(session, account_id=account.id, now=now)
    at = now + timedelta(hours=1, minutes=59)
    view = open_session(session, secret=secret, now=at)
    assert view.touch_due
    assert (view.ends_at, view.is_final) == (now + timedelta(hours=2), False)
    touch(session, session_id=view.session_id, now=at)
    session.flush()
    assert not open_session(session, secret=secret, now=at + timedelta(seconds=59)).touch_due
    assert open_session(session, secret=secret, now=at + timedelta(hours=1, minutes=59))
    assert open_session(session, secret=secret, now=at + timedelta(hours=2)) is None
    touch(session, session_id=view.session_id, now=at + timedelta(hours=2))
    assert session_view(session, session_id=view.session_id, now=at + timedelta(hours=2)) is None


def test_a_session_in_use_all_day_ends_twelve_hours_after_it_began(session, now):
    account = make_account(session)
    secret = begin_session(session, account_id=account.id, now=now)
    session_id = open_session(session, secret=secret, now=now).session_id
    for hour in range(1, 12):
        at = now + timedelta(hours=hour)
        touch(session, session_id=session_id, now=at)
        session.flush()
        assert open_session(session, secret=secret, now=at).is_final == (hour >= 10)
    last = now + timedelta(hours=12)
    assert open_session(session, secret=secret, now=last - timedelta(seconds=1)).ends_at == last
    touch(session, session_id=session_id, now=last - timedelta(seconds=1))
    session.flush()
    assert open_session(session, secret=secret, now=last) is None


def test_a_session_begun_before_there_was_an_end_gets_it_when_it_is_used(session, now):
    account = make_account(session)
    secret = begin_session(session, account_id=account.id, now=now)
    [row] = session.exec(select(AccountSession)).all()
    row.created_at, row.last_seen_at = now - timedelta(days=3), now - timedelta(hours=1)
    row.expires_at = now + timedelta(hours=11)
    touch(session, session_id=row.id, now=now)
    session.flush()
    assert open_session(session, secret=secret, now=now) is None


@pytest.mark.parametrize(("hours", "minutes"), [(1, 600), (10, 60)])
def test_the_settings_say_when_a_session_ends(session, now, monkeypatch, hours, minutes):
    chosen = Settings(session_hours=hours, session_idle_minutes=minutes)
    monkeypatch.setattr(sessions, "settings", lambda: chosen)
    account = make_account(session)
    secret = begin_session(session, account_id=account.id, now=now)
    assert open_session(session, secret=secret, now=now).ends_at == now + timedelta(hours=1)


def test_signing_out_ends_one_session_and_ending_all_ends_all(session, now):
    account, other = make_account(session), make_account(session)
    one, two = (begin_session(session, account_id=account.id, now=now) for _ in range(2))
    others = begin_session(session, account_id=other.id, now=now)
    sign_out(session, session_id=open_session(session, secret=one, now=now).session_id)
    assert open_session(session, secret=one, now=now) is None
    assert open_session(session, secret=two, now=now)
    end_sessions(session, account_id=account.id)
    assert open_session(session, secret=two, now=now) is None
    assert open_session(session, secret=others, now=now)


def test_expired_rows_are_deleted(session, now, enrol, attempt):
    account = make_account(session)
    begin_session(session, account_id=account.id, now=now)
    enrol()
    attempt(password=WRONG)
    delete_expired(session, now=now + timedelta(days=6, hours=23))
    assert session.exec(select(AccountSession)).all() == []
    assert len(session.exec(select(PendingRegistration)).all()) == 1
    delete_expired(session, now=now + timedelta(days=7))
    assert session.exec(select(PendingRegistration)).all() == []


@pytest.mark.parametrize(
    ("name", "value", "ends"),
    [
        ("SESSION_HOURS", "1", timedelta(hours=1)),
        ("SESSION_IDLE_MINUTES", "30", timedelta(minutes=30)),
    ],
)
def test_an_end_that_is_shortened_holds_for_sessions_that_have_begun(
    session, now, monkeypatch, name, value, ends
):
    account = make_account(session)
    secret = begin_session(session, account_id=account.id, now=now)
    monkeypatch.setenv(name, value)
    settings.cache_clear()
    view = open_session(session, secret=secret, now=now + ends - timedelta(seconds=1))
    assert view.ends_at == now + ends
    assert view.is_final == (name == "SESSION_HOURS")
    touch(session, session_id=view.session_id, now=now + ends)
    session.flush()
    assert open_session(session, secret=secret, now=now + ends) is None
    settings.cache_clear()
