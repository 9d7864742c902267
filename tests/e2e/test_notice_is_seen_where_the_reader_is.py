"""Whatever the page has to say meanwhile stands where one types, and goes with its cause."""

from datetime import timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.candidates import Candidates
from tests.e2e.pages.profile_page import ExperiencePage, ProfileStepPage
from tests.e2e.pages.sign_in_page import SignInPage
from tests.e2e.server import Clock, Server
from tests.e2e.test_operator_finds_the_cause_of_a_fault import without
from tests.e2e.test_session_ends import wake

PHONE = {"width": 390, "height": 700}
FAULT = "Le service a rencontré une panne"
ENDED = "Votre session a pris fin"
LAST = "Réalisations principales"
LOST = "Connexion perdue. Votre saisie reste sur cet appareil."


def notice(step: ProfileStepPage, words: str) -> Locator:
    """Give the notice with these words; there must never be two."""
    return step.page.locator(".notices .banner, .netbar").filter(has_text=step.t(words))


def at_the_last_field(page: Page, language: str = "fr") -> ExperiencePage:
    """Open the first post's form on a phone and put the focus into its last field."""
    page.set_viewport_size(PHONE)
    step = ExperiencePage(page, language).open()
    step.field("Intitulé du poste").fill("Économiste")
    expect(step.saved).to_be_visible()
    step.field(LAST).scroll_into_view_if_needed()
    step.field(LAST).focus()
    return step


def expect_clear_of(field: Locator, over: Locator) -> None:
    """Expect that the notice is seen whole and the field is not under it."""
    expect(over).to_be_in_viewport(ratio=0.99)
    expect(field).to_be_focused()
    mine, its = field.bounding_box(), over.bounding_box()
    assert mine
    assert its
    assert mine["y"] + mine["height"] <= its["y"] or its["y"] + its["height"] <= mine["y"]


def test_that_it_is_saved(page: Page, candidate: Candidates) -> None:
    candidate()
    step = at_the_last_field(page)
    step.field(LAST).press_sequentially("Couverture portée à 31 %.")
    expect(step.saved).to_be_in_viewport(ratio=0.99)
    step.field(LAST).blur()
    expect(step.saved).to_be_in_viewport(ratio=0.99)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_fault_until_what_failed_has_succeeded(
    page: Page, server: Server, language: str, candidate: Candidates
) -> None:
    candidate()
    step = at_the_last_field(page, language)
    with without(server, "profile_drafts"):
        step.field(LAST).press_sequentially("Tarifs.")
        expect_clear_of(step.field(LAST), notice(step, FAULT))
    expect(notice(step, FAULT)).to_have_count(0, timeout=60_000)
    expect(step.saved).to_be_in_viewport()


def test_a_fault_that_is_closed_gives_the_focus_back(
    page: Page, server: Server, candidate: Candidates
) -> None:
    candidate()
    step = at_the_last_field(page)
    with without(server, "profile_drafts"):
        step.field(LAST).press_sequentially("Tarifs.")
        close = notice(step, FAULT).get_by_role("button", name=step.t("Fermer"))
        close.focus()
        close.press("Enter")
        expect(step.field(LAST)).to_be_focused()


@pytest.mark.allows_console("ERR_INTERNET_DISCONNECTED", "WebSocket", "websocket", "ERR_CONNECTION")
def test_that_the_line_is_lost(page: Page, candidate: Candidates) -> None:
    candidate()
    step = at_the_last_field(page)
    page.context.set_offline(True)
    expect(notice(step, LOST)).to_be_in_viewport(ratio=0.99)
    page.context.set_offline(False)
    expect(notice(step, LOST)).to_have_count(0)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_end_of_the_session_leaves_the_form_and_goes_once_its_reader_is_back(
    page: Page, language: str, candidate: Candidates, clock: Clock
) -> None:
    who = candidate()
    step = at_the_last_field(page, language)
    clock.move(timedelta(hours=13))
    step.field(LAST).press_sequentially("Couverture portée à 31 %.")
    expect_clear_of(step.field(LAST), notice(step, ENDED))
    expect(step.field(LAST)).to_have_value("Couverture portée à 31 %.")
    expect(step.field("Intitulé du poste")).to_have_value("Économiste")
    other = SignInPage(page.context.new_page(), language).open()
    other.sign_in(who.email)
    expect(other.title).not_to_have_text(other.t("Se connecter"))
    wake(page)
    expect(notice(step, ENDED)).to_have_count(0)
    expect(step.field(LAST)).to_have_value("Couverture portée à 31 %.")
    expect(step.saved).to_be_visible(timeout=60_000)
    step.open()
    step.change(step.cards, "Modifier")
    expect(step.field(LAST)).to_have_value("Couverture portée à 31 %.")


def test_a_page_that_connects_again_after_the_end_keeps_its_open_form(
    page: Page, candidate: Candidates, clock: Clock
) -> None:
    candidate()
    step = at_the_last_field(page)
    step.field(LAST).press_sequentially("Tarifs.")
    clock.move(timedelta(hours=13))
    page.evaluate("window.dispatchEvent(new Event('ilojobs:connect'))")
    expect(notice(step, ENDED)).to_be_in_viewport(ratio=0.99)
    expect(step.field(LAST)).to_have_value("Tarifs.")


def test_a_low_window_keeps_room_for_what_one_types(
    page: Page, candidate: Candidates, clock: Clock
) -> None:
    candidate()
    step = at_the_last_field(page)
    page.set_viewport_size({"width": 320, "height": 256})
    clock.move(timedelta(hours=1, minutes=56))
    wake(page)
    bar = page.locator(".notices .banner")
    expect(bar).to_be_in_viewport(ratio=0.99)
    box = bar.bounding_box()
    assert box
    assert box["height"] <= 256 * 0.4
    expect(step.field(LAST)).to_be_visible()
