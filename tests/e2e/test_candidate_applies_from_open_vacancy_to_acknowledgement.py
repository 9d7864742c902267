"""The whole journey, as a candidate walks it: nothing is prepared but the sample vacancies."""

import re

from playwright.sync_api import Page, expect

from tests.e2e.mailbox import Mailbox
from tests.e2e.pages.apply_page import ApplicationPage, ApplicationsPage, ApplyPage
from tests.e2e.pages.register_page import RegisterPage
from tests.e2e.pages.sign_in_page import SignInPage
from tests.e2e.pages.vacancies_page import NoticePage, VacanciesPage
from tests.e2e.profile_steps import complete, profile_steps

ACTUARY = {"fr": "Spécialiste de la protection sociale", "en": "Social Protection Specialist"}
KEYWORD = "SOCPRO/P/2026/14"


def test_candidate_applies_from_open_vacancy_to_acknowledgement(
    page: Page, language: str, mailbox: Mailbox
) -> None:
    email = f"journey.{language}@example.org"

    find_vacancy(page, language)
    NoticePage(page, language).apply()
    register(page, language, email)
    mail = mailbox.wait_for(email)
    assert "apply" not in mail.text
    page.goto(mail.link)
    expect(page).to_have_url(re.compile(rf"/{language}/apply/\d+$"))
    fill_in_profile(page, language)
    number = apply(page, language)

    mail = mailbox.wait_for(email)
    assert mail.language == language
    assert str(number) in mail.text
    assert ACTUARY[language] in mail.text
    assert "Dakar" in mail.text
    applications = ApplicationsPage(page, language).open()
    expect(applications.lines).to_have_count(1)
    expect(applications.lines).to_contain_text(ACTUARY[language])
    expect(applications.lines).to_contain_text(applications.t("Soumise"))


def find_vacancy(page: Page, language: str) -> None:
    vacancies = VacanciesPage(page, language).open()
    vacancies.search(KEYWORD)
    expect(vacancies.rows).to_have_count(1)
    vacancies.read(ACTUARY[language])
    notice = NoticePage(page, language)
    expect(notice.title).to_have_text(ACTUARY[language])


def register(page: Page, language: str, email: str) -> None:
    """Without an account: from the sign-in page, over the other language and back."""
    expect(page).to_have_url(re.compile(f"/{language}/sign-in"))
    SignInPage(page, language).ready().link("S'inscrire").click()
    form = RegisterPage(page, language)
    expect(form.title).to_have_text(form.t("Créer un compte"))
    form.switch_language()
    form.switch_language()
    expect(page).to_have_url(re.compile(rf"/{language}/register\?next=%2F"))
    form.fill_in(email=email)
    form.accept_statement()
    form.submit()
    expect(form.title).to_have_text(form.t("Consultez votre messagerie"))
    expect(form.title).to_be_focused()


def fill_in_profile(page: Page, language: str) -> None:
    """From the apply page, which says what is missing."""
    apply_page = ApplyPage(page, language).ready()
    expect(apply_page.banner("Complétez d'abord votre profil")).to_be_visible()
    apply_page.link("Données personnelles").click()
    for step in profile_steps(page, language):
        complete(step)


def apply(page: Page, language: str) -> int:
    """Go back from the saved profile, and apply; give the application's number."""
    form = ApplyPage(page, language)
    form.link(form.t("Revenir à la candidature : %(title)s", title=ACTUARY[language])).click()
    expect(form.title).to_have_text(ACTUARY[language])
    form.write_letter(f"{ACTUARY[language]}.\n\nAïssata Diallo")
    form.is_seconded("Non")
    form.submit()
    receipt = ApplicationPage(page, language)
    expect(receipt.notice_of_submission).to_be_visible()
    expect(receipt.notice_of_submission).to_be_focused()
    return int(receipt.fact("No. de candidature").inner_text())
