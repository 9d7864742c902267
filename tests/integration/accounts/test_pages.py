"""The native forms: what each page answers to each request."""

import re
from datetime import datetime
from typing import Any

import pytest
from sqlmodel import select

from ilojobs_app.accounts import passwords, resets
from ilojobs_app.accounts.models import Account, AccountSession
from ilojobs_app.accounts.service import ask_reset, begin_session, open_session
from ilojobs_app.core.i18n import use_language
from ilojobs_app.core.places import Places
from ilojobs_app.pages import (
    forgot_password_data,
    privacy_data,
    register_data,
    reset_password_data,
    sign_in_data,
    verify_email_data,
)
from ilojobs_app.web.islands import Island, PageRequest, Redirect
from ilojobs_app.web.principal import Principal
from tests.factories.accounts import PASSWORD, make_account
from tests.integration.accounts.conftest import BROWSER, last_mail, token_of, within

PAGES = {
    "/sign-in": sign_in_data.sign_in,
    "/forgot-password": forgot_password_data.forgot_password,
    "/reset-password": reset_password_data.reset_password,
    "/verify-email": verify_email_data.verify_email,
    "/privacy": privacy_data.privacy,
    "/register": register_data.register,
}
EVIL = "//evil.example"
NASTY = '"><script>alert(1)</script>'


@pytest.fixture
def visit(session, now):
    """Ask a page; a form makes it a POST."""

    def visited(
        path: str,
        form: dict[str, str] | None = None,
        *,
        browser: str = BROWSER,
        language: str = "fr",
        principal: Principal | None = None,
        at: datetime = now,
        **query: str,
    ) -> Any:
        request = PageRequest(
            language=language,
            method="GET" if form is None else "POST",
            path=path,
            parameters={},
            query=query,
            form=form or {},
            principal=principal,
            browser=browser,
            address="192.0.2.1",
            session=session,
            now=at,
            run=within(session, at),
        )
        with use_language(language):
            return PAGES[path](request)

    return visited


def test_sign_in_leads_where_the_visitor_was_going(visit, session, now):
    make_account(session, email="a@example.org")
    page = visit("/sign-in", next="/fr/apply/12")
    assert (page.status, 'value="/fr/apply/12"' in page.html) == (200, True)
    form = {"email": "a@example.org", "password": PASSWORD, "next": "/fr/apply/12"}
    answer = visit("/sign-in", form)
    assert answer.to == "/fr/apply/12"
    assert open_session(session, secret=answer.session_secret, now=now)
    assert visit("/sign-in", {**form, "next": "https://evil.example"}).to == "/profile"


def test_sign_in_carries_along_where_the_visitor_was_going(visit):
    onward = "next=%2Ffr%2Fapply%2F12"
    for page in (
        visit("/sign-in", next="/fr/apply/12"),
        visit("/sign-in", {"email": "", "password": "", "next": "/fr/apply/12"}),
    ):
        assert f'href="/fr/register?{onward}"' in page.html
        assert f'href="/fr/forgot-password?{onward}"' in page.html
    assert f'href="/fr/sign-in?{onward}"' in visit("/forgot-password", next="/fr/apply/12").html
    for page in (visit("/sign-in"), visit("/sign-in", next=EVIL), visit("/sign-in", next=NASTY)):
        assert 'href="/fr/register"' in page.html
        assert 'href="/fr/forgot-password"' in page.html
        assert "evil" not in page.html


def test_the_signed_in_need_no_second_account(visit):
    principal = Principal(1, 1, "A", "D", "a@example.org")
    assert visit("/register", principal=principal).to == "/profile"
    assert visit("/register", principal=principal, next="/fr/apply/12").to == "/fr/apply/12"
    assert visit("/register", principal=principal, next=EVIL).to == "/profile"
    assert isinstance(visit("/register", next="/fr/apply/12"), Island)


def test_sign_in_refused_keeps_the_address_and_not_the_password(visit):
    page = visit("/sign-in", {"email": NASTY, "password": "sésame secret"})
    assert page.status == 422
    assert "sésame secret" not in page.html
    assert "<script>" not in page.html
    assert "&lt;script&gt;" in page.html
    assert 'role="alert" tabindex="-1"' in page.html
    assert 'href="#email"' in page.html
    assert 'aria-invalid="true"' not in page.html


def test_sign_in_without_values_names_both_fields(visit):
    page = visit("/sign-in", {})
    assert page.status == 422
    assert re.findall(r'href="#(email|password)"', page.html) == ["email", "password"]
    assert page.html.count('aria-invalid="true"') == 2
    for field in ("email", "password"):
        assert f'id="{field}-e"' in page.html
        assert f'aria-describedby="{field}-e"' in page.html


def test_sign_in_too_often_says_429(visit):
    form = {"email": "a@example.org", "password": "x"}
    assert [visit("/sign-in", form).status for _ in range(6)] == [422] * 5 + [429]


def test_signing_in_again_ends_the_session_before(visit, session, now):
    account = make_account(session, email="a@example.org")
    begin_session(session, account_id=account.id, now=now)
    [old] = session.exec(select(AccountSession)).all()
    principal = Principal(account.id, old.id, "A", "D", account.email)
    assert isinstance(visit("/sign-in", principal=principal), Redirect)
    visit("/sign-in", {"email": "a@example.org", "password": PASSWORD}, principal=principal)
    [new] = session.exec(select(AccountSession)).all()
    assert new.id != old.id


def test_confirming_where_one_registered_signs_in_at_once(visit, session, now, enrol):
    answer = visit("/verify-email", token=enrol())
    assert answer.to == "/profile"
    [account] = session.exec(select(Account)).all()
    assert open_session(session, secret=answer.session_secret, now=now).account_id == account.id


def test_confirming_elsewhere_takes_a_password_so_that_scanners_use_nothing_up(
    visit, session, now, enrol
):
    token = enrol()
    for _ in range(3):
        page = visit("/verify-email", token=token, browser="scanner")
        assert isinstance(page, Island)
        assert (page.status, page.index) == (200, False)
        assert f'value="{token}"' in page.html
    refused = visit("/verify-email", {"token": token}, browser="elsewhere")
    assert refused.status == 422
    assert 'href="#password"' in refused.html
    assert session.exec(select(AccountSession)).all() == []
    form = {"token": token, "password": "une phrase à moi seule 31"}
    answer = visit("/verify-email", form, browser="elsewhere")
    assert answer.to == "/profile"
    assert open_session(session, secret=answer.session_secret, now=now)
    assert visit("/verify-email", token=token).status == 410


def test_confirming_leads_where_one_was_going_when_one_registered(visit, enrol):
    assert visit("/verify-email", token=enrol(next_page="/fr/apply/12")).to == "/fr/apply/12"
    token = enrol(next_page="/fr/apply/12", email="b@example.org")
    form = {"token": token, "password": "une phrase à moi seule 31"}
    assert visit("/verify-email", form, browser="elsewhere").to == "/fr/apply/12"
    for n, wanted in enumerate((EVIL, "https://evil.example", "/\\evil.example")):
        token = enrol(next_page=wanted, email=f"e{n}@example.org")
        assert visit("/verify-email", token=token).to == "/profile"


def test_another_browser_shows_who_registered(visit, enrol):
    token = enrol(first_names="Fatou <b>", last_name="Sow")
    page = visit("/verify-email", token=token, browser="elsewhere")
    assert "Fatou &lt;b&gt; Sow" in page.html
    assert "aissata@example.org" in page.html


def test_past_a_bounded_queue_the_forms_say_when_to_come_back(visit, monkeypatch):
    monkeypatch.setattr(resets, "_turns", full := Places(at_once=1, waiting=0))
    monkeypatch.setattr(passwords, "_places", full)
    with full.place():
        for path in ("/forgot-password", "/sign-in"):
            page = visit(path, {"email": "a@example.org", "password": PASSWORD})
            assert (page.status, page.retry_after) == (503, 5)
            assert 'value="a@example.org"' in page.html
    assert isinstance(visit("/forgot-password", {"email": "a@example.org"}), Redirect)


@pytest.mark.parametrize("token", ["", NASTY, "x" * 10_000])
@pytest.mark.parametrize("path", ["/verify-email", "/reset-password"])
def test_links_that_do_not_work_say_so(visit, path, token):
    for page in (visit(path, token=token), visit(path, {"token": token, "password": "x"})):
        assert (page.status, page.index) == (410, False)
        assert "<script>" not in page.html


def test_forgotten_password_from_end_to_end(visit, session, now):
    make_account(session, email="a@example.org")
    unknown = visit("/forgot-password", {"email": "nobody@example.org"})
    known = visit("/forgot-password", {"email": "a@example.org"})
    assert known == unknown == Redirect("/forgot-password?sent=1")
    assert visit("/forgot-password", sent="1").status == 200
    token = token_of(last_mail(session))
    assert f'value="{token}"' in visit("/reset-password", token=token).html
    weak = visit("/reset-password", {"token": token, "password": "trop court"})
    assert weak.status == 422
    assert 'href="#password"' in weak.html
    assert "trop court" not in weak.html
    done = visit("/reset-password", {"token": token, "password": "une phrase 81 verte et neuve"})
    assert done == Redirect("/sign-in?reset=1")
    assert "banner--ok" in visit("/sign-in", reset="1").html


@pytest.mark.parametrize(
    ("wanted", "end"), [("/fr/apply/12", "&next=%2Ffr%2Fapply%2F12"), (EVIL, "")]
)
def test_a_new_password_leads_on_where_one_was_going(visit, session, wanted, end):
    make_account(session, email="a@example.org")
    assert 'value="/fr/apply/12"' in visit("/forgot-password", next="/fr/apply/12").html
    visit("/forgot-password", {"email": "a@example.org", "next": wanted})
    mail = last_mail(session)
    assert "apply" not in mail.text
    form = {"token": token_of(mail), "password": "une phrase 81 verte et neuve"}
    assert visit("/reset-password", form) == Redirect(f"/sign-in?reset=1{end}")


def test_forgotten_password_refuses_what_is_no_address_and_too_many(visit, session, now):
    page = visit("/forgot-password", {"email": NASTY})
    assert page.status == 422
    assert "<script>" not in page.html
    for n in range(30):
        ask_reset(session, email=f"n{n}@example.org", language="fr", address="192.0.2.1", now=now)
    assert visit("/forgot-password", {"email": "a@example.org"}).status == 429


@pytest.mark.parametrize("language", ["fr", "en"])
def test_privacy_shows_the_statement_of_the_country(visit, language):
    pages = {
        c: visit("/privacy", country=c, language=language).html for c in ("", "CH", "FR", "ML")
    }
    assert 'value="CH" selected' in pages["CH"]
    texts = {c: re.sub(r"(?s)^.*<hr>", "", html) for c, html in pages.items()}
    assert len(set(texts.values())) == 4
    headings = [len(re.findall("<h2>", texts[c])) for c in ("", "CH", "FR", "ML")]
    assert headings == [6, 7, 7, 6]
    assert visit("/privacy", country=NASTY, language=language).html == pages[""]
