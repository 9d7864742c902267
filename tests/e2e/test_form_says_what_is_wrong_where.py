"""Errors of forms: the title says them as long as they stand, each link names its field."""

import re

import pytest
from playwright.sync_api import Page, expect

from ilojobs_app.profile.steps import DATA_STEPS
from tests.e2e.candidates import Candidates
from tests.e2e.pages.profile_page import EducationPage, ExperiencePage, PersonalPage
from tests.e2e.pages.register_page import RegisterPage
from tests.e2e.pages.residence_page import ResidencePage
from tests.e2e.pages.sign_in_page import ForgotPasswordPage, SignInPage
from tests.e2e.pages.site_page import SitePage
from tests.factories.profile import post

WRONG = re.compile(r"^(Erreur\s: |Error: )")
# Every text of every form of the page, longer than any limit.
TOO_LONG = """() => document.querySelectorAll(
    "main form textarea, main form input[type=text], main form input[type=email], main form input:not([type])"
).forEach((input) => { if (!input.name || input.readOnly || input.disabled || !input.offsetParent) return;
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(input), "value").set.call(input, "é".repeat(3100));
    input.dispatchEvent(new Event("input", { bubbles: true })); })"""
# For each link of a summary: its words, and the label of the field that it leads to.
LINKS = """() => [...document.querySelectorAll(".error-summary a[href^='#']")].map((link) => {
    const name = link.getAttribute("href").slice(1);
    const field = document.getElementById(name) ?? document.querySelector(`[name="${CSS.escape(name)}"]`);
    const group = field?.matches("fieldset, [role=group]") ? field : field?.closest("fieldset.field, .field") ?? field?.parentElement;
    const label = group?.querySelector(".label")?.cloneNode(true);
    label?.querySelectorAll(".req, .opt").forEach((one) => one.remove());
    return [link.textContent, label?.textContent.trim() ?? ""];
})"""


def check_links(page: Page) -> None:
    """No two links of the summary are alike, and each holds the label of its field."""
    links = page.evaluate(LINKS)
    assert links
    assert len({words for words, _label in links}) == len(links), links
    strange = [pair for pair in links if pair[1].lower() not in pair[0].lower()]
    assert not strange


@pytest.mark.parametrize("is_long", [False, True], ids=["empty", "too-long"])
@pytest.mark.parametrize("slug", [step.slug for step in DATA_STEPS])
def test_each_link_of_a_step_names_its_field(
    page: Page, language: str, candidate: Candidates, slug: str, is_long: bool
) -> None:
    candidate()
    site = SitePage(page, language)
    site.path = f"/profile/{slug}"
    site.open()
    if slug == "ilo-experience":
        site.tick("Oui", within=site.group("Avez-vous déjà travaillé au BIT ?"))
    if slug == "references":
        site.press("Ajouter une référence")
    if slug == "personal":
        site.tick("Oui", within=site.group("Avez-vous des parents au BIT ?"))
    inner = page.locator("main form.card--active button[type=submit]")
    if slug != "personal":
        expect(inner).to_be_visible()
    if is_long:
        page.evaluate(TOO_LONG)
    if slug == "personal":
        site.press("Enregistrer et continuer")
    else:
        inner.click()
    expect(site.summary).to_be_focused()
    check_links(page)


@pytest.mark.parametrize("is_long", [False, True], ids=["empty", "too-long"])
def test_each_link_of_the_registration_names_its_field(
    page: Page, language: str, is_long: bool
) -> None:
    form = RegisterPage(page, language).open()
    if is_long:
        page.evaluate(TOO_LONG)
    form.submit()
    expect(form.summary).to_be_focused()
    check_links(page)


@pytest.mark.allows_console("status of 422")
@pytest.mark.parametrize("kind", [SignInPage, ForgotPasswordPage])
def test_each_link_of_a_posted_form_names_its_field(
    page: Page, language: str, kind: type[SitePage]
) -> None:
    kind(page, language).open()
    page.locator("main form button[type=submit]").first.click()
    expect(page.locator(".error-summary")).to_be_focused()
    check_links(page)


def test_two_posts_of_one_name_are_told_apart(page: Page, candidate: Candidates) -> None:
    posts = [post(key=key, job_title="Économiste", city="") for key in ("first", "second")]
    candidate(profile="draft", steps={"experience": {"no_experience": False, "posts": posts}})
    step = ExperiencePage(page).open()
    step.go_on()
    expect(step.summary).to_be_focused()
    assert len(set(step.problems)) == len(step.problems) == 2
    site = SitePage(page)
    site.path = "/profile/summary"
    site.open()
    page.locator("label[for=declaration]").click()
    site.press("Enregistrer le profil")
    expect(site.summary).to_be_focused()
    assert len(set(site.problems)) == len(site.problems) == 2
    assert all("Ville" in words or "ville" in words for words in site.problems)


def test_title_is_right_again_after_registration(page: Page, language: str) -> None:
    form = RegisterPage(page, language).open()
    own = page.title()
    form.submit()
    expect(page).to_have_title(WRONG)
    form.fill_in(email=f"title.{language}@example.org")
    form.accept_statement()
    form.submit()
    expect(form.title).to_have_text(form.t("Consultez votre messagerie"))
    expect(page).to_have_title(own)


def test_title_is_right_again_after_a_step(
    page: Page, language: str, candidate: Candidates
) -> None:
    candidate()
    step = PersonalPage(page, language).open()
    own = page.title()
    step.go_on()
    expect(page).to_have_title(WRONG)
    step.switch_language()
    expect(page).not_to_have_title(WRONG)
    step.switch_language()
    expect(page).to_have_title(own)
    step.fill_in()
    step.go_on()
    expect(step.title).to_have_text(step.t("Expérience hors BIT"))
    expect(page).not_to_have_title(WRONG)


def test_title_is_right_again_after_an_entry(page: Page, candidate: Candidates) -> None:
    candidate()
    step = EducationPage(page).open()
    own = page.title()
    step.save()
    expect(page).to_have_title(WRONG)
    step.fill_in()
    step.choose_institution("genev", "Université de Genève")
    step.save()
    expect(step.cards).to_have_count(1)
    expect(page).to_have_title(own)


def test_title_is_right_again_once_the_profile_is_saved(page: Page, candidate: Candidates) -> None:
    candidate(profile="complete")
    site = SitePage(page)
    site.path = "/profile/summary"
    site.open()
    own = page.title()
    site.press("Enregistrer le profil")
    expect(page).to_have_title(WRONG)
    page.locator("label[for=declaration]").click()
    site.press("Enregistrer le profil")
    expect(site.main.get_by_text("Profil enregistré").first).to_be_visible()
    expect(page).to_have_title(own)


def test_title_is_right_again_once_the_country_is_changed(
    page: Page, candidate: Candidates
) -> None:
    candidate()
    form = ResidencePage(page).open()
    own = page.title()
    form.country.select_option("FR")
    form.submit()
    expect(page).to_have_title(WRONG)
    form.accept_statement()
    form.submit()
    changed = form.t("Votre pays ou territoire de résidence a été changé.")
    expect(form.main.get_by_text(changed)).to_be_visible()
    expect(page).to_have_title(own)


@pytest.mark.allows_console("status of 422")
def test_title_is_right_again_after_a_posted_form(page: Page, language: str) -> None:
    form = SignInPage(page, language).open()
    own = page.title()
    form.sign_in("", "")
    expect(form.summary).to_be_focused()
    expect(page).to_have_title(WRONG)
    form.masthead.get_by_role("link", name=form.t("Postes vacants")).click()
    expect(page).not_to_have_title(WRONG)
    page.go_back()
    expect(form.title).to_have_text(form.t("Se connecter"))
    expect(form.summary).to_have_count(0)
    expect(page).to_have_title(own)
