"""Registration (R3 to R6): the order of the statement, what is refused, and what nobody learns."""

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e.candidates import Candidates
from tests.e2e.mailbox import Mailbox
from tests.e2e.pages.register_page import RegisterPage
from tests.e2e.pages.sign_in_page import SignInPage
from tests.factories.accounts import PASSWORD


def test_empty_form_is_refused_with_a_summary_that_takes_the_focus(
    page: Page, language: str
) -> None:
    form = RegisterPage(page, language).open()
    form.field("Prénom(s)").fill("Aïssata")
    form.submit()
    expect(form.summary).to_be_focused()
    expect(page).to_have_title(re.compile(f"^{re.escape(form.t('Erreur : ').strip())}"))
    expect(form.field("Prénom(s)")).to_have_value("Aïssata")
    expect(form.field("Nom de famille")).to_have_attribute("aria-invalid", "true")
    assert len(form.problems) == 5
    form.summary.get_by_role("link").first.click()
    expect(form.field("Nom de famille")).to_be_focused()


def test_correcting_what_was_refused_is_enough(page: Page, mailbox: Mailbox) -> None:
    email = "corrected@example.org"
    form = RegisterPage(page).open()
    form.fill_in(email="not-an-address", password="azerty")
    form.accept_statement()
    form.submit()
    expect(form.summary).to_be_focused()
    assert len(form.problems) == 2
    expect(form.consent).to_have_text(form.t("Déclaration acceptée"))
    form.field("Adresse électronique").fill(email)
    form.field("Mot de passe").fill(PASSWORD)
    form.submit()
    expect(form.title).to_have_text(form.t("Consultez votre messagerie"))
    assert mailbox.wait_for(email).link


def test_statement_needs_a_country_first(page: Page) -> None:
    form = RegisterPage(page).open()
    form.read_statement()
    expect(form.summary).to_be_focused()
    expect(form.dialog).to_be_hidden()
    expect(form.field("Pays/Territoire de résidence")).to_have_attribute("aria-invalid", "true")


def test_account_needs_the_statement_accepted(page: Page) -> None:
    form = RegisterPage(page).open()
    form.fill_in(email="unread@example.org")
    form.submit()
    expect(form.summary).to_be_focused()
    assert len(form.problems) == 1
    expect(form.group("Conditions d'utilisation").locator(".error-msg")).to_be_visible()


def test_escape_neither_accepts_nor_declines(page: Page, language: str) -> None:
    form = RegisterPage(page, language).open()
    form.fill_in(email="escape@example.org")
    form.read_statement()
    expect(form.dialog.get_by_role("heading", level=2)).to_be_focused()
    page.keyboard.press("Escape")
    expect(form.dialog).to_be_hidden()
    expect(form.button("Lire la déclaration de confidentialité")).to_be_focused()
    expect(form.consent).to_have_text(form.t("À lire et accepter"))
    form.read_statement()
    form.answer("Fermer sans choisir")
    expect(form.consent).to_have_text(form.t("À lire et accepter"))
    form.accept_statement()


def test_declined_statement_makes_no_account(page: Page, language: str, mailbox: Mailbox) -> None:
    form = RegisterPage(page, language).open()
    form.fill_in(email=f"declined.{language}@example.org")
    form.read_statement()
    form.answer("Refuser")
    expect(form.consent).to_have_text(
        form.t("Déclaration refusée : le compte ne peut pas être créé")
    )
    form.submit()
    expect(form.summary).to_be_focused()
    assert not mailbox.unread(f"declined.{language}@example.org")


def test_another_country_cancels_the_acceptance(page: Page, language: str) -> None:
    form = RegisterPage(page, language).open()
    form.fill_in(email="moved@example.org", country="SN")
    form.accept_statement()
    form.choose("Pays/Territoire de résidence", "CI")
    expect(form.consent).to_have_text(form.t("Le pays a changé : à lire et accepter de nouveau"))
    form.submit()
    expect(form.summary).to_be_focused()
    form.read_statement()
    expect(form.dialog).to_contain_text("Côte d’Ivoire")


def test_known_address_looks_the_same_and_its_owner_is_told(
    page: Page, candidate: Candidates, mailbox: Mailbox
) -> None:
    known = candidate(signed_in=False)
    form = RegisterPage(page).open()
    form.fill_in(email=known.email)
    form.accept_statement()
    form.submit()
    expect(form.title).to_have_text(form.t("Consultez votre messagerie"))
    expect(form.main).to_contain_text(known.email)
    assert "déjà un compte" in mailbox.wait_for(known.email).subject


def test_link_opened_in_another_browser_asks_for_the_password(
    page: Page, mailbox: Mailbox, language: str, new_context: type[BrowserContext]
) -> None:
    email = f"two.browsers.{language}@example.org"
    form = RegisterPage(page, language).open()
    form.fill_in(email=email)
    form.accept_statement()
    form.submit()
    link = mailbox.wait_for(email).link

    elsewhere = SignInPage(new_context().new_page(), language)
    elsewhere.page.goto(link)
    elsewhere.page.get_by_label(elsewhere.t("Nouveau mot de passe")).fill(
        "une phrase à moi 31 fois"
    )
    elsewhere.press("Confirmer mon adresse")
    expect(elsewhere.page).to_have_url(re.compile(f"/{language}/profile$"))
    # What was typed when registering opens nothing.
    third = SignInPage(new_context().new_page(), language).open()
    third.sign_in(email)
    expect(third.summary).to_contain_text(third.t("La connexion n'a pas abouti"))


@pytest.mark.allows_console("status of 410")
def test_link_serves_once(page: Page, mailbox: Mailbox) -> None:
    email = "once@example.org"
    form = RegisterPage(page).open()
    form.fill_in(email=email)
    form.accept_statement()
    form.submit()
    link = mailbox.wait_for(email).link
    page.goto(link)
    expect(page).to_have_url(re.compile("/fr/profile$"))
    response = page.goto(link)
    assert response is not None
    assert response.status == 410


def test_password_can_be_shown(page: Page) -> None:
    form = RegisterPage(page).open()
    form.field("Mot de passe").fill(PASSWORD)
    form.press("Afficher")
    expect(form.field("Mot de passe")).to_have_attribute("type", "text")
