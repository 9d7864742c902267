"""What is printed, on A4: the application, the notice, the profile. Nothing empty, nothing torn."""

import re
from collections.abc import Callable
from io import BytesIO

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from ilojobs_app.core.i18n import use_language
from tests.e2e.candidates import Candidate, Candidates
from tests.e2e.pages.site_page import SitePage
from tests.e2e.server import Clock, Server
from tests.factories.applications import LETTER, make_submitted
from tests.factories.profile import full_steps

SAMPLE = 1001
PLACES = ("application", "notice", "profile", "complete profile", "statement", "questions")
Addresses = dict[str, str]
# What has a frame on all sides, or is drawn though it says nothing.
BOXES = """() => [...document.querySelectorAll('body *')].filter((el) => {
  const style = getComputedStyle(el), box = el.getBoundingClientRect();
  if (!el.checkVisibility() || box.width < 2 || box.height < 2 || el.closest('svg')) return false;
  const sides = ['Top', 'Right', 'Bottom', 'Left']
    .filter((side) => parseFloat(style[`border${side}Width`]) && style[`border${side}Style`] !== 'none');
  const clear = (colour) => /, 0\\)$|transparent|^rgb\\(255, 255, 255\\)$/.test(colour);
  const drawn = sides.length || !clear(style.backgroundColor);
  return sides.length === 4 || (drawn && !el.innerText?.trim() && !el.querySelector('svg'));
}).map((el) => el.outerHTML.slice(0, 120))"""


@pytest.fixture
def who(candidate: Candidates) -> Candidate:
    """Give a candidate with a long career."""
    return candidate(profile="complete", steps=full_steps())


@pytest.fixture
def addresses(who: Candidate, server: Server, clock: Clock) -> Addresses:
    """Give where each of PLACES is."""
    with server.transaction() as session, use_language("fr"):
        letter = f"{LETTER}\n\n{'Une phrase de ma lettre. ' * 60}"
        number = make_submitted(session, who.account_id, SAMPLE, clock.now(), letter=letter)
    return {
        "application": f"/applications/{number}",
        "notice": f"/vacancies/{SAMPLE}",
        "profile": "/profile/summary",
        "complete profile": "/profile",
        "statement": "/privacy",
        "questions": "/faq",
    }


@pytest.fixture
def printed(page: Page, addresses: Addresses, spoken: str) -> Callable[[str], list[str]]:
    """Print a place; give the text of each sheet."""

    def sheets(place: str) -> list[str]:
        site = SitePage(page, spoken)
        site.visit(addresses[place])
        site.ready()
        document = page.pdf(format="A4", prefer_css_page_size=True)
        return [sheet.extract_text() for sheet in PdfReader(BytesIO(document)).pages]

    return sheets


def test_an_application_takes_a_few_sheets_with_the_name_on_the_first(
    language: str, who: Candidate, printed: Callable[[str], list[str]]
) -> None:
    sheets = printed("application")
    assert 4 <= len(sheets) <= 5
    for words in (who.name, who.email, "SOCPRO/P/2026/14"):
        assert words in sheets[0]


def test_what_is_not_given_leaves_no_heading(
    page: Page, candidate: Candidates, server: Server, clock: Clock
) -> None:
    account_id = candidate(profile="complete").account_id
    with server.transaction() as session, use_language("fr"):
        number = make_submitted(session, account_id, SAMPLE, clock.now())
    site = SitePage(page)
    site.visit(f"/applications/{number}")
    expect(site.main.get_by_role("heading", name=site.t("Formation")).first).to_be_visible()
    expect(site.main.get_by_role("heading", name=site.t("Références"))).to_have_count(0)


@pytest.mark.parametrize("place", ["application", "profile"])
def test_no_post_and_no_degree_is_torn(place: str, printed: Callable[[str], list[str]]) -> None:
    sheets = printed(place)
    posts = [sheet.count("Chargée de programme ") for sheet in sheets]
    assert sum(posts) == 5
    assert posts == [sheet.count("Motif du départ") for sheet in sheets]
    degrees = [len(re.findall("Diplôme [0-9]", sheet)) for sheet in sheets]
    assert degrees == [sheet.count("Domaine principal") for sheet in sheets]


@pytest.mark.parametrize("place", PLACES)
def test_every_sheet_has_its_number_and_none_has_navigation(
    place: str, page: Page, printed: Callable[[str], list[str]]
) -> None:
    sheets = printed(place)
    for number, sheet in enumerate(sheets, 1):
        assert f"{number} / {len(sheets)}" in sheet
    page.emulate_media(media="print")
    expect(SitePage(page).masthead).to_be_hidden()
    for role in ("navigation", "contentinfo", "button", "combobox", "checkbox"):
        expect(page.get_by_role(role)).to_have_count(0)


@pytest.mark.parametrize("place", PLACES)
def test_no_empty_box_is_printed(
    place: str, page: Page, printed: Callable[[str], list[str]]
) -> None:
    printed(place)
    page.emulate_media(media="print")
    assert page.evaluate(BOXES) == []
