"""The language switch keeps the page and what was typed."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.candidates import Candidates
from tests.e2e.pages.profile_page import PersonalPage
from tests.e2e.pages.register_page import RegisterPage
from tests.e2e.pages.sign_in_page import ForgotPasswordPage, SignInPage
from tests.e2e.pages.vacancies_page import VacanciesPage
from tests.factories.accounts import PASSWORD


def test_visitor_switches_language_while_registering(page: Page, language: str) -> None:
    form = RegisterPage(page, language).open()
    form.fill_in(email="switch@example.org", first_names="Zoé", country="CI")
    form.tick("Recevoir des communications du BIT sur les opportunités d'emploi")
    form.switch_language()
    expect(form.title).to_have_text(form.t("Créer un compte"))
    expect(page.locator("html")).to_have_attribute("lang", form.language)
    expect(page).to_have_title(re.compile(re.escape(form.t("Créer un compte"))))
    expect(form.field("Prénom(s)")).to_have_value("Zoé")
    expect(form.field("Mot de passe")).to_have_value(PASSWORD)
    expect(form.field("Pays/Territoire de résidence")).to_have_value("CI")
    expect(
        form.main.get_by_role(
            "checkbox",
            name=form.t("Recevoir des communications du BIT sur les opportunités d'emploi"),
        )
    ).to_be_checked()


def test_password_is_never_stored_in_the_browser(page: Page) -> None:
    form = RegisterPage(page).open()
    form.fill_in(email="stored@example.org")
    stored = page.evaluate("JSON.stringify([{...sessionStorage}, {...localStorage}])")
    assert "stored@example.org" in stored
    assert PASSWORD not in stored


def test_visitor_switches_language_of_a_search(page: Page) -> None:
    vacancies = VacanciesPage(page).open("?q=SOCPRO%2FP%2F2026%2F14")
    vacancies.switch_language()
    expect(page).to_have_url(re.compile(r"/en/vacancies\?q=SOCPRO(%2F|/)P(%2F|/)2026(%2F|/)14$"))
    expect(vacancies.titles).to_contain_text(["Social Protection Specialist"])


@pytest.mark.parametrize("name", ["first_names", "city"])
def test_candidate_switches_language_in_the_profile(
    page: Page, candidate: Candidates, name: str
) -> None:
    candidate()
    step = PersonalPage(page).open()
    labels = {"first_names": "Prénom(s)", "city": "Ville"}
    step.field(labels[name]).fill("Ziguinchor")
    step.switch_language()
    expect(step.title).to_have_text(step.t("Données personnelles"))
    expect(step.field(labels[name])).to_have_value("Ziguinchor")


@pytest.mark.parametrize("form_of", [SignInPage, ForgotPasswordPage])
def test_address_typed_in_a_short_form_goes_to_the_other_language_alone(
    page: Page, language: str, form_of: type[SignInPage | ForgotPasswordPage]
) -> None:
    form = form_of(page, language).open()
    passwords = page.locator("[data-slot=island] [type=password]")
    form.field("Adresse électronique").fill("typed@example.org")
    for password in passwords.all():
        password.fill(PASSWORD)
    form.switch_language()
    expect(page.locator("html")).to_have_attribute("lang", form.language)
    expect(form.field("Adresse électronique")).to_have_value("typed@example.org")
    for password in passwords.all():
        expect(password).to_have_value("")
    assert "typed" not in page.url
    stored = page.evaluate("JSON.stringify([{...sessionStorage}, {...localStorage}])")
    assert "typed@example.org" not in stored
    # Only the switch takes it along: who comes to the page by another way finds it empty.
    page.reload()
    expect(form.field("Adresse électronique")).to_have_value("")
