"""A tab shows one candidate: it leaves when another signs in, or out, in another tab."""

import re

import pytest
from playwright.sync_api import BrowserContext, Page, WebSocketRoute, expect

from tests.e2e.candidates import Candidates
from tests.e2e.fixtures import Console
from tests.e2e.pages.sign_in_page import SignInPage
from tests.e2e.pages.site_page import SitePage

POST_HERE = """() => {
  const form = document.createElement("form");
  form.method = "post";
  form.append(document.querySelector("form[action$='/sign-out'] [name=owner]").cloneNode());
  document.body.append(form);
  form.submit();
}"""


@pytest.fixture
def two_tabs(context: BrowserContext, page: Page, console: Console) -> tuple[Page, Page]:
    return page, console.watch(context.new_page())


def test_other_tabs_leave_their_private_pages_when_one_signs_out(
    two_tabs: tuple[Page, Page], candidate: Candidates, language: str
) -> None:
    who = candidate(profile="draft")
    here, there = two_tabs
    SitePage(there, language).visit("/profile/personal")
    expect(there.get_by_label(SitePage(there, language).t("Ville"))).to_be_visible()
    form = SitePage(here, language)
    form.visit("/")
    form.sign_out()
    expect(there).to_have_url(re.compile(r"/sign-in\?next="))
    expect(there.locator("body")).not_to_contain_text(who.name)


def test_a_tab_of_one_account_becomes_the_next_ones(
    two_tabs: tuple[Page, Page], candidate: Candidates
) -> None:
    first = candidate(profile="draft")
    here, there = two_tabs
    SitePage(there).visit("/profile/personal")
    there.get_by_label("Ville").fill("Tombouctou-sur-Premier")
    second = candidate(signed_in=False, first_names="Moussa", last_name="Sow")
    form = SitePage(here)
    form.visit("/")
    form.sign_out()
    SignInPage(here).open().sign_in(second.email)
    expect(here).to_have_url(re.compile("/profile$"))
    SitePage(there).visit("/profile/personal")
    expect(there.get_by_label("Ville")).to_have_value("")
    expect(there.locator("body")).not_to_contain_text(first.name)


@pytest.mark.allows_console("status of 40[19]", "WebSocket")
def test_a_page_that_hears_nothing_empties_itself_when_it_connects_again(
    two_tabs: tuple[Page, Page], candidate: Candidates
) -> None:
    """No channel between tabs: the server says that the page is another person's."""
    first = candidate(profile="draft")
    here, there = two_tabs
    there.add_init_script("delete window.BroadcastChannel")
    lines: list[WebSocketRoute] = []

    def connect(line: WebSocketRoute) -> None:
        line.connect_to_server()
        lines.append(line)

    there.route_web_socket(re.compile("/_event"), connect)
    SitePage(there).visit("/profile/personal")
    city = there.get_by_label("Ville")
    expect(city).to_be_visible()
    second = candidate(signed_in=False, first_names="Moussa", last_name="Sow")
    form = SitePage(here)
    form.visit("/")
    form.sign_out()
    SignInPage(here).open().sign_in(second.email)
    expect(here).to_have_url(re.compile("/profile$"))
    # The line breaks, and comes back with the cookie of the second.
    lines[-1].close()
    expect(there.locator("body")).not_to_contain_text(first.name)
    expect(there.get_by_label("Ville")).to_have_value("")


@pytest.mark.allows_console("status of 409")
@pytest.mark.parametrize("address", ["/options/job-alerts?create=1", "/profile/summary"])
def test_the_page_that_refuses_a_form_shows_nothing_else(
    page: Page, language: str, candidate: Candidates, address: str
) -> None:
    candidate(profile="complete")
    site = SitePage(page, language)
    site.visit(address)
    second = candidate(profile="complete", signed_in=False)
    page.context.clear_cookies()
    candidate.sign_in(second)
    with page.expect_navigation():
        # As a form of this page is posted: the owner is that of the page.
        page.evaluate(POST_HERE)
    site.ready()
    expect(site.title).to_have_text(site.t("Cette page n'est plus la vôtre"))
    expect(site.main.get_by_role("heading")).to_have_count(1)
    expect(site.main.get_by_role("link")).to_have_count(1)
    expect(site.main.get_by_role("button")).to_have_count(0)
