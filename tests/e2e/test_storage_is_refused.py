"""Cookies and storage that the browser refuses: what can be read is read, what needs them says so."""

import pytest
from playwright.sync_api import Page, expect

from ilojobs_app.core.i18n import _, use_language
from tests.e2e.candidates import Candidates
from tests.e2e.pages.profile_page import ExperiencePage, PersonalPage
from tests.e2e.pages.register_page import RegisterPage
from tests.e2e.pages.sign_in_page import SignInPage
from tests.e2e.pages.site_page import SitePage

READ = ("", "/vacancies", "/vacancies/1001", "/categories", "/categories/professional", "/faq")


def test_candidate_works_on_without_storage(broken_storage: Page, candidate: Candidates) -> None:
    candidate()
    step = PersonalPage(broken_storage).open()
    step.field("Ville").fill("Dakar")
    expect(step.saved).to_be_visible()
    step.main.get_by_role("link", name="Expérience hors BIT").first.click()
    expect(step.title).to_have_text("Expérience hors BIT")
    posts = ExperiencePage(broken_storage)
    posts.fill_in()
    posts.save()
    expect(posts.cards).to_have_count(1)
    posts.switch_language()
    expect(posts.cards).to_have_count(1)
    step.open()
    expect(step.field("Ville")).to_have_value("Dakar")


def test_visitor_reads_and_registers_without_storage(broken_storage: Page) -> None:
    site = SitePage(broken_storage)
    for address in READ:
        site.path = address
        site.open()
        expect(site.title).to_be_visible()
    form = RegisterPage(broken_storage).open()
    form.fill_in(email="no-storage@example.org")
    form.accept_statement()
    form.submit()
    expect(form.title).to_have_text("Consultez votre messagerie")


def test_storage_that_fills_up_meanwhile_loses_nothing(page: Page, candidate: Candidates) -> None:
    candidate()
    step = PersonalPage(page).open()
    page.evaluate(
        """() => { const write = (store, size) => { for (let n = 0; n < 20; n++) try {
            store.setItem("filled" + size + n, "x".repeat(size)); } catch { return; } };
        [5e6, 1e6, 1e5, 1e4, 1e3, 100, 10].forEach((size) => write(sessionStorage, size)); }"""
    )
    step.field("Ville").fill("Dakar")
    expect(step.saved).to_be_visible()
    step.switch_language()
    expect(step.field("Ville")).to_have_value("Dakar")


@pytest.mark.parametrize("path", READ)
def test_every_page_is_read_without_cookies(no_cookies: Page, language: str, path: str) -> None:
    complaints: list[str] = []
    no_cookies.on("pageerror", lambda error: complaints.append(str(error)))
    site = SitePage(no_cookies, language)
    site.path = path
    site.open()
    expect(site.title).to_be_visible()
    site.switch_language()
    expect(site.title).to_be_visible()
    assert not complaints


@pytest.mark.parametrize("path", ["/register", "/sign-in", "/profile/personal", "/apply/1001"])
def test_what_needs_cookies_says_so(no_cookies: Page, language: str, path: str) -> None:
    no_cookies.goto(f"/{language}{path}")
    with use_language(language):
        said = _("Votre navigateur refuse les cookies")
    expect(no_cookies.get_by_role("status").get_by_text(said)).to_be_visible()
    expect(no_cookies.get_by_role("heading", level=1)).to_be_visible()


def test_sign_in_without_cookies_says_why_it_fails(no_cookies: Page, candidate: Candidates) -> None:
    who = candidate(signed_in=False)
    form = SignInPage(no_cookies).open()
    form.sign_in(who.email, who.password)
    said = no_cookies.get_by_role("status").get_by_text("Votre navigateur refuse les cookies")
    expect(said).to_be_visible()


def test_nothing_is_said_where_cookies_are_taken(page: Page, language: str) -> None:
    form = SignInPage(page, language).open()
    expect(form.page.get_by_text(form.t("Votre navigateur refuse les cookies"))).to_have_count(0)
