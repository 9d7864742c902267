"""One candidate, two browsers, one draft: what both changed is shown twice, and chosen by field."""

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.e2e.candidates import Candidate, Candidates
from tests.e2e.pages.profile_page import (
    EducationPage,
    ExperiencePage,
    PersonalPage,
    ProfileStepPage,
    SummaryPage,
)
from tests.factories.profile import degree

OTHER = "Version enregistrée entre-temps, sur un autre appareil ou dans un autre onglet :"
MINE = "Garder ma saisie"
THEIRS = "Prendre l'autre version"


def sign_in_on(page: Page, candidate: Candidate, candidates: Candidates) -> None:
    candidates.sign_in(candidate, page.context)


def choice(step: ProfileStepPage, label: str) -> Locator:
    name = step.t("Deux versions : %(field)s") % {"field": step.t(label)}
    return step.main.get_by_role("group", name=name, exact=True)


def take(step: ProfileStepPage, label: str, button: str) -> None:
    choice(step, label).get_by_role("button", name=step.t(button)).click()


def open_post(step: ProfileStepPage) -> None:
    step.open()
    step.change(step.cards, "Modifier")


def test_each_version_of_a_field_is_shown_and_one_is_chosen(
    page: Page, second_device: Page, language: str, candidate: Candidates
) -> None:
    sign_in_on(second_device, candidate(profile="draft"), candidate)
    here, there = ExperiencePage(page, language), ExperiencePage(second_device, language)
    open_post(here)
    open_post(there)
    there.field("Tâches principales").fill("Version\ndu téléphone.")
    there.field("Ville").fill("Thiès")
    expect(there.saved).to_be_visible()

    here.field("Tâches principales").fill("Version du bureau.")
    here.field("Employeur").fill("Agence nationale")
    expect(choice(here, "Tâches principales")).to_contain_text(here.t(OTHER))
    expect(choice(here, "Tâches principales")).to_contain_text("du téléphone.")
    expect(here.autosave).to_contain_text(here.t("Deux versions : choisissez"))
    expect(here.field("Tâches principales")).to_have_value("Version du bureau.")
    # What only one of them changed is merged without a word.
    expect(choice(here, "Ville")).to_have_count(0)

    here.save()
    expect(here.summary).to_be_focused()
    expect(here.summary).to_contain_text(here.t("Choisissez la version à garder.")[1:])
    take(here, "Tâches principales", THEIRS)
    expect(here.field("Tâches principales")).to_have_value("Version\ndu téléphone.")
    expect(here.field("Tâches principales")).to_be_focused()
    expect(choice(here, "Tâches principales")).to_have_count(0)

    there.field("Tâches principales").fill("Troisième version.")
    expect(there.saved).to_be_visible()
    here.field("Tâches principales").fill("Version gardée.")
    expect(choice(here, "Tâches principales")).to_contain_text("Troisième version.")
    take(here, "Tâches principales", MINE)
    expect(here.saved).to_be_visible()
    page.reload()
    here.ready()
    expect(here.field("Tâches principales")).to_have_value("Version gardée.")
    expect(here.field("Employeur")).to_have_value("Agence nationale")
    expect(here.field("Ville")).to_have_value("Thiès")


def test_a_choice_stays_open_over_a_reload_and_loses_neither(
    page: Page, second_device: Page, candidate: Candidates
) -> None:
    sign_in_on(second_device, candidate(), candidate)
    here, there = PersonalPage(page).open(), PersonalPage(second_device).open()
    there.field("Adresse").fill("Adresse du téléphone")
    expect(there.saved).to_be_visible()
    here.field("Adresse").fill("Adresse du bureau")
    expect(choice(here, "Adresse")).to_contain_text("Adresse du téléphone")
    page.reload()
    expect(choice(here, "Adresse")).to_contain_text("Adresse du téléphone")
    expect(here.field("Adresse")).to_have_value("Adresse du bureau")
    # The other device goes on; it has not been asked, and is not.
    there.field("Ville").fill("Dakar")
    expect(there.saved).to_be_visible()
    take(here, "Adresse", MINE)
    expect(here.saved).to_be_visible()
    second_device.reload()
    expect(there.field("Adresse")).to_have_value("Adresse du bureau")


def test_an_institution_of_another_country_comes_whole(
    page: Page, second_device: Page, candidate: Candidates
) -> None:
    steps = {"education": {"degrees": [degree(country="FR", institution="other")]}}
    sign_in_on(second_device, candidate(profile="draft", steps=steps), candidate)
    here, there = EducationPage(page), EducationPage(second_device)
    open_post(here)
    open_post(there)
    there.choose("Pays de l'établissement", "CH")
    there.choose_institution("Genève", "Université de Genève")
    expect(there.saved).to_be_visible()

    here.choose("Pays de l'établissement", "SN")
    here.choose_institution("Cheikh", "Cheikh Anta Diop")
    expect(choice(here, "Établissement")).to_contain_text("Université de Genève")
    take(here, "Établissement", THEIRS)
    take(here, "Pays de l'établissement", THEIRS)
    expect(here.institution()).to_have_value("Université de Genève, Genève")
    expect(here.field("Pays de l'établissement")).to_have_value("CH")
    expect(here.saved).to_be_visible()


@pytest.mark.allows_console("ERR_INTERNET_DISCONNECTED", "ERR_CONNECTION", "WebSocket", "websocket")
def test_typing_for_long_without_a_line_does_not_flood_it_afterwards(
    page: Page, context: BrowserContext, candidate: Candidates
) -> None:
    candidate()
    sent: list[str] = []
    page.on("websocket", lambda line: line.on("framesent", lambda frame: sent.append(str(frame))))
    step = PersonalPage(page).open()
    context.set_offline(True)
    for number in range(8):
        step.field("Adresse").fill(f"{number}, rue du Tunnel")
        page.wait_for_timeout(1000)
    sent.clear()
    context.set_offline(False)
    expect(step.saved).to_be_visible()
    assert 1 <= len([frame for frame in sent if "rue du Tunnel" in frame]) <= 4
    page.reload()
    expect(step.field("Adresse")).to_have_value("7, rue du Tunnel")


def test_a_profile_changed_on_another_device_is_read_before_it_is_saved(
    page: Page, second_device: Page, language: str, candidate: Candidates
) -> None:
    sign_in_on(second_device, candidate(profile="complete"), candidate)
    here, there = SummaryPage(page, language).open(), PersonalPage(second_device, language).open()
    expect(there.field("Ville")).to_have_value("Dakar")
    there.field("Ville").fill("Thiès")
    expect(there.saved).to_be_visible()
    here.declare().save()
    words = "Votre profil a changé sur un autre appareil : relisez-le, puis enregistrez-le."
    notice = here.main.locator("[data-focus-now]").filter(has_text=here.t(words))
    expect(notice).to_be_focused()
    expect(here.main).to_contain_text("Thiès")
    here.declare().save()
    expect(here.main.get_by_role("heading", name=here.t("Profil enregistré"))).to_be_visible()
