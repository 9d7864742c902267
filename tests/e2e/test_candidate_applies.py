"""Applying (R2, R6, R15, R16): refused kindly, submitted once, read by its owner only."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from ilojobs_app.core.i18n import use_language
from tests.e2e.candidates import Candidates
from tests.e2e.mailbox import Mailbox
from tests.e2e.pages.apply_page import ApplicationPage, ApplicationsPage, ApplyPage
from tests.e2e.pages.site_page import SitePage
from tests.e2e.server import Clock, Server
from tests.factories.applications import LETTER, make_submitted

Publish = Callable[..., int]


@pytest.fixture
def has_applied(server: Server, clock: Clock, open_vacancy: Publish) -> Callable[[int], int]:
    """Have a candidate apply for a vacancy of their own; give the application's number."""

    def submit(account_id: int) -> int:
        job_id = open_vacancy(title_fr="Actuaire d'avant", title_en="Former Actuary")
        with server.transaction() as session, use_language("fr"):
            return make_submitted(session, account_id, job_id, clock.now())

    return submit


@pytest.mark.parametrize("profile", ["none", "draft"])
def test_incomplete_profile_cannot_apply(
    page: Page, language: str, candidate: Candidates, open_vacancy: Publish, profile: str
) -> None:
    candidate(profile=profile)
    form = ApplyPage(page, language, open_vacancy()).open()
    refusal = form.banner("Complétez d'abord votre profil")
    expect(refusal).to_be_visible()
    expect(form.submit_button).to_have_count(0)
    refusal.get_by_role("link").first.click()
    expect(page).to_have_url(re.compile(f"/{language}/profile"))


def test_deadline_that_passes_meanwhile_refuses(
    page: Page,
    language: str,
    candidate: Candidates,
    open_vacancy: Publish,
    clock: Clock,
    mailbox: Mailbox,
) -> None:
    who = candidate(profile="complete")
    form = ApplyPage(page, language, open_vacancy(closes_in=timedelta(minutes=30))).open()
    form.is_seconded("Non")
    expect(form.saved).to_be_visible()
    clock.move(timedelta(hours=1))
    form.submit()
    expect(form.banner("Ce poste est clos")).to_be_visible()
    expect(page.locator(":focus")).to_contain_text(form.t("Ce poste est clos"))
    assert not mailbox.unread(who.email)


def test_double_click_submits_once(
    page: Page, candidate: Candidates, open_vacancy: Publish, mailbox: Mailbox
) -> None:
    who = candidate(profile="complete")
    form = ApplyPage(page, "fr", open_vacancy()).open()
    form.is_seconded("Non")
    form.submit_button.dblclick()
    expect(ApplicationPage(page).notice_of_submission).to_be_visible()
    assert mailbox.wait_for(who.email)
    expect(ApplicationsPage(page).open().lines).to_have_count(1)
    page.wait_for_timeout(1000)
    assert not mailbox.unread(who.email)


def test_second_visit_finds_the_application_submitted(
    page: Page, language: str, candidate: Candidates, open_vacancy: Publish
) -> None:
    candidate(profile="complete")
    form = ApplyPage(page, language, open_vacancy()).open()
    form.is_seconded("Non")
    form.submit()
    expect(ApplicationPage(page, language).notice_of_submission).to_be_visible()
    form.open()
    expect(form.banner("Vous avez déjà soumis cette candidature")).to_be_visible()
    form.link("Voir ma candidature").click()
    expect(page).to_have_url(re.compile(rf"/{language}/applications/\d+$"))


def test_letter_of_another_application_has_to_be_looked_at(
    page: Page,
    language: str,
    candidate: Candidates,
    open_vacancy: Publish,
    has_applied: Callable[[int], int],
) -> None:
    who = candidate(profile="complete")
    has_applied(who.account_id)
    form = ApplyPage(page, language, open_vacancy(title_fr="Juriste", title_en="Lawyer")).open()
    warning = form.banner("Cette lettre a été écrite pour un autre poste")
    expect(warning).to_be_visible()
    expect(form.group("Comparaison des deux postes")).to_contain_text("Act")
    expect(form.letter).to_have_value(LETTER)
    form.is_seconded("Non")
    form.submit()
    expect(form.summary).to_be_focused()
    expect(form.letter).to_have_attribute("aria-invalid", "true")
    form.keep_letter()
    form.submit()
    expect(ApplicationPage(page, language).notice_of_submission).to_be_visible()


def test_letter_submitted_meanwhile_in_another_tab_has_to_be_looked_at(
    page: Page, candidate: Candidates, open_vacancy: Publish, has_applied: Callable[[int], int]
) -> None:
    who = candidate(profile="complete")
    form = ApplyPage(page, "fr", open_vacancy(title_fr="Juriste")).open()
    form.write_letter(LETTER)
    form.is_seconded("Non")
    has_applied(who.account_id)
    form.submit()
    expect(form.summary).to_be_focused()
    expect(form.banner("Cette lettre a été écrite pour un autre poste")).to_be_visible()
    expect(form.letter).to_have_value(LETTER)
    form.keep_letter()
    form.submit()
    expect(ApplicationPage(page).notice_of_submission).to_be_visible()


def test_letter_is_updated_or_removed_and_can_be_put_back(
    page: Page,
    candidate: Candidates,
    open_vacancy: Publish,
    has_applied: Callable[[int], int],
) -> None:
    who = candidate(profile="complete")
    has_applied(who.account_id)
    form = ApplyPage(page, "fr", open_vacancy(title_fr="Juriste")).open()
    form.press("Commencer une nouvelle lettre")
    expect(form.letter).to_have_value("")
    form.press("Remettre la lettre")
    expect(form.letter).to_have_value(LETTER)
    form.write_letter("Une lettre pour ce poste de juriste.")
    form.is_seconded("Non")
    form.submit()
    receipt = ApplicationPage(page)
    expect(receipt.notice_of_submission).to_be_visible()
    expect(receipt.main).to_contain_text("Une lettre pour ce poste de juriste.")


def test_staff_on_secondment_give_their_number(
    page: Page, language: str, candidate: Candidates, open_vacancy: Publish
) -> None:
    candidate(profile="complete")
    form = ApplyPage(page, language, open_vacancy()).open()
    number = form.field("Numéro de personnel du BIT")
    form.submit()
    expect(form.summary).to_be_focused()
    expect(number).to_be_hidden()
    form.is_seconded("Oui")
    form.submit()
    expect(form.summary).to_contain_text(form.t("Indiquez votre numéro de personnel du BIT"))
    number.fill("40123")
    form.submit()
    receipt = ApplicationPage(page, language)
    expect(receipt.notice_of_submission).to_be_visible()
    expect(receipt.main).to_contain_text("40123")


def test_notice_is_saved_before_submitting(
    page: Page, language: str, candidate: Candidates, open_vacancy: Publish
) -> None:
    candidate(profile="complete")
    job_id = open_vacancy(title_fr="À garder", title_en="To be kept")
    form = ApplyPage(page, language, job_id).open()
    expect(form.main.locator("time")).to_contain_text("Dakar")
    with page.expect_download() as download:
        form.link("Enregistrer l'avis").click()
    assert download.value.suggested_filename == f"ilo-jobs-{job_id}-{language}.html"
    assert {"fr": "À garder", "en": "To be kept"}[language] in download.value.path().read_text()
    expect(form.submit_button).to_be_visible()


def test_letter_draft_is_found_again(
    page: Page, language: str, candidate: Candidates, open_vacancy: Publish
) -> None:
    candidate(profile="complete")
    form = ApplyPage(page, language, open_vacancy(title_fr="À suivre", title_en="To go on")).open()
    form.write_letter("Commencée le matin")
    expect(form.saved).to_be_visible()
    applications = ApplicationsPage(page, language).open()
    expect(applications.lines).to_contain_text(applications.t("Brouillon"))
    applications.link("Reprendre").click()
    expect(form.letter).to_have_value("Commencée le matin")


def test_letter_that_is_too_long_is_refused_uncut(
    page: Page, candidate: Candidates, open_vacancy: Publish
) -> None:
    candidate(profile="complete")
    form = ApplyPage(page, "fr", open_vacancy()).open()
    form.write_letter("a" * 3010)
    form.is_seconded("Non")
    form.submit()
    expect(form.summary).to_be_focused()
    expect(form.letter).to_have_value("a" * 3010)


@pytest.mark.allows_console("status of 404")
def test_application_is_read_by_its_owner_only(
    page: Page, language: str, candidate: Candidates, has_applied: Callable[[int], int]
) -> None:
    owner = candidate(profile="complete")
    number = has_applied(owner.account_id)
    mine = ApplicationsPage(page, language).open()
    mine.link("Voir ma candidature").click()
    expect(ApplicationPage(page, language).fact("No. de candidature")).to_have_text(str(number))

    candidate(profile="complete")
    answers = []
    for address in (f"/applications/{number}", "/applications/999999"):
        site = SitePage(page, language)
        assert site.visit(address).status == 404
        answers.append(site.main.inner_text())
    assert answers[0] == answers[1]
    expect(ApplicationsPage(page, language).open().lines).to_have_count(0)


@pytest.mark.allows_console("status of 404")
def test_unknown_vacancy_cannot_be_applied_for(page: Page, candidate: Candidates) -> None:
    candidate(profile="complete")
    site = SitePage(page)
    assert site.visit("/apply/999999").status == 404
    expect(site.title).to_have_text(site.t("Page introuvable"))


def test_visitor_who_applies_signs_in_first(page: Page, open_vacancy: Publish) -> None:
    job_id = open_vacancy()
    page.goto(f"/fr/vacancies/{job_id}")
    SitePage(page).ready().link("Postuler").first.click()
    expect(page).to_have_url(re.compile(rf"/fr/sign-in\?next=%2Ffr%2Fapply%2F{job_id}$"))


def test_copy_of_the_notice_stays_after_the_deadline(
    page: Page, candidate: Candidates, open_vacancy: Publish, server: Server, clock: Clock
) -> None:
    who = candidate(profile="complete")
    job_id = open_vacancy(closes_in=timedelta(minutes=30), title_fr="Bientôt clos")
    with server.transaction() as session, use_language("fr"):
        number = make_submitted(session, who.account_id, job_id, clock.now())
    clock.move(timedelta(hours=1))
    receipt = ApplicationPage(page)
    assert receipt.visit(f"/applications/{number}").status == 200
    expect(receipt.title).to_have_text("Bientôt clos")
    expect(receipt.main).to_contain_text("Conseiller.")
