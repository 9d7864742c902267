"""Everything is reached and done with the keyboard alone, and one sees where one is."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.candidates import Candidates
from tests.e2e.mailbox import Mailbox
from tests.e2e.pages.apply_page import ApplicationPage, ApplyPage
from tests.e2e.pages.profile_page import ExperiencePage
from tests.e2e.pages.register_page import RegisterPage
from tests.e2e.pages.sign_in_page import SignInPage
from tests.e2e.pages.site_page import SitePage
from tests.factories.accounts import PASSWORD

STOPS_AT_MOST = 80
SHOWN = """() => {
    const at = document.activeElement;
    if (!at || at === document.body) return "nothing";
    // A checkbox may show its focus on the label that covers it.
    const shown = [at, at.nextElementSibling, at.parentElement].filter(Boolean).some((one) =>
        [undefined, "::before", "::after"].some((part) => {
            const style = getComputedStyle(one, part);
            return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0)
                || style.boxShadow !== "none";
        }));
    return shown ? "" : at.outerHTML.slice(0, 120);
}"""


def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until the target has the focus."""
    for _stop in range(STOPS_AT_MOST):
        if target.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{target} is not reached with Tab")


def test_skip_link_leads_past_the_masthead(page: Page, language: str) -> None:
    site = SitePage(page, language).open()
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name=site.t("Aller au contenu principal"))
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert site.main.locator(":focus").count() == 1


def test_visitor_registers_with_the_keyboard(page: Page, language: str, mailbox: Mailbox) -> None:
    email = f"keyboard.{language}@example.org"
    form = RegisterPage(page, language).open()
    for label, text in (
        ("Prénom(s)", "Aïssata"),
        ("Nom de famille", "Diallo"),
        ("Adresse électronique", email),
        ("Mot de passe", PASSWORD),
    ):
        tab_to(page, form.field(label))
        page.keyboard.insert_text(text)
    country = form.field("Pays/Territoire de résidence")
    tab_to(page, country)
    page.keyboard.type("Togo")
    expect(country).to_have_value("TG")
    tab_to(page, form.main.get_by_role("checkbox").first)
    page.keyboard.press("Space")
    expect(form.main.get_by_role("checkbox").first).not_to_be_checked()
    tab_to(page, form.button("Lire la déclaration de confidentialité"))
    page.keyboard.press("Enter")
    expect(form.dialog.get_by_role("heading", level=2)).to_be_focused()
    tab_to(page, form.dialog.get_by_role("button", name=form.t("Accepter")))
    page.keyboard.press("Enter")
    expect(form.consent).to_have_text(form.t("Déclaration acceptée"))
    expect(form.button("Lire la déclaration de confidentialité")).to_be_focused()
    tab_to(page, form.main.get_by_role("button", name=form.t("Créer un compte")))
    page.keyboard.press("Enter")
    expect(form.title).to_have_text(form.t("Consultez votre messagerie"))
    assert mailbox.wait_for(email).link


def test_candidate_signs_in_and_out_with_the_keyboard(
    page: Page, language: str, candidate: Candidates
) -> None:
    who = candidate(signed_in=False)
    form = SignInPage(page, language).open()
    tab_to(page, form.field("Adresse électronique"))
    page.keyboard.insert_text(who.email)
    tab_to(page, form.field("Mot de passe"))
    page.keyboard.insert_text(who.password)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"/{language}/profile$"))
    form.ready()
    menu = form.masthead.get_by_role("button", name=form.t("Mon espace –"))
    tab_to(page, menu)
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    expect(menu).to_be_focused()
    expect(menu).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Enter")
    tab_to(page, form.masthead.get_by_role("button", name=form.t("Se déconnecter")))
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"/{language}$"))


def test_focus_stays_where_entries_come_and_go(
    page: Page, language: str, candidate: Candidates
) -> None:
    candidate(profile="complete")
    step = ExperiencePage(page, language).open()
    title = step.cards.get_by_role("heading", level=3)
    tab_to(page, step.cards.get_by_role("button", name=step.t("Supprimer")))
    page.keyboard.press("Enter")
    undo = step.main.get_by_role("button", name=re.compile(step.t("Annuler")))
    expect(undo).to_be_focused()
    page.keyboard.press("Enter")
    expect(title).to_be_focused()
    tab_to(page, step.cards.get_by_role("button", name=step.t("Modifier")))
    page.keyboard.press("Enter")
    expect(step.main.get_by_role("form").get_by_role("heading", level=2)).to_be_focused()
    tab_to(page, step.button("Enregistrer cet emploi"))
    page.keyboard.press("Enter")
    expect(step.button("Ajouter un autre emploi")).to_be_focused()


def test_candidate_applies_with_the_keyboard(
    page: Page, language: str, candidate: Candidates
) -> None:
    candidate(profile="complete")
    form = ApplyPage(page, language, 1001).open()
    tab_to(page, form.letter)
    page.keyboard.insert_text("Madame, Monsieur,")
    question = form.group(
        "Êtes-vous membre du personnel du BIT en détachement à l'extérieur du BIT ?"
    )
    tab_to(page, question.get_by_role("radio").first)
    page.keyboard.press("Space")
    tab_to(page, form.submit_button)
    page.keyboard.press("Enter")
    expect(ApplicationPage(page, language).notice_of_submission).to_be_focused()


@pytest.mark.parametrize(
    "path",
    ["", "/vacancies", "/vacancies/1001", "/register", "/profile/personal", "/profile/education",
     "/apply/1001"],
)  # fmt: skip
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_focus_is_seen_at_every_stop(
    page: Page, candidate: Candidates, path: str, scheme: str
) -> None:
    if path.startswith(("/profile", "/apply")):
        candidate(profile="complete")
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    site = SitePage(page)
    site.path = path
    site.open()
    unseen = []
    for _stop in range(STOPS_AT_MOST):
        page.keyboard.press("Tab")
        found = page.evaluate(SHOWN)
        if found == "nothing":
            break
        if found:
            unseen.append(found)
    assert not unseen
