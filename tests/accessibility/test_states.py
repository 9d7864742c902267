"""What pages become under a reader's hands: errors, dialogs, menus, lists, warnings."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from ilojobs_app.core.i18n import use_language
from tests.accessibility.axe import Axe
from tests.accessibility.test_pages import look
from tests.e2e.candidates import Candidates
from tests.e2e.pages.apply_page import ApplicationPage, ApplyPage
from tests.e2e.pages.profile_page import (
    EducationPage,
    ExperiencePage,
    LanguagesPage,
    PersonalPage,
    ProfileStepPage,
    SummaryPage,
)
from tests.e2e.pages.register_page import RegisterPage
from tests.e2e.pages.sign_in_page import ForgotPasswordPage, SignInPage
from tests.e2e.pages.site_page import SitePage
from tests.e2e.server import Clock, Server
from tests.factories.applications import make_submitted

PHONE = {"width": 390, "height": 844}


def test_registration_refused(page: Page, axe: Axe, language: str) -> None:
    form = RegisterPage(page, language).open()
    form.submit()
    expect(form.summary).to_be_visible()
    assert not look(page, axe)


def test_registration_sent(page: Page, axe: Axe, language: str) -> None:
    form = RegisterPage(page, language).open()
    form.fill_in(email=f"axe.{language}@example.org")
    form.accept_statement()
    form.submit()
    expect(form.title).to_have_text(form.t("Consultez votre messagerie"))
    assert not look(page, axe)


def test_statement_open(page: Page, axe: Axe, language: str) -> None:
    form = RegisterPage(page, language).open()
    form.choose("Pays/Territoire de résidence", "SN")
    form.read_statement()
    expect(form.dialog).to_be_visible()
    assert not look(page, axe)
    form.answer("Refuser")
    expect(form.consent).to_have_text(
        form.t("Déclaration refusée : le compte ne peut pas être créé")
    )
    assert not look(page, axe)


@pytest.mark.allows_console("status of 422")
def test_sign_in_refused(page: Page, axe: Axe, language: str) -> None:
    form = SignInPage(page, language).open()
    form.sign_in("", "")
    expect(form.summary).to_be_visible()
    assert not look(page, axe)
    form.sign_in("nobody@example.org", "un mot de passe faux 12")
    expect(form.field("Adresse électronique")).to_have_value("nobody@example.org")
    assert not look(page, axe)


@pytest.mark.allows_console("status of 422")
def test_forgotten_password(page: Page, axe: Axe, language: str) -> None:
    form = ForgotPasswordPage(page, language).open()
    form.ask("")
    expect(form.summary).to_be_visible()
    assert not look(page, axe)
    form.ask("nobody@example.org")
    expect(form.title).to_have_text(form.t("Consultez votre messagerie"))
    assert not look(page, axe)


@pytest.mark.parametrize("kind", [PersonalPage, ExperiencePage, EducationPage, LanguagesPage])
def test_step_refused(
    page: Page, axe: Axe, language: str, candidate: Candidates, kind: type[ProfileStepPage]
) -> None:
    candidate()
    step = kind(page, language).open()
    if isinstance(step, PersonalPage):
        step.go_on()
    else:
        step.save()
    expect(step.summary).to_be_visible()
    assert not look(page, axe)


def test_post_removed_and_letter_too_long(
    page: Page, axe: Axe, language: str, candidate: Candidates
) -> None:
    candidate(profile="complete")
    step = ExperiencePage(page, language).open()
    step.change(step.cards, "Modifier")
    step.field("Réalisations principales").fill("a" * 1010)
    step.change(step.cards, "Supprimer")
    expect(step.cards).to_have_count(0)
    assert not look(page, axe)


def test_institutions_open(page: Page, axe: Axe, language: str, candidate: Candidates) -> None:
    candidate()
    step = EducationPage(page, language).open()
    step.choose("Pays de l'établissement", "CH")
    step.institution().press_sequentially("univ")
    expect(step.options().nth(3)).to_be_visible()
    step.institution().press("ArrowDown")
    assert not look(page, axe)


def test_incomplete_summary(page: Page, axe: Axe, language: str, candidate: Candidates) -> None:
    candidate(profile="draft")
    summary = SummaryPage(page, language).open()
    summary.save()
    expect(summary.summary).to_be_visible()
    assert not look(page, axe)


def test_profile_saved(page: Page, axe: Axe, language: str, candidate: Candidates) -> None:
    candidate(profile="complete")
    summary = SummaryPage(page, language).open()
    summary.declare().save()
    expect(summary.main).to_contain_text(summary.t("Profil enregistré"))
    assert not look(page, axe)


def test_account_menu_open(page: Page, axe: Axe, language: str, candidate: Candidates) -> None:
    candidate()
    site = SitePage(page, language).open()
    site.masthead.get_by_role("button", name=site.t("Mon espace –")).click()
    assert not look(page, axe)


def test_navigation_open_on_a_phone(page: Page, axe: Axe, language: str) -> None:
    site = SitePage(page, language).open()
    page.set_viewport_size(PHONE)
    site.masthead.get_by_role("button", name=site.t("Menu")).click()
    assert not axe.violations()


def test_application_refused_for_the_profile(
    page: Page, axe: Axe, language: str, candidate: Candidates
) -> None:
    candidate()
    form = ApplyPage(page, language, 1001).open()
    expect(form.banner("Complétez d'abord votre profil")).to_be_visible()
    assert not look(page, axe)


def test_application_refused_for_the_deadline(
    page: Page,
    axe: Axe,
    language: str,
    candidate: Candidates,
    open_vacancy: Callable[..., int],
    clock: Clock,
) -> None:
    candidate(profile="complete")
    job_id = open_vacancy(closes_in=timedelta(minutes=1))
    clock.move(timedelta(hours=1))
    form = ApplyPage(page, language, job_id).open()
    expect(form.banner("Ce poste est clos")).to_be_visible()
    assert not look(page, axe)


def test_letter_warned_about_refused_then_submitted(
    page: Page,
    axe: Axe,
    language: str,
    candidate: Candidates,
    open_vacancy: Callable[..., int],
    server: Server,
    clock: Clock,
) -> None:
    who = candidate(profile="complete")
    job_id = open_vacancy()
    with server.transaction() as session, use_language("fr"):
        make_submitted(session, who.account_id, job_id, clock.now())
    form = ApplyPage(page, language, 1001).open()
    expect(form.banner("Cette lettre a été écrite pour un autre poste")).to_be_visible()
    form.submit()
    expect(form.summary).to_be_visible()
    assert not look(page, axe)
    form.is_seconded("Non")
    form.keep_letter()
    form.submit()
    expect(ApplicationPage(page, language).notice_of_submission).to_be_visible()
    assert not look(page, axe)
