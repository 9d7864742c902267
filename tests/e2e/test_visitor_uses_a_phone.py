"""On a phone. That every page fits its width is looked at in `tests/accessibility/test_pages.py`."""

from playwright.sync_api import Page, expect

from tests.e2e.pages.site_page import SitePage

PHONE = {"width": 390, "height": 844}


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
