"""A page that stays open says what holds now: countdowns in lists, notices, drafts, at the form (B3)."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from ilojobs_app.applications import service
from ilojobs_app.core.i18n import use_language
from tests.e2e.candidates import Candidate, Candidates
from tests.e2e.pages.apply_page import ApplicationPage, ApplicationsPage, ApplyPage
from tests.e2e.pages.site_page import SitePage
from tests.e2e.server import Clock, Server
from tests.factories.applications import letter_form, make_submitted

Publish = Callable[..., int]
PLACES = [
    "/vacancies?q=Actuaire+d%27essai",
    "/vacancies/{job_id}",
    "/applications",
    "/apply/{job_id}",
]


@pytest.fixture
def draft(server: Server, clock: Clock) -> Callable[[Candidate, int], None]:
    """Keep the draft of a letter."""

    def keep(who: Candidate, job_id: int) -> None:
        with server.transaction() as session, use_language("fr"):
            service.save_letter_draft(
                session,
                account_id=who.account_id,
                job_id=job_id,
                form=letter_form(),
                now=clock.now(),
            )

    return keep


def countdown(page: Page, job_id: int) -> Locator:
    return page.locator(f"[data-countdown='{job_id}']").first


@pytest.mark.allows_console("status of 410")
@pytest.mark.parametrize("place", PLACES)
def test_a_countdown_ends_on_the_page_that_stays_open(
    page: Page,
    language: str,
    candidate: Candidates,
    open_vacancy: Publish,
    clock: Clock,
    draft: Callable[[Candidate, int], None],
    place: str,
) -> None:
    titles = {f"title_{tongue}": "Actuaire d'essai" for tongue in ("fr", "en")}
    job_id = open_vacancy(closes_in=timedelta(minutes=90), **titles)
    who = candidate(profile="complete")
    draft(who, job_id)
    page.clock.install()
    site = SitePage(page, language)
    site.visit(place.format(job_id=job_id))
    left = countdown(page, job_id)
    one = site.n("Encore %(n)d heure", "Encore %(n)d heures", 1)
    expect(left).to_have_text(one)
    expect(left).to_have_attribute("data-state", "last")

    # Words that no longer hold are worded again: 49 minutes are left.
    clock.move(timedelta(minutes=40))
    page.clock.fast_forward("40:00")
    few = site.n("Encore %(n)d minute", "Encore %(n)d minutes", 49)
    expect(left).to_have_text(few)

    clock.move(timedelta(minutes=50))
    page.clock.fast_forward("50:00")
    expect(left).to_have_attribute("data-state", "closed")
    closed = site.t("Clos depuis le %(date)s").split("%(date)s")[0]
    expect(left).to_contain_text(closed)


def test_moments_are_said_on_the_reader_s_clock_too(
    page: Page,
    language: str,
    candidate: Candidates,
    open_vacancy: Publish,
    server: Server,
    clock: Clock,
    draft: Callable[[Candidate, int], None],
) -> None:
    # The browser of the tests is in Dakar, an hour or two behind Geneva.
    who = candidate(profile="complete")
    draft(who, open_vacancy())
    with server.transaction() as session, use_language("fr"):
        number = make_submitted(session, who.account_id, open_vacancy(), clock.now())
    here = {"fr": "Dans votre fuseau (Dakar)", "en": "In your time zone (Dakar)"}[language]

    applications = ApplicationsPage(page, language).open()
    expect(applications.lines).to_have_count(2)
    for line in applications.lines.all():
        expect(line.locator("time[data-filled]")).to_contain_text(here)
    receipt = ApplicationPage(page, language)
    receipt.visit(f"/applications/{number}")
    expect(receipt.fact("Soumise le")).to_contain_text(here)


def test_the_head_of_the_form_agrees_with_what_is_said_of_the_deadline(
    page: Page, candidate: Candidates, open_vacancy: Publish, clock: Clock
) -> None:
    candidate(profile="complete")
    job_id = open_vacancy(closes_in=timedelta(minutes=46))
    form = ApplyPage(page, job_id=job_id).open()
    form.is_seconded("Non")
    clock.move(timedelta(hours=1))
    form.write_letter("Commencée à temps")
    late = "La date de clôture est passée : l'on ne peut plus postuler."
    expect(form.main.get_by_text(form.t(late))).to_be_visible()
    expect(countdown(page, job_id)).to_have_attribute("data-state", "closed")
    form.submit()
    expect(form.banner("Ce poste est clos")).to_be_visible()
    expect(countdown(page, job_id)).to_have_attribute("data-state", "closed")
