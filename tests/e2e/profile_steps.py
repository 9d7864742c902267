"""The eight steps of the profile, one after the other, as somebody fills them in."""

from collections.abc import Iterator

from playwright.sync_api import Page, expect

from tests.e2e.pages.profile_page import (
    EducationPage,
    ExperiencePage,
    ExpertisePage,
    IloExperiencePage,
    LanguagesPage,
    PersonalPage,
    ProfileStepPage,
    ReferencesPage,
    SummaryPage,
)

STEPS: tuple[tuple[type[ProfileStepPage], str], ...] = (
    (PersonalPage, "Données personnelles"),
    (ExperiencePage, "Expérience hors BIT"),
    (IloExperiencePage, "Expérience au BIT"),
    (EducationPage, "Formation"),
    (LanguagesPage, "Langues"),
    (ExpertisePage, "Expertises principales"),
    (ReferencesPage, "Références"),
    (SummaryPage, "Récapitulatif"),
)


def profile_steps(page: Page, language: str) -> Iterator[ProfileStepPage]:
    """Give each step once it is there: who completes one is led to the next."""
    for kind, title in STEPS:
        step = kind(page, language)
        expect(step.title).to_have_text(step.t(title))
        yield step.ready()


def complete(step: ProfileStepPage) -> None:
    """Fill in a step and go on; at the last one, save the profile."""
    match step:
        case ExperiencePage() | LanguagesPage() | ExpertisePage():
            step.fill_in()
            step.save()
        case IloExperiencePage():
            step.answer("Oui")
            step.fill_in()
            step.save()
        case ReferencesPage():
            step.press("Ajouter une référence")
            step.fill_in()
            step.save()
        case EducationPage():
            step.fill_in()
            step.choose_institution("gen", "Gen")
            step.save()
        case PersonalPage():
            step.fill_in()
        case SummaryPage():
            step.declare().save()
            expect(step.main).to_contain_text(step.t("Profil enregistré"))
            return
    if not isinstance(step, PersonalPage):
        expect(step.cards).to_have_count(1)
    step.go_on()
