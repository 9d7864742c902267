"""Another country of residence, on Options > Compte (R4)."""

from playwright.sync_api import Page, expect
from sqlmodel import select

from ilojobs_app.accounts.models import Account
from ilojobs_app.consent.models import Consent
from tests.e2e.candidates import Candidates
from tests.e2e.pages.profile_page import PersonalPage
from tests.e2e.pages.residence_page import ResidencePage
from tests.e2e.server import Server


def stored(server: Server, account_id: int) -> tuple[str, int]:
    """Give the account's country, and how many proofs are kept for France."""
    with server.transaction() as session:
        proofs = session.exec(
            select(Consent).where(Consent.account_id == account_id, Consent.country == "FR")
        ).all()
        return session.get_one(Account, account_id).country, len(proofs)


def test_country_changes_once_its_statement_is_accepted(
    page: Page, language: str, candidate: Candidates, server: Server
) -> None:
    who = candidate(profile="complete")
    form = ResidencePage(page, language).open()
    expect(form.country).to_have_value("SN")
    expect(form.consent).to_have_text(form.t("Déclaration acceptée pour votre pays actuel"))
    form.country.select_option("FR")
    expect(form.consent).to_have_text(form.t("À lire et accepter"))
    form.submit()
    expect(form.summary).to_be_focused()
    assert stored(server, who.account_id) == ("SN", 0)
    form.accept_statement()
    form.submit()
    changed = form.t("Votre pays ou territoire de résidence a été changé.")
    expect(form.main.get_by_text(changed)).to_be_visible()
    assert stored(server, who.account_id) == ("FR", 1)
    form.open()
    expect(form.country).to_have_value("FR")
    expect(PersonalPage(page, language).open().main).to_contain_text("France")


def test_escape_and_declining_change_no_country(
    page: Page, language: str, candidate: Candidates, server: Server
) -> None:
    who = candidate()
    form = ResidencePage(page, language).open()
    expect(form.country).to_have_value("SN")
    form.country.select_option("FR")
    expect(form.consent).to_have_text(form.t("À lire et accepter"))
    read = form.button("Lire la déclaration de confidentialité")
    read.focus()
    page.keyboard.press("Enter")
    expect(form.dialog.get_by_role("heading", level=2)).to_be_focused()
    page.keyboard.press("Escape")
    expect(form.dialog).to_be_hidden()
    expect(read).to_be_focused()
    expect(form.consent).to_have_text(form.t("À lire et accepter"))
    form.read_statement()
    form.answer("Refuser")
    expect(form.consent).to_have_text(form.t("Déclaration refusée : le pays ne change pas"))
    form.submit()
    expect(form.summary).to_be_focused()
    assert stored(server, who.account_id) == ("SN", 0)
