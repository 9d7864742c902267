"""A saved profile that is being changed stays in force, and one can go back to it (R8)."""

from playwright.sync_api import Page, expect

from tests.e2e.candidates import Candidates
from tests.e2e.pages.profile_page import PersonalPage, SummaryPage

CHANGED = "Vos modifications ne sont pas encore enregistrées"


def test_changes_are_announced_and_abandoned(
    page: Page, language: str, candidate: Candidates
) -> None:
    candidate(profile="complete")
    summary = SummaryPage(page, language).open()
    expect(summary.main.get_by_text(summary.t(CHANGED))).to_have_count(0)
    step = PersonalPage(page, language).open()
    expect(step.field("Ville")).to_have_value("Dakar")
    step.field("Ville").fill("Thiès")
    expect(step.saved).to_be_visible()

    summary.open()
    expect(summary.main).to_contain_text("Thiès")
    expect(summary.main.get_by_role("heading", name=summary.t(CHANGED))).to_be_visible()
    summary.main.get_by_text(summary.t("Abandonner les modifications")).click()
    summary.press("Revenir au profil enregistré")
    summary.ready()
    words = "Modifications abandonnées : voici votre profil enregistré."
    expect(summary.main.get_by_text(summary.t(words))).to_be_visible()
    expect(summary.main).not_to_contain_text("Thiès")
    step.open()
    expect(step.field("Ville")).to_have_value("Dakar")


def test_what_another_device_has_kept_meanwhile_is_shown_before_it_is_abandoned(
    page: Page, second_device: Page, language: str, candidate: Candidates
) -> None:
    who = candidate(profile="complete")
    candidate.sign_in(who, second_device.context)
    step, elsewhere = PersonalPage(page, language).open(), PersonalPage(second_device, language)
    # Who types before the page knows what is kept has to choose between two versions.
    expect(step.field("Ville")).to_have_value("Dakar")
    step.field("Ville").fill("Thiès")
    expect(step.saved).to_be_visible()
    summary = SummaryPage(page, language).open()
    expect(summary.main).to_contain_text("Thiès")
    expect(elsewhere.open().field("Ville")).to_have_value("Thiès")
    elsewhere.field("Ville").fill("Saint-Louis")
    expect(elsewhere.saved).to_be_visible()

    summary.main.get_by_text(summary.t("Abandonner les modifications")).click()
    summary.press("Revenir au profil enregistré")
    summary.ready()
    words = "Votre profil a changé sur un autre appareil. Relisez-le : rien n'a été abandonné."
    expect(summary.main.get_by_role("alert")).to_contain_text(summary.t(words))
    expect(summary.main).to_contain_text("Saint-Louis")


def test_a_change_that_is_taken_back_is_no_change(page: Page, candidate: Candidates) -> None:
    candidate(profile="complete")
    step = PersonalPage(page).open()
    for city in ("Thiès", "Dakar"):
        step.field("Ville").fill(city)
        step.field("Ville").press("Tab")
        expect(step.saved).to_be_visible()
    summary = SummaryPage(page).open()
    expect(summary.main.get_by_role("heading", level=2).first).to_be_visible()
    expect(summary.main.get_by_text(summary.t(CHANGED))).to_have_count(0)


def test_the_summary_after_the_last_step_is_not_an_old_one(
    page: Page, candidate: Candidates
) -> None:
    candidate(profile="complete")
    summary = SummaryPage(page).open()
    summary.main.get_by_role("link", name="Modifier Données personnelles").click()
    step = PersonalPage(page).ready()
    expect(step.field("Ville")).to_have_value("Dakar")
    step.field("Ville").fill("Thiès")
    expect(step.saved).to_be_visible()
    page.go_back()
    expect(summary.main).to_contain_text("Thiès")
