"""Every page fits a screen of 390 pixels: nothing is reached by scrolling sideways."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from ilojobs_app.web.routes import PAGES
from tests.e2e.candidates import Candidates
from tests.e2e.pages.site_page import SitePage

PHONE = {"width": 390, "height": 844}
EXCESS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.allows_console("status of 4")
def test_pages_fit_a_phone(
    page: Page, language: str, candidate: Candidates, open_vacancy: Callable[..., int]
) -> None:
    candidate(profile="complete")
    job_id = open_vacancy()
    page.set_viewport_size(PHONE)
    values = {"job_id": job_id, "code": "professional", "number": 1}
    wider = {}
    for pattern in PAGES:
        site = SitePage(page, language)
        site.path = "" if pattern == "/" else pattern.format(**values)
        site.open()
        if excess := page.evaluate(EXCESS):
            wider[site.path] = excess
    assert not wider


def test_menu_opens_on_a_phone(page: Page, language: str) -> None:
    page.set_viewport_size(PHONE)
    site = SitePage(page, language).open()
    link = site.masthead.get_by_role(
        "navigation", name=site.t("Navigation principale")
    ).get_by_role("link", name=site.t("Catégories d'emplois"))
    expect(link).to_be_hidden()
    site.masthead.get_by_role("button", name=site.t("Menu")).click()
    link.click()
    expect(site.title).to_have_text(site.t("Catégories d'emplois"))
    expect(link).to_be_hidden()
