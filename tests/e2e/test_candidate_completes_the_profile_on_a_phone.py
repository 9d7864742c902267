"""The whole profile on a phone, in both languages, over a session that ends in the middle."""

import re
import unicodedata

import pytest
from playwright.sync_api import Page, expect
from sqlmodel import col, delete

from ilojobs_app.accounts.models import AccountSession
from ilojobs_app.profile.service import complete_profile
from tests.e2e.candidates import Candidate, Candidates
from tests.e2e.pages.profile_page import ExperiencePage, LanguagesPage
from tests.e2e.pages.sign_in_page import SignInPage
from tests.e2e.profile_steps import complete, profile_steps
from tests.e2e.server import Server

ENDED = "Votre session a pris fin"
# As a Mac's keyboard or a PDF may give it: each accent a character of its own.
TITLE = "Économiste, égalité et intégration"


@pytest.fixture
def browser_context_args(browser_context_args: dict[str, object]) -> dict[str, object]:
    return {**browser_context_args, "viewport": {"width": 390, "height": 844}, "has_touch": True}


def test_whole_profile_on_a_phone(
    page: Page, language: str, server: Server, candidate: Candidates
) -> None:
    person = candidate()
    page.goto(f"/{language}/profile/personal")
    for step in profile_steps(page, language):
        if isinstance(step, ExperiencePage):
            step.field("Intitulé du poste").fill(unicodedata.normalize("NFD", TITLE))
            expect(step.saved).to_be_visible()
        if isinstance(step, LanguagesPage):
            lose_the_session(page, server, person, step)
        complete(step)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390

    with server.transaction() as session:
        profile = complete_profile(session, account_id=person.account_id)
    assert profile is not None
    assert profile.data["languages"]["mother_tongue"] == "fr"


def lose_the_session(page: Page, server: Server, person: Candidate, step: LanguagesPage) -> None:
    """End the session while somebody types; sign in again by the notice, and find what was typed."""
    step.open()  # else what the page still asks for on arriving would lead to the sign-in page
    with server.transaction() as session:
        own = col(AccountSession.account_id) == person.account_id
        session.exec(delete(AccountSession).where(own))
    step.choose("Langue maternelle", "wo")
    expect(page.get_by_role("heading", name=step.t(ENDED))).to_be_visible()
    page.get_by_role("alert").get_by_role("link", name=step.t("Se connecter")).click()
    SignInPage(page, step.language).ready().sign_in(person.email)
    expect(page).to_have_url(re.compile("/profile/languages$"))
    step.ready()
    expect(step.field("Langue maternelle")).to_have_value("wo")
    expect(step.saved).to_be_visible()


def test_decomposed_accents_are_kept_as_the_letters_that_they_are(
    page: Page, candidate: Candidates
) -> None:
    candidate()
    step = ExperiencePage(page).open()
    typed = unicodedata.normalize("NFD", TITLE)
    assert typed != TITLE
    step.field("Intitulé du poste").fill(typed)
    step.field("Tâches principales").fill(unicodedata.normalize("NFD", "é" * 1990))
    expect(step.main.locator("#main_duties-c")).to_have_attribute("data-state", "near")
    expect(step.saved).to_be_visible()
    page.reload()
    step.ready()
    step.change(step.cards, "Modifier")
    expect(step.field("Intitulé du poste")).to_have_value(TITLE)
