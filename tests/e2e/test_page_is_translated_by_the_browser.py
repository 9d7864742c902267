"""Chrome's translation takes the texts of a page away: the page stays, and what changes is seen."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from ilojobs_app.accounts.models import Account
from ilojobs_app.alerts.criteria import AlertCriteria
from ilojobs_app.alerts.models import Frequency
from tests.e2e.candidates import Candidates
from tests.e2e.hardships import translate
from tests.e2e.pages.alerts_page import AlertsPage, CategoryPage
from tests.e2e.pages.apply_page import ApplyPage
from tests.e2e.pages.profile_page import EducationPage, ExperiencePage, PersonalPage
from tests.e2e.pages.register_page import RegisterPage
from tests.e2e.server import Clock, Server
from tests.factories.alerts import make_alert

LETTER_MAX = 3000
LINE_LOST = ("ERR_INTERNET_DISCONNECTED", "[Ww]eb[Ss]ocket")


def counter(page: Page) -> str:
    """Give what the counter of a text shows."""
    return page.locator(".counter").first.inner_text().replace("\u00a0", " ")


def is_translated(page: Page) -> bool:
    """Say whether the translator is at work."""
    return page.locator("main font").count() > 0


def test_letter_over_its_limit_is_counted_refused_and_mended(
    translated: Page, candidate: Candidates, open_vacancy: Callable[..., int]
) -> None:
    candidate(profile="complete")
    form = ApplyPage(translated, "fr", open_vacancy(closes_in=timedelta(days=5))).open()
    form.write_letter("Madame,")
    expect(translated.locator(".counter").first).to_contain_text("7 / ")
    assert is_translated(translated)
    form.letter.press_sequentially(" Monsieur,")
    expect(translated.locator(".counter").first).to_contain_text("17 / ")
    expect(form.saved).to_be_visible()
    form.letter.fill("a" * 9000)
    expect(translated.locator(".counter").first).to_contain_text("en trop")
    form.is_seconded("Non")
    form.submit()
    expect(form.summary).to_be_focused()
    form.letter.fill("Madame, Monsieur,")
    expect(translated.locator(".counter").first).to_contain_text("17 / ")
    expect(translated.locator(".counter").first).not_to_contain_text("en trop")
    form.submit()
    expect(translated).to_have_url(re.compile("/applications/"))


def test_errors_come_and_go_with_their_fields(translated: Page, candidate: Candidates) -> None:
    candidate()
    step = PersonalPage(translated).open()
    step.go_on()
    expect(step.summary).to_be_focused()
    before = len(step.problems)
    expect(step.error_of("Ville")).to_contain_text("Indiquez votre ville")
    step.field("Ville").fill("Dakar")
    expect(step.summary.get_by_role("listitem")).to_have_count(before - 1)
    expect(step.main.get_by_text("Indiquez votre ville")).to_have_count(0)
    expect(step.saved).to_be_visible()
    # The heading counts: the new number is read, not the old one.
    expect(step.summary.get_by_role("heading")).to_contain_text(str(before - 1))


def test_entries_are_added_removed_and_brought_back(
    translated: Page, candidate: Candidates
) -> None:
    candidate()
    step = ExperiencePage(translated).open()
    step.save()
    expect(step.summary).to_be_focused()
    step.fill_in()
    step.save()
    expect(step.cards).to_have_count(1)
    step.change(step.cards, "Supprimer")
    expect(step.cards).to_have_count(0)
    step.press("Annuler la suppression de Cheffe de projet")
    expect(step.cards).to_have_count(1)
    step.change(step.cards, "Modifier")
    step.field("Intitulé du poste").fill("Directrice")
    step.save()
    expect(step.cards).to_contain_text("Directrice")
    step.tick("Je n'ai pas d'expérience professionnelle")
    expect(step.cards).to_have_count(0)


def test_institution_is_found_and_chosen(translated: Page, candidate: Candidates) -> None:
    candidate()
    step = EducationPage(translated).open()
    step.choose("Pays de l'établissement", "CH")
    step.institution().press_sequentially("genev", delay=40)
    expect(step.options().filter(has_text="Université de Genève").first).to_be_visible()
    step.institution().press_sequentially("e", delay=40)
    step.institution().press("Escape")
    step.institution().fill("laus")
    step.options().filter(has_text="Lausanne").first.click()
    expect(step.institution()).to_have_value(re.compile("Lausanne"))


def test_registration_reads_the_statement_and_succeeds(translated: Page) -> None:
    form = RegisterPage(translated).open()
    form.submit()
    expect(form.summary).to_be_focused()
    form.fill_in(email="translated@example.org")
    form.read_statement()
    form.answer("Refuser")
    expect(form.consent).to_contain_text("refusée")
    form.accept_statement()
    form.submit()
    expect(form.title).to_have_text("Consultez votre messagerie")
    form.press("Corriger l'adresse")
    expect(form.title).to_have_text("Créer un compte")


def test_alerts_change_pause_go_and_come_back(
    translated: Page, server: Server, clock: Clock, candidate: Candidates
) -> None:
    who = candidate()
    with server.transaction() as session:
        account = session.get(Account, who.account_id)
        for category in ("professional", "internships"):
            criteria = AlertCriteria(category=category)
            values = {"criteria": criteria, "frequency": Frequency.WEEKLY}
            make_alert(session, clock.now(), account=account, **values)
    alerts = AlertsPage(translated).open()
    expect(alerts.cards).to_have_count(2)
    card = alerts.cards.first
    card.get_by_role("button", name="Suspendre").click()
    expect(card).to_contain_text("Suspendue")
    card.get_by_role("button", name="Reprendre").click()
    expect(card).not_to_contain_text("Suspendue")
    card.get_by_label("Fréquence").select_option("daily")
    expect(card.get_by_label("Jour")).to_have_count(0)
    card.get_by_role("button", name="Supprimer").click()
    expect(alerts.cards).to_have_count(1)
    translated.get_by_role("button", name="Annuler la suppression").click()
    expect(alerts.cards).to_have_count(2)


def test_preview_of_an_alert_follows_its_form(translated: Page, candidate: Candidates) -> None:
    candidate()
    category = CategoryPage(translated).open()
    before = category.preview.first.inner_text()
    category.choose_frequency("Chaque mois")
    expect(category.preview.first).not_to_have_text(before)


@pytest.mark.allows_console(*LINE_LOST)
def test_pages_steps_languages_and_a_lost_line(
    translated: Page, context: BrowserContext, candidate: Candidates
) -> None:
    candidate()
    step = PersonalPage(translated).open()
    step.field("Ville").fill("Dakar")
    expect(step.saved).to_contain_text("Enregistré")
    context.set_offline(True)
    expect(translated.locator(".netbar")).to_contain_text("Connexion perdue")
    context.set_offline(False)
    expect(translated.locator(".netbar")).to_have_count(0)
    step.main.get_by_role("link", name="Langues").first.click()
    expect(step.title).to_have_text("Langues")
    step.switch_language()
    expect(step.title).to_have_text("Languages")
    step.masthead.get_by_role("link", name="Vacancies").click()
    expect(step.title).to_contain_text("Vacancies")
    translated.go_back()
    expect(step.title).to_have_text("Languages")
    assert is_translated(translated)


@pytest.mark.parametrize("way", ["replaced", "inserted", "appended"])
@pytest.mark.parametrize("begins", ["DOMContentLoaded", "load"])
@pytest.mark.allows_console("#418", "hydrat")
def test_no_moment_of_translation_takes_the_page_away(page: Page, way: str, begins: str) -> None:
    translate(page, way, begins)
    form = RegisterPage(page).open()
    form.submit()
    expect(form.summary).to_be_focused()
    form.field("Prénom(s)").fill("Aïssata")
    form.fill_in(email="early@example.org")
    form.accept_statement()
    form.submit()
    expect(form.title).to_have_text("Consultez votre messagerie")
