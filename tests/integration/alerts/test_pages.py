"""The forms of alerts: what the server answers to what a browser, or anybody, sends."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from html import unescape

import pytest
from sqlmodel import Session

from ilojobs_app.accounts.models import Account
from ilojobs_app.alerts.criteria import AlertCriteria
from ilojobs_app.alerts.errors import ALERTS_MAX
from ilojobs_app.alerts.service import own_alerts, set_wants_alerts
from ilojobs_app.alerts.state.views import options_view
from ilojobs_app.applications.standings import standings
from ilojobs_app.core.i18n import use_language
from ilojobs_app.notifications import bounces
from ilojobs_app.pages import category_data, job_alerts_data, options_account_data
from ilojobs_app.vacancies.standings import told_by
from ilojobs_app.web.gate import FOREIGN_POSTS
from ilojobs_app.web.islands import Island, PageRequest, Redirect
from ilojobs_app.web.principal import Principal
from tests.factories.accounts import make_account
from tests.factories.alerts import make_alert
from tests.factories.applications import make_candidate, make_submitted
from tests.factories.vacancies import make_vacancy

Ask = Callable[..., Island | Redirect]
CATEGORY = "/categories/professional"
OPTIONS = "/options/job-alerts"
ACCOUNT = "/options/account"
HANDLERS = {
    CATEGORY: category_data.show,
    OPTIONS: job_alerts_data.show,
    ACCOUNT: options_account_data.show,
}


@pytest.fixture
def ask(session: Session, now: datetime) -> Ask:
    """Ask a page; a form makes it a POST."""

    def asked(
        path: str, account: Account | None, form: dict[str, str] | None = None, **query: str
    ) -> Island | Redirect:
        who = account and Principal(account.id or 0, 1, "Aïssata", "Diallo", account.email)
        request = PageRequest(
            language="fr",
            method="GET" if form is None else "POST",
            path=path,
            parameters={"code": path.rpartition("/")[2]},
            query=query,
            form=form or {},
            principal=who,
            browser="",
            address="",
            session=session,
            now=now,
        )
        with use_language("fr"):
            return HANDLERS[path](request)

    return asked


def plain(answer: Island | Redirect) -> str:
    assert isinstance(answer, Island)
    return str(answer.html.unescape()).replace("\u2019", "'").replace("\u00a0", " ")


def test_visitor_is_sent_to_sign_in_with_the_choices(ask: Ask) -> None:
    answer = ask(CATEGORY, None, {"frequency": "daily", "zone": "Africa/Dakar"})
    assert isinstance(answer, Redirect)
    assert answer.to.startswith("/sign-in?next=%2Ffr%2Fcategories%2Fprofessional%3F")
    assert "frequency%3Ddaily" in answer.to


def test_zone_of_the_browser_is_checked(ask: Ask, session: Session, now: datetime) -> None:
    account = make_account(session)
    ask(CATEGORY, account, {"frequency": "weekly", "weekday": "9", "zone": "Mars/Olympus"})
    (alert,) = own_alerts(session, account_id=account.id or 0, now=now)
    assert (alert.time_zone, alert.weekday) == ("Europe/Zurich", 0)


@pytest.mark.parametrize("nasty", ['"><script>alert(1)</script>', "{{ 7 * 7 }}", "%(n)s", "\x00"])
def test_nasty_words_are_shown_as_text(ask: Ask, session: Session, nasty: str) -> None:
    answer = ask(OPTIONS, make_account(session), create="1", q=nasty, place=nasty, category=nasty)
    assert isinstance(answer, Island)
    assert "<script>" not in answer.html


def test_same_criteria_twice_lead_to_the_alert_there_is(
    ask: Ask, session: Session, now: datetime
) -> None:
    account = make_account(session)
    alert = make_alert(session, now, account=account)
    answer = ask(CATEGORY, account, {"frequency": "daily"})
    assert f"/fr/options/job-alerts#alert-{alert.id}" in plain(answer)
    assert isinstance(answer, Island)
    assert answer.status == 422


def test_thirty_first_alert_is_refused(ask: Ask, session: Session, now: datetime) -> None:
    account = make_account(session)
    for number in range(ALERTS_MAX):
        criteria = AlertCriteria(keyword=f"mot{number}")
        make_alert(session, now, account=account, criteria=criteria)
    answer = ask(OPTIONS, account, {"create": "1", "q": "autre"})
    assert "30 alertes" in plain(answer)
    assert len(own_alerts(session, account_id=account.id or 0, now=now)) == ALERTS_MAX


def test_alert_of_somebody_else_is_no_alert(ask: Ask, session: Session, now: datetime) -> None:
    alert = make_alert(session, now, criteria=AlertCriteria(keyword="secret"))
    stranger = make_account(session)
    for answer in (
        ask(OPTIONS, stranger, edit=str(alert.id)),
        ask(OPTIONS, stranger, {"edit": str(alert.id), "q": "pris"}),
        ask(OPTIONS, stranger, created=str(alert.id)),
        ask(OPTIONS, stranger, changed=str(alert.id)),
    ):
        assert "n'existe plus" in plain(answer)
        assert "secret" not in plain(answer)
    assert AlertCriteria.read(alert.criteria).keyword == "secret"


def test_alert_created_while_alerts_are_off_says_so(
    ask: Ask, session: Session, now: datetime
) -> None:
    account = make_account(session)
    set_wants_alerts(session, account_id=account.id or 0, wanted=False, now=now)
    alert = make_alert(session, now, account=account)
    assert "rien n'est envoyé" in plain(ask(CATEGORY, account, created=str(alert.id)))


@pytest.mark.parametrize(
    ("path", "free"),
    [
        ("/fr/unsubscribe/abc-DEF_1", True),
        ("/en/unsubscribe/abc12", True),
        ("/fr/unsubscribe/", False),
        ("/fr/unsubscribe/a/b", False),
        ("/fr/sign-out", False),
        ("/fr/sign-in/unsubscribe/abc", False),
        ("/_island/fr/unsubscribe/abc", False),
        ("/fr/unsubscribe/../sign-out", False),
    ],
)
def test_only_unsubscribing_needs_no_origin(path: str, free: bool) -> None:
    assert (FOREIGN_POSTS.fullmatch(path) is not None) is free


def test_a_form_of_an_alert_changes_only_what_was_changed_in_it(
    ask: Ask, session: Session, now: datetime
) -> None:
    alert = make_alert(session, now, criteria=AlertCriteria("actuaire"))
    account = session.get_one(Account, alert.account_id)
    form = filled(ask(OPTIONS, account, edit=str(alert.id)))
    # Meanwhile another device sets day and language.
    alert.weekday, alert.language = 4, "en"
    session.flush()
    ask(OPTIONS, account, form | {"q": "juriste"})
    (view,) = own_alerts(session, account_id=account.id or 0, now=now)
    assert (view.criteria.keyword, view.weekday, view.language) == ("juriste", 4, "en")
    # What is emptied in the form is a change too.
    ask(OPTIONS, account, filled(ask(OPTIONS, account, edit=str(alert.id))) | {"q": ""})
    (view,) = own_alerts(session, account_id=account.id or 0, now=now)
    assert view.criteria.keyword == ""


def filled(answer: Island | Redirect) -> dict[str, str]:
    """Read the form as a browser would send it."""
    assert isinstance(answer, Island)
    html = str(answer.html)
    inputs = re.findall(r"<input[^>]*>", html)
    sent = {}
    for tag in inputs:
        name, value = (re.search(f'{what}="([^"]*)"', tag) for what in ("name", "value"))
        if name and value and ('type="radio"' not in tag or " checked" in tag):
            sent[name[1]] = unescape(value[1])
    for name, options in re.findall(r'<select[^>]*name="(\w+)">(.*?)</select>', html, re.DOTALL):
        chosen = re.search(r'value="([^"]*)"[^>]* selected', options)
        sent[name] = unescape(chosen[1]) if chosen else ""
    return sent


@pytest.mark.parametrize("page", [OPTIONS, ACCOUNT])
def test_owner_of_an_address_that_is_not_written_to_is_told_and_starts_again(
    ask: Ask, session: Session, now: datetime, page: str
) -> None:
    account = make_account(session)
    assert "ne sont plus envoyées" not in plain(ask(page, account))
    bounces.record(session, address=account.email, reason="550", now=now)
    session.flush()
    shown = plain(ask(page, account))
    assert "Vos alertes ne sont plus envoyées" in shown
    assert account.email in shown
    answer = ask(page, account, {"start-mails": "1"})
    assert answer == Redirect(f"{page}?mails=again")
    shown = plain(ask(page, account, mails="again"))
    assert "Vos alertes sont de nouveau envoyées." in shown
    assert "ne sont plus envoyées" not in shown


def test_mails_are_started_again_three_times_only(
    ask: Ask, session: Session, now: datetime
) -> None:
    account = make_account(session)
    for _time in range(3):
        bounces.record(session, address=account.email, reason="550", now=now)
        session.flush()
        assert isinstance(ask(ACCOUNT, account, {"start-mails": "1"}), Redirect)
    bounces.record(session, address=account.email, reason="550", now=now)
    session.flush()
    answer = ask(ACCOUNT, account, {"start-mails": "1"})
    assert isinstance(answer, Island)
    assert answer.status == 429
    assert "Trop d'essais" in plain(answer)
    assert bounces.is_stopped(session, address=account.email)


def test_no_page_promises_a_mail_to_an_address_that_is_not_written_to(
    ask: Ask, session: Session, now: datetime
) -> None:
    account = make_account(session)
    alert = make_alert(session, now, account=account)
    bounces.record(session, address=account.email, reason="550", now=now)
    session.flush()
    with use_language("fr"):
        (card,) = options_view(session, account_id=account.id or 0, now=now).cards
    assert card.next == "Aucun envoi : votre adresse a refusé nos courriels".replace(
        " :", "\u00a0:"
    )
    promised = [
        ask(CATEGORY, account),
        ask(OPTIONS, account, create="1"),
        ask(OPTIONS, account, created=str(alert.id)),
    ]
    for answer in promised:
        assert "Premier envoi" not in plain(answer)
        assert "Aucun envoi : l'adresse de votre compte" in plain(answer)


def test_rows_of_alerts_say_what_was_applied_for(ask: Ask, session: Session, now: datetime) -> None:
    account = make_candidate(session, now)
    vacancy = make_vacancy(session, published_at=now - timedelta(days=1))
    make_alert(session, now, account=account)
    with use_language("fr"):
        make_submitted(session, account.id or 0, vacancy.job_id, now)
        told_by(standings)
        (card,) = options_view(session, account_id=account.id or 0, now=now).cards
    said = "Candidature soumise le"
    assert [said in row.note for row in card.rows] == [True]
    assert said in plain(ask(OPTIONS, account, create="1"))
    assert said not in plain(ask(OPTIONS, make_account(session), create="1"))
