"""Sign in, sign out, forgotten password: what is accepted, refused, and never told."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.candidates import Candidates
from tests.e2e.mailbox import Mailbox
from tests.e2e.pages.profile_page import PersonalPage
from tests.e2e.pages.sign_in_page import ForgotPasswordPage, ResetPasswordPage, SignInPage
from tests.e2e.pages.site_page import SitePage
from tests.e2e.server import Clock

NEW_PASSWORD = "sept girafes mauves 64"


def test_candidate_signs_in_and_out(page: Page, language: str, candidate: Candidates) -> None:
    who = candidate(signed_in=False)
    form = SignInPage(page, language).open()
    form.sign_in(who.email)
    expect(page).to_have_url(re.compile(f"/{language}/profile$"))
    expect(form.masthead).to_contain_text(who.name)
    form.sign_out()
    expect(page).to_have_url(re.compile(f"/{language}$"))
    expect(form.masthead).not_to_contain_text(who.name)
    page.go_back()
    expect(page).to_have_url(re.compile(r"/sign-in\?next="))


@pytest.mark.allows_console("status of 422")
def test_wrong_password_is_refused_as_an_unknown_address_is(
    page: Page, language: str, candidate: Candidates
) -> None:
    who = candidate(signed_in=False)
    form = SignInPage(page, language).open()
    messages = []
    for email in (who.email, f"nobody.{language}@example.org"):
        form.sign_in(email, "un mot de passe faux 12")
        expect(form.summary).to_be_focused()
        expect(form.field("Adresse électronique")).to_have_value(email)
        expect(form.field("Mot de passe")).to_have_value("")
        messages.append(form.summary.inner_text())
    assert messages[0] == messages[1]


@pytest.mark.allows_console("status of 422")
def test_missing_fields_are_named(page: Page) -> None:
    form = SignInPage(page).open()
    form.sign_in("", "")
    expect(form.summary).to_be_focused()
    assert len(form.problems) == 2
    form.summary.get_by_role("link").last.click()
    expect(form.field("Mot de passe")).to_be_focused()


@pytest.mark.allows_console("status of 422", "status of 429")
def test_too_many_tries_have_to_wait(
    page: Page, language: str, candidate: Candidates, clock: Clock
) -> None:
    who = candidate(signed_in=False)
    form = SignInPage(page, language).open()
    for _try in range(5):
        form.sign_in(who.email, "un mot de passe faux 12")
        expect(form.summary).to_be_focused()
    form.sign_in(who.email)
    expect(form.summary).to_contain_text(re.compile(r"\b[1-3]?\d sec"))
    expect(page).to_have_url(re.compile("/sign-in$"))
    clock.move(timedelta(minutes=1))
    form.sign_in(who.email)
    expect(page).to_have_url(re.compile("/profile$"))


def test_candidate_goes_where_they_were_going(page: Page, candidate: Candidates) -> None:
    who = candidate(signed_in=False)
    SitePage(page).visit("/applications")
    form = SignInPage(page).ready()
    form.sign_in(who.email)
    expect(page).to_have_url(re.compile("/fr/applications$"))


@pytest.mark.parametrize("target", ["//evil.example", "https://evil.example/fr", "/fr/../evil\\"])
def test_candidate_is_never_sent_elsewhere(
    page: Page, candidate: Candidates, base_url: str, target: str
) -> None:
    who = candidate(signed_in=False)
    form = SignInPage(page).open(f"?next={target}")
    form.sign_in(who.email)
    expect(page).to_have_url(f"{base_url}/fr/profile")


@pytest.mark.allows_console("status of 410", "status of 422")
def test_candidate_chooses_a_new_password(
    page: Page, language: str, candidate: Candidates, mailbox: Mailbox
) -> None:
    who = candidate(signed_in=False)
    ForgotPasswordPage(page, language).open().ask(who.email)
    expect(SitePage(page, language).title).to_have_text(
        SitePage(page, language).t("Consultez votre messagerie")
    )
    mail = mailbox.wait_for(who.email)
    assert mail.language == language

    page.goto(mail.link)
    reset = ResetPasswordPage(page, language).ready()
    reset.save("court")
    expect(reset.summary).to_be_focused()
    reset.save(NEW_PASSWORD)
    form = SignInPage(page, language)
    expect(form.note).to_contain_text(form.t("Votre mot de passe a été changé. Connectez-vous."))
    form.sign_in(who.email)
    expect(form.summary).to_be_focused()
    form.sign_in(who.email, NEW_PASSWORD)
    expect(page).to_have_url(re.compile(f"/{language}/profile$"))

    response = page.goto(mail.link)
    assert response is not None
    assert response.status == 410


def test_forgotten_password_of_nobody_looks_the_same(page: Page, mailbox: Mailbox) -> None:
    form = ForgotPasswordPage(page).open()
    form.ask("nobody.at.all@example.org")
    expect(form.title).to_have_text(form.t("Consultez votre messagerie"))
    page.wait_for_timeout(1000)
    assert not mailbox.unread("nobody.at.all@example.org")


def test_ended_session_says_so_and_loses_nothing(
    page: Page, candidate: Candidates, clock: Clock
) -> None:
    who = candidate()
    step = PersonalPage(page).open()
    clock.move(timedelta(hours=13))
    step.field("Adresse").fill("14, rue de la Session")
    notice = page.get_by_role("alert").filter(has_text=step.t("Votre session a pris fin"))
    expect(notice).to_be_visible()
    notice.get_by_role("link", name=step.t("Se connecter")).click()
    form = SignInPage(page)
    expect(form.title).to_have_text(form.t("Se connecter"))
    form.sign_in(who.email)
    expect(page).to_have_url(re.compile("/fr/profile/personal$"))
    expect(step.field("Adresse")).to_have_value("14, rue de la Session")


def test_sign_in_after_the_end_leads_where_the_candidate_was_going(
    page: Page, candidate: Candidates, clock: Clock
) -> None:
    who = candidate()
    step = PersonalPage(page).open()
    clock.move(timedelta(hours=13))
    step.field("Adresse").fill("14, rue de la Session")
    notice = page.get_by_role("alert").filter(has_text=step.t("Votre session a pris fin"))
    expect(notice).to_be_visible()
    page.goto("/fr/profile/languages")
    form = SignInPage(page).ready()
    expect(notice).to_have_count(0)
    form.sign_in(who.email)
    expect(page).to_have_url(re.compile("/fr/profile/languages$"))


def test_next_person_at_a_shared_computer_finds_nothing(page: Page, candidate: Candidates) -> None:
    candidate(first_names="Awa")
    step = PersonalPage(page).open()
    step.field("Adresse").fill("Secret, rue de la Discrétion")
    expect(step.saved).to_be_visible()
    step.sign_out()
    expect(page).to_have_url(re.compile("/fr$"))
    kept = page.evaluate("JSON.stringify([{...sessionStorage}, {...localStorage}])")
    assert "Discrétion" not in kept
    assert "draft:" not in kept
    candidate(first_names="Kofi")
    step.open()
    expect(step.field("Prénom(s)")).to_have_value("Kofi")
    expect(step.field("Adresse")).to_have_value("")


def test_next_person_finds_nothing_of_a_session_that_had_ended(
    page: Page, candidate: Candidates, clock: Clock
) -> None:
    candidate(first_names="Awa")
    step = PersonalPage(page).open()
    clock.move(timedelta(hours=13))
    step.field("Adresse").fill("Secret, rue de la Discrétion")
    expect(page.get_by_text(step.t("Votre session a pris fin"))).to_be_visible()
    page.context.clear_cookies()
    candidate(first_names="Kofi")
    page.goto("/fr/profile")
    step.ready()
    assert "Discrétion" not in page.evaluate("JSON.stringify({...sessionStorage})")
