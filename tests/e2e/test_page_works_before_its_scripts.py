"""On a slow line, or without JavaScript at all, what the server wrote is there and works."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.e2e.candidates import Candidates
from tests.e2e.pages.register_page import RegisterPage
from tests.e2e.pages.sign_in_page import SignInPage
from tests.e2e.pages.vacancies_page import NoticePage, VacanciesPage

# Elements can be found before the style sheets have come; nothing is drawn until then.
STYLED = """() => Promise.all(
    [...document.querySelectorAll("link[rel=stylesheet]")].map(
        (link) => link.sheet || new Promise((loaded) => link.addEventListener("load", loaded)),
    ),
).then(() => document.fonts.ready).then(() => true)"""


class SlowScripts:
    """Scripts that are asked for and do not come."""

    def __init__(self, page: Page) -> None:
        self._held: list[Route] | None = []
        page.route("**/assets/*.js", self._hold)

    def _hold(self, route: Route) -> None:
        if self._held is None:
            route.continue_()
        else:
            self._held.append(route)

    def arrive(self) -> None:
        """Let them come."""
        held, self._held = self._held or [], None
        for route in held:
            route.continue_()


@pytest.fixture
def still(new_context: Callable[..., object]) -> Page:
    """Give a page of a browser without JavaScript."""
    return new_context(java_script_enabled=False).new_page()  # type: ignore[attr-defined]


def test_visitor_searches_without_javascript(still: Page, language: str) -> None:
    vacancies = VacanciesPage(still, language)
    assert vacancies.visit("/vacancies").status == 200
    expect(vacancies.rows).to_have_count(12)
    vacancies.search("SOCPRO/P/2026/14")
    expect(vacancies.rows).to_have_count(1)
    vacancies.titles.get_by_role("link").click()
    expect(NoticePage(still, language).link("Postuler").first).to_be_visible()


def test_candidate_signs_in_without_javascript(still: Page, candidate: Candidates) -> None:
    who = candidate(signed_in=False)
    form = SignInPage(still)
    form.visit("/sign-in")
    form.sign_in(who.email, "un mot de passe faux 12")
    expect(form.summary).to_be_visible()
    form.sign_in(who.email)
    expect(still).to_have_url(re.compile("/fr/profile$"))


def test_list_does_not_move_when_its_scripts_arrive(page: Page) -> None:
    scripts = SlowScripts(page)
    vacancies = VacanciesPage(page)
    page.goto(vacancies.address, wait_until="commit")
    expect(vacancies.rows).to_have_count(12)
    page.evaluate(STYLED)
    before = vacancies.rows.nth(5).bounding_box()
    scripts.arrive()
    vacancies.ready()
    assert vacancies.rows.nth(5).bounding_box() == before


def test_largest_scripts_come_after_what_the_page_looks_like(page: Page) -> None:
    page.goto(VacanciesPage(page).address)
    later = page.locator("link[rel=modulepreload][fetchpriority=low]")
    assert sorted(link.get_attribute("href").split("-")[0] for link in later.all()) == [
        "/assets/entry.client",
        "/assets/jsx",
    ]


def test_typing_before_the_scripts_arrive_is_kept(page: Page) -> None:
    scripts = SlowScripts(page)
    form = RegisterPage(page)
    page.goto(form.address, wait_until="commit")
    form.field("Prénom(s)").fill("Aïssata")
    scripts.arrive()
    form.ready()
    expect(form.field("Prénom(s)")).to_have_value("Aïssata")
    form.submit()
    expect(form.summary).to_be_focused()
    assert len(form.problems) == 5
    expect(form.field("Prénom(s)")).to_have_value("Aïssata")


def test_form_sent_before_the_scripts_arrive_goes_nowhere(page: Page) -> None:
    scripts = SlowScripts(page)
    form = RegisterPage(page)
    page.goto(form.address, wait_until="commit")
    form.field("Mot de passe").fill("quatre chameaux bleus 81")
    form.field("Mot de passe").press("Enter")
    page.wait_for_timeout(500)
    expect(page).to_have_url(form.address)
    scripts.arrive()
    form.ready()
    expect(form.field("Mot de passe")).to_have_value("quatre chameaux bleus 81")


def test_page_says_its_language_and_title_without_javascript(still: Page) -> None:
    still.goto("/en/vacancies")
    expect(still.locator("html")).to_have_attribute("lang", "en")
    expect(still).to_have_title("Vacancies – ILO Jobs")
