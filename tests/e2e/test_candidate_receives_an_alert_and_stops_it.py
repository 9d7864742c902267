"""From the category's page to the mail in the mailbox, and out again without signing in (RFC 8058)."""

import re
from collections.abc import Callable
from datetime import timedelta
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Page, expect

from ilojobs_app.alerts import digests
from ilojobs_app.alerts.service import own_alerts, wants_alerts
from ilojobs_app.core.i18n import use_language
from ilojobs_app.vacancies.categories import short_name
from tests.e2e.candidates import Candidate, Candidates
from tests.e2e.mailbox import Mail, Mailbox
from tests.e2e.pages.alerts_page import AlertsPage, CategoryPage, UnsubscribePage
from tests.e2e.server import Clock, Server

Publish = Callable[..., int]
CATEGORY = "junior-experts"


@pytest.fixture
def receive(
    server: Server, clock: Clock, mailbox: Mailbox, open_vacancy: Publish
) -> Callable[[Candidate], Mail]:
    """Publish a vacancy and let the time pass until the candidate has the mail."""

    def received(who: Candidate) -> Mail:
        open_vacancy(category=CATEGORY, title_fr="Jeune experte", title_en="Junior expert")
        digests.run(clock.now(), bind=server.engine)
        clock.move(timedelta(minutes=11))
        digests.run(clock.now(), bind=server.engine)
        return mailbox.wait_for(who.email)

    return received


def links(mail: Mail) -> list[str]:
    """Give the addresses of the mail that stop alerts."""
    return re.findall(r"https?://\S+/unsubscribe/\S+", mail.text)


def subscribe(page: Page, language: str) -> None:
    """Create an alert on the category's page."""
    category = CategoryPage(page, language, CATEGORY).open()
    category.choose_frequency("Dès la publication")
    category.create()
    expect(category.message).to_be_focused()


def test_alert_goes_from_category_to_mailbox_and_stops_with_one_click(
    page: Page,
    language: str,
    server: Server,
    candidate: Candidates,
    receive: Callable[[Candidate], Mail],
) -> None:
    who = candidate()
    subscribe(page, language)
    mail = receive(who)
    assert mail.language == language
    assert {"fr": "Jeune experte", "en": "Junior expert"}[language] in mail.text
    # As a mail program does it: no cookie, no Origin, and no page is looked at.
    address = links(mail)[0]
    assert urlsplit(address).path.startswith(f"/{language}/")
    answer = urlopen(Request(address, data=b"List-Unsubscribe=One-Click", method="POST"))
    assert answer.status == 200
    alerts = AlertsPage(page, language).open()
    with use_language(language):
        expect(alerts.undo_button(short_name(CATEGORY))).to_be_visible()
    expect(alerts.cards).to_have_count(0)
    with server.transaction() as session:
        assert wants_alerts(session, account_id=who.account_id)


def test_link_of_the_mail_asks_before_it_acts(
    page: Page,
    language: str,
    server: Server,
    clock: Clock,
    candidate: Candidates,
    receive: Callable[[Candidate], Mail],
) -> None:
    who = candidate()
    subscribe(page, language)
    address = links(receive(who))[0]
    page.context.clear_cookies()
    link = UnsubscribePage(page, language)
    link.follow(address)
    with use_language(language):
        expect(link.main).to_contain_text(short_name(CATEGORY))
    with server.transaction() as session:
        assert own_alerts(session, account_id=who.account_id, now=clock.now())
    link.switch_language()
    with use_language(link.language):
        expect(link.main).to_contain_text(short_name(CATEGORY))
    link.stop_this()
    expect(link.title).to_be_focused()
    with server.transaction() as session:
        assert not own_alerts(session, account_id=who.account_id, now=clock.now())
    link.press("Ne plus recevoir aucune alerte")
    expect(link.title).to_have_text(link.t("Vos alertes sont désactivées"))
    with server.transaction() as session:
        assert not wants_alerts(session, account_id=who.account_id)


@pytest.mark.allows_console("410")
def test_link_that_nobody_was_sent_says_what_to_do(page: Page) -> None:
    link = UnsubscribePage(page)
    answer = link.visit("/unsubscribe/" + "x" * 43)
    assert answer.status == 410
    expect(link.link("Alertes de poste")).to_be_visible()
