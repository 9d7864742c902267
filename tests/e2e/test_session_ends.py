"""A session that is about to end says so where the reader is, and nothing typed is lost by its end."""

import re
from datetime import timedelta

from playwright.sync_api import Locator, Page, expect

from tests.e2e.candidates import Candidates
from tests.e2e.pages.alerts_page import AlertsPage
from tests.e2e.pages.profile_page import PersonalPage
from tests.e2e.pages.sign_in_page import SignInPage
from tests.e2e.server import Clock

SOON = re.compile("Votre session prend fin dans [45] minutes|Your session ends in [45] minutes")
NEARLY = timedelta(hours=1, minutes=56)


def wake(page: Page) -> None:
    """Look at the tab again, as after a computer has slept: its timers have stood still."""
    page.wait_for_function("window.__ilojobs_arrived")  # it listens from then on
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def bar(page: Page) -> Locator:
    """Give the warning."""
    return page.locator(".notices [role=alert] .banner")


def test_warning_before_the_end_of_idleness_keeps_the_session_in_every_tab(
    page: Page, language: str, candidate: Candidates, clock: Clock
) -> None:
    candidate()
    step = PersonalPage(page, language).open()
    other = page.context.new_page()
    other.goto(f"/{language}/vacancies")
    step.field("Adresse").focus()
    clock.move(NEARLY)
    for tab in (other, page):
        wake(tab)
        expect(bar(tab)).to_contain_text(SOON)
        expect(bar(tab)).to_be_in_viewport(ratio=1)
    expect(step.field("Adresse")).to_be_focused()
    bar(page).get_by_role("button", name=step.t("Rester connecté")).click()
    for tab in (page, other):
        expect(bar(tab)).to_have_count(0)
    expect(
        page.get_by_role("alert").filter(has_text=step.t("Votre session continue."))
    ).to_have_count(1)
    clock.move(NEARLY)
    step.open()
    expect(step.field("Adresse")).to_be_visible()


def test_warning_does_not_cover_the_field_that_one_types_in(
    page: Page, candidate: Candidates, clock: Clock
) -> None:
    candidate()
    page.set_viewport_size({"width": 320, "height": 480})
    step = PersonalPage(page).open()
    field = step.field("Adresse")
    field.focus()
    field.evaluate(
        "e => window.scrollTo(0, scrollY + e.getBoundingClientRect().bottom - innerHeight)"
    )
    clock.move(NEARLY)
    wake(page)
    expect(bar(page)).to_be_in_viewport(ratio=1)
    expect(field).to_be_focused()
    page.wait_for_timeout(300)
    box, over = field.bounding_box(), bar(page).bounding_box()
    assert box
    assert over
    assert box["y"] + box["height"] <= over["y"]


def test_typing_where_nothing_is_saved_is_use(
    page: Page, candidate: Candidates, clock: Clock
) -> None:
    candidate()
    page.clock.install()
    with page.expect_response("**/api/session"):  # the page listens from then on
        page.goto("/fr/vacancies")
    clock.move(NEARLY)
    page.clock.fast_forward(61_000)
    with page.expect_response(lambda answer: answer.request.method == "POST") as posted:
        page.locator("main input[type=search], main input[type=text]").first.fill("eau")
    assert posted.value.url.endswith("/api/session")
    assert posted.value.json()["seconds"] > 7000


def test_what_is_typed_after_the_end_of_idleness_is_saved_after_signing_in_again(
    page: Page, candidate: Candidates, clock: Clock
) -> None:
    who = candidate()
    step = PersonalPage(page).open()
    clock.move(timedelta(hours=2, minutes=1))
    wake(page)
    expect(bar(page)).to_contain_text(step.t("Votre session a pris fin"))
    step.field("Adresse").fill("14, rue de la Session")
    bar(page).get_by_role("link", name=step.t("Se connecter")).click()
    SignInPage(page).ready().sign_in(who.email)
    expect(page).to_have_url(re.compile("/fr/profile/personal$"))
    expect(step.field("Adresse")).to_have_value("14, rue de la Session")
    expect(step.saved).to_be_visible()


def test_the_last_end_offers_no_stay(page: Page, candidate: Candidates, clock: Clock) -> None:
    candidate()
    step = PersonalPage(page).open()
    for _ in range(7):
        clock.move(timedelta(minutes=100))
        step.open()
    clock.move(timedelta(minutes=16))
    wake(page)
    expect(bar(page)).to_contain_text(SOON)
    expect(bar(page).get_by_role("button")).to_have_count(0)


def test_an_alert_that_is_sent_after_the_end_keeps_its_choices(
    page: Page, language: str, candidate: Candidates, clock: Clock
) -> None:
    who = candidate()
    form = AlertsPage(page, language).open("?create=1&category=professional")
    form.form.get_by_role("searchbox").fill("budget & santé")
    form.choose_frequency("Chaque mois")
    clock.move(timedelta(hours=13))
    form.create()
    SignInPage(page, language).ready().sign_in(who.email)
    expect(form.form.get_by_role("searchbox")).to_have_value("budget & santé")
    expect(form.form.get_by_role("radio", name=form.t("Chaque mois"))).to_be_checked()
