"""Every page, in both languages, themes and widths: nothing for axe, nothing beside the screen."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from ilojobs_app.core.i18n import use_language
from ilojobs_app.web.routes import PAGES
from tests.accessibility.axe import Axe
from tests.e2e.candidates import Candidates
from tests.e2e.pages.site_page import SitePage
from tests.e2e.server import Clock, Server
from tests.factories.applications import make_submitted

WIDE, PHONE, ZOOMED = 1280, 390, 320
EXCESS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
PRIVATE = ("/profile", "/apply", "/applications", "/options")
OTHERS = (
    "/options/job-alerts?create=1",
    "/vacancies?q=xyz",
    "/vacancies?category=internships",
    "/nowhere",
    "/vacancies/999999",
)


@pytest.fixture
def address_of(
    server: Server, clock: Clock, candidate: Candidates, open_vacancy: Callable[..., int]
) -> Callable[[str], str]:
    """Give an address of a page, with what it shows behind it."""

    def address(pattern: str) -> str:
        values = {"job_id": 1001, "code": "professional", "number": 0, "token": "0"}
        if pattern.startswith(PRIVATE):
            who = candidate(profile="complete")
            if pattern.startswith("/applications"):
                job_id = open_vacancy()
                with server.transaction() as session, use_language("fr"):
                    values["number"] = make_submitted(session, who.account_id, job_id, clock.now())
        return "" if pattern == "/" else pattern.format(**values)

    return address


def look(page: Page, axe: Axe) -> dict[str, object]:
    """Give what is wrong with the page at each width."""
    wrong: dict[str, object] = {}
    for width in (WIDE, PHONE):
        page.set_viewport_size({"width": width, "height": 900})
        if found := axe.violations():
            wrong[f"{width} px"] = found
        if width == WIDE and (found := axe.what_others_find()):
            wrong["other engines"] = found
    for width in (PHONE, ZOOMED):
        page.set_viewport_size({"width": width, "height": 900})
        if excess := page.evaluate(EXCESS):
            wrong[f"{width} px wide"] = f"{excess} px have to be scrolled"
    return wrong


@pytest.mark.allows_console("status of 4")
@pytest.mark.parametrize("pattern", [*PAGES, *OTHERS])
def test_page(
    page: Page, axe: Axe, language: str, address_of: Callable[[str], str], pattern: str
) -> None:
    site = SitePage(page, language)
    site.path = address_of(pattern)
    site.open()
    assert not look(page, axe)
    # No CV is uploaded anywhere (R7).
    expect(page.locator("input[type=file]")).to_have_count(0)


@pytest.mark.allows_console("status of 410")
def test_closed_notice(
    page: Page, axe: Axe, language: str, open_vacancy: Callable[..., int], clock: Clock
) -> None:
    site = SitePage(page, language)
    site.path = f"/vacancies/{open_vacancy(closes_in=timedelta(minutes=1))}"
    clock.move(timedelta(hours=1))
    site.open()
    assert not look(page, axe)
