"""Who goes through a page with Tab sees what has the focus, whole, at every size (WCAG 2.4.7, 2.4.11)."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from ilojobs_app.core.i18n import use_language
from tests.e2e.candidates import Candidates
from tests.e2e.pages.register_page import RegisterPage
from tests.e2e.pages.site_page import SitePage
from tests.e2e.server import Clock, Server
from tests.factories.applications import make_submitted

# The last one is 400 % of 1280 × 1024.
SIZES = [(1280, 900), (1366, 768), (390, 844), (320, 256)]
ASKED = {"degree": "advanced", "years": 7, "languages": [{"any_of": ["fr"], "level": "fluent"}]}
AT_MOST = 160
# What is outside of the screen, or lies under something that sticks; null where the focus has left.
LOOK = """() => {
  const focused = document.activeElement;
  if (!focused || focused === document.body) return null;
  const { left, right, top, bottom, width, height } = focused.getClientRects()[0];
  const name = (focused.getAttribute("aria-label") || focused.textContent.trim() || focused.id).slice(0, 60);
  // Of a text area that takes most of the screen, the line with the caret is seen.
  const isHigher = height > innerHeight * 0.6;
  if (left < -1 || right > innerWidth + 1 || (!isHigher && (top < -1 || bottom > innerHeight + 1)))
    return [name, `outside: ${Math.round(top)} to ${Math.round(bottom)} of ${innerHeight}`];
  for (const part of [0.1, 0.5, 0.9]) {
    const y = top + height * part;
    if (y < 0 || y > innerHeight) continue;
    for (let over = document.elementFromPoint(left + width / 2, y); over; over = over.parentElement) {
      if (over.contains(focused)) break;
      if (["fixed", "sticky"].includes(getComputedStyle(over).position)) return [name, `under ${over.className}`];
    }
  }
  return [name, ""];
}"""


def hidden_focus(page: Page) -> list[str]:
    """Go through a page; give what could not be seen, with the reason."""
    hidden = []
    page.evaluate("document.activeElement?.blur()")
    for _step in range(AT_MOST):
        page.keyboard.press("Tab")
        seen = page.evaluate(LOOK)
        if seen is None:
            break
        if seen[1]:
            hidden.append(f"{seen[0]}: {seen[1]}")
    return hidden


@pytest.fixture
def addresses(
    server: Server, clock: Clock, candidate: Candidates, open_vacancy: Callable[..., int]
) -> list[str]:
    """Give pages of a candidate who has applied for one vacancy and reads another."""
    who = candidate(profile="complete")
    applied, read = (
        open_vacancy(),
        open_vacancy(requirements=ASKED, unit_fr="Unité au nom long " * 8),
    )
    with server.transaction() as session, use_language("fr"):
        number = make_submitted(session, who.account_id, applied, clock.now())
    return [
        "",
        "/vacancies",
        f"/vacancies/{read}",
        "/categories/professional",
        "/faq",
        "/profile",
        "/profile/personal",
        "/profile/education",
        "/profile/languages",
        "/profile/expertise",
        "/profile/summary",
        f"/apply/{read}",
        "/applications",
        f"/applications/{number}",
        "/options/job-alerts?create=1",
        "/options/account",
    ]


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_what_has_the_focus_is_seen_whole(
    page: Page, addresses: list[str], size: tuple[int, int]
) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    site, hidden = SitePage(page), {}
    for address in addresses:
        site.visit(address)
        site.ready()
        # What the server says of the candidate has come in.
        page.wait_for_load_state("networkidle")
        if found := hidden_focus(page):
            hidden[address] = found
    assert hidden == {}


@pytest.mark.parametrize("size", [*SIZES, (320, 568)], ids=lambda size: f"{size[0]}x{size[1]}")
def test_what_opens_over_a_page_is_seen_whole(
    page: Page, language: str, candidate: Candidates, size: tuple[int, int]
) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    form = RegisterPage(page, language).open()
    form.choose("Pays/Territoire de résidence", "SN")
    form.read_statement()
    expect(form.dialog).to_be_visible()
    assert focus_within(page, "dialog[open]") == []

    candidate()
    SitePage(page, language).open()
    menu = page.locator("[data-menu]")
    menu.click()
    assert focus_within(page, f"#{menu.get_attribute('aria-controls')}") == []


def focus_within(page: Page, opened: str) -> list[str]:
    """Focus on each control of what has been opened; give what could not be seen."""
    hidden = []
    for control in page.locator(opened).locator("a, button").all():
        control.focus()
        name, reason = page.evaluate(LOOK)
        if reason:
            hidden.append(f"{name}: {reason}")
    return hidden


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_visitors_see_what_has_the_focus_whole(page: Page, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    site, hidden = SitePage(page), {}
    for address in ("", "/vacancies/1001", "/register", "/sign-in", "/categories"):
        site.visit(address)
        site.ready()
        if found := hidden_focus(page):
            hidden[address] = found
    assert hidden == {}
