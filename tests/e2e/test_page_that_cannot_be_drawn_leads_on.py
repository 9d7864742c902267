"""The last resort: what cannot be drawn says so in both languages, without a trace, with ways on."""

import pytest
from playwright.sync_api import Page, expect

from ilojobs_app.core.i18n import _, use_language
from tests.e2e.candidates import Candidates
from tests.e2e.pages.profile_page import PersonalPage

TYPED = "12 rue des Manguiers"
# A component fails while it is put on the page: whatever brings a summary of errors.
BREAK = """(typed) => ["appendChild", "insertBefore"].forEach((name) => {
    const original = Node.prototype[name];
    Node.prototype[name] = function (...given) {
        if (given[0].matches?.(".error-summary")) throw new Error("broken on purpose: " + typed);
        return original.apply(this, given);
    };
})"""


@pytest.fixture
def broken(page: Page, language: str, candidate: Candidates) -> PersonalPage:
    """Give a step of the profile that could not draw its errors."""
    candidate()
    step = PersonalPage(page, language).open()
    step.field("Adresse").fill(TYPED)
    expect(step.saved).to_be_visible()
    page.evaluate(BREAK, TYPED)
    step.go_on()
    return step


@pytest.mark.allows_console("broken on purpose", "error occurred", "Minified React error")
def test_what_cannot_be_drawn_is_said_in_both_languages_without_a_trace(
    page: Page, language: str, broken: PersonalPage
) -> None:
    expect(broken.title).to_have_text(broken.t("Cette page a rencontré une panne"))
    expect(broken.title).to_be_focused()
    for tongue in ("fr", "en"):
        with use_language(tongue):
            own = page.locator(f"main [lang={tongue}]")
            expect(own).to_contain_text(_("Cette page a rencontré une panne"))
    for trace in ("broken on purpose", TYPED, "Error:", ".js:", "An error occurred"):
        assert trace not in page.locator("body").inner_text()


@pytest.mark.allows_console("broken on purpose", "error occurred", "Minified React error")
def test_what_was_typed_is_there_after_loading_again(page: Page, broken: PersonalPage) -> None:
    expect(broken.title).to_be_focused()
    page.get_by_role("button", name=broken.t("Recharger la page"), exact=True).click()
    expect(broken.field("Adresse")).to_have_value(TYPED)


@pytest.mark.allows_console("broken on purpose", "error occurred", "Minified React error")
def test_home_is_one_link_away(page: Page, language: str, broken: PersonalPage) -> None:
    page.get_by_role("link", name=broken.t("Aller à l'accueil"), exact=True).click()
    page.wait_for_url(f"**/{language}")
