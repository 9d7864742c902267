"""Applying (R2, R6, R15, R16): refused kindly, submitted once, read by its owner only."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect
from sqlmodel import select

from ilojobs_app.core.i18n import use_language
from ilojobs_app.profile.models import Profile
from ilojobs_app.vacancies.models import Vacancy
from tests.e2e.candidates import Candidates
from tests.e2e.mailbox import Mailbox
from tests.e2e.pages.apply_page import ApplicationPage, ApplicationsPage, ApplyPage
from tests.e2e.pages.site_page import SitePage
from tests.e2e.server import Clock, Server
from tests.factories.applications import LETTER, make_submitted

Publish = Callable[..., int]
LATE = "La date de clôture est passée : l'on ne peut plus postuler."


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
    form.write_letter("Commencée à temps")
    expect(form.saved).to_be_visible()
    clock.move(timedelta(hours=1))
    form.write_letter("Finie trop tard")
    form.submit()
    expect(form.banner("Ce poste est clos")).to_be_visible()
    expect(page.locator(":focus")).to_contain_text(form.t("Ce poste est clos"))
    # The head of the page agrees with what stands under it.
    expect(page.locator(".page-head .deadline")).to_have_attribute("data-state", "closed")
    assert not mailbox.unread(who.email)

    # Nothing that was typed is lost: on the page, after a reload, on another page.
    expect(form.letter).to_have_value("Finie trop tard")
    expect(form.letter).not_to_be_editable()
    page.reload()
    expect(form.letter).to_have_value("Finie trop tard")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    form.press("Copier la lettre")
    expect(
        form.main.get_by_role("status").filter(has_text=form.t("Lettre copiée."))
    ).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == "Finie trop tard"
    mine = ApplicationsPage(page, language).open()
    mine.main.get_by_text(mine.t("Relire ma lettre")).click()
    expect(mine.letter).to_have_value("Finie trop tard")
    expect(mine.link("Reprendre")).to_have_count(0)


def test_typing_goes_on_after_the_deadline_and_is_kept(
    page: Page, candidate: Candidates, open_vacancy: Publish, clock: Clock
) -> None:
    candidate(profile="complete")
    form = ApplyPage(page, "fr", open_vacancy(closes_in=timedelta(minutes=30))).open()
    form.write_letter("Avant minuit")
    expect(form.saved).to_be_visible()
    clock.move(timedelta(hours=1))
    form.write_letter("Après minuit")
    expect(form.main.get_by_text(form.t(LATE))).to_be_visible()
    form.write_letter("Bien après minuit")
    expect(form.letter).to_be_editable()
    page.reload()
    expect(form.banner("Ce poste est clos")).to_be_visible()
    expect(form.letter).to_have_value("Bien après minuit")


def test_profile_that_needs_completing_meanwhile_leaves_the_letter(
    page: Page, candidate: Candidates, open_vacancy: Publish, server: Server
) -> None:
    who = candidate(profile="complete")
    form = ApplyPage(page, "fr", open_vacancy()).open()
    expect(form.letter).to_be_visible()
    with server.transaction() as session:
        profile = session.exec(select(Profile).where(Profile.account_id == who.account_id)).one()
        profile.data = {slug: part for slug, part in profile.data.items() if slug != "expertise"}
    form.write_letter("Pas encore enregistrée")
    form.is_seconded("Non")
    form.submit()
    expect(form.banner("Complétez d'abord votre profil")).to_be_visible()
    expect(form.letter).to_have_value("Pas encore enregistrée")
    page.reload()
    expect(form.letter).to_have_value("Pas encore enregistrée")


@pytest.mark.allows_console("status of 404")
def test_notice_that_is_taken_back_meanwhile_leaves_the_letter(
    page: Page, language: str, candidate: Candidates, open_vacancy: Publish, server: Server
) -> None:
    candidate(profile="complete")
    job_id = open_vacancy()
    form = ApplyPage(page, language, job_id).open()
    form.write_letter("Enregistrée")
    expect(form.saved).to_be_visible()
    with server.transaction() as session:
        session.get_one(Vacancy, job_id).published_at += timedelta(days=30)
    form.write_letter("Pas encore enregistrée")
    expect(form.banner("Ce poste n'est plus en ligne")).to_be_visible()
    expect(form.letter).to_have_value("Pas encore enregistrée")
    page.reload()
    expect(form.letter).to_have_value("Pas encore enregistrée")
    mine = ApplicationsPage(page, language).open()
    mine.main.get_by_text(mine.t("Relire ma lettre")).click()
    expect(mine.letter).to_have_value("Enregistrée")


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


@pytest.mark.parametrize("button", ["Continuer sans lettre", "Commencer une nouvelle lettre"])
def test_what_concerns_a_letter_goes_and_comes_back_with_it(
    page: Page,
    candidate: Candidates,
    open_vacancy: Publish,
    has_applied: Callable[[int], int],
    button: str,
) -> None:
    who = candidate(profile="complete")
    has_applied(who.account_id)
    form = ApplyPage(page, "fr", open_vacancy(title_fr="Juriste")).open()
    keep = form.field("Je garde cette lettre telle quelle, en connaissance de cause")
    warning = form.banner("Cette lettre a été écrite pour un autre poste")
    form.is_seconded("Non")
    form.submit()
    expect(form.summary).to_be_focused()

    form.press(button)
    expect(form.summary).to_have_count(0)
    expect(form.letter).not_to_have_attribute("aria-invalid", "true")
    expect(warning).to_be_hidden()
    expect(keep).to_be_hidden()
    form.press("Remettre la lettre")
    expect(form.letter).to_have_value(LETTER)
    expect(form.letter).to_have_attribute("aria-invalid", "true")
    expect(form.letter).to_be_focused()
    expect(warning).to_be_visible()
    expect(keep).to_be_visible()

    form.press(button)
    expect(form.summary).to_have_count(0)
    form.write_letter("Toute neuve")
    expect(warning).to_be_hidden()
    # What was typed meanwhile is not lost for the letter that comes back.
    form.press("Remettre la lettre")
    expect(form.letter).to_have_value(LETTER)
    form.press("Revenir à mon nouveau texte")
    expect(form.letter).to_have_value("Toute neuve")
    form.submit()
    receipt = ApplicationPage(page)
    expect(receipt.notice_of_submission).to_be_visible()
    expect(receipt.main).to_contain_text("Toute neuve")


def test_errors_go_when_what_they_ask_for_is_there(
    page: Page, candidate: Candidates, open_vacancy: Publish
) -> None:
    candidate(profile="complete")
    form = ApplyPage(page, "fr", open_vacancy()).open()
    form.write_letter("a" * 3010)
    form.submit()
    expect(form.summary).to_be_focused()
    assert len(form.problems) == 2
    form.is_seconded("Non")
    expect(form.summary.get_by_role("listitem")).to_have_count(1)
    form.write_letter("a" * 3000)
    expect(form.summary).to_have_count(0)
    expect(form.letter).to_be_focused()


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
    expect(form.summary).to_contain_text(form.t("Indiquez votre numéro de personnel du BIT."))
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
