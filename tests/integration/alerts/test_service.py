"""What candidates do with their alerts in Options, and what is refused."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, select

from ilojobs_app.alerts import matching, service
from ilojobs_app.alerts.criteria import AlertCriteria
from ilojobs_app.alerts.errors import AlertExists, TooManyAlerts
from ilojobs_app.alerts.housekeeping import delete_expired
from ilojobs_app.alerts.models import CriteriaRow, Frequency, JobAlert, Match
from ilojobs_app.alerts.preview import preview
from ilojobs_app.alerts.recently_deleted import recently_deleted
from ilojobs_app.alerts.state.account import choices_of, choose
from ilojobs_app.alerts.state.words import preview_words
from ilojobs_app.core.errors import Invalid, NotFound
from ilojobs_app.web.errors import changed_of
from tests.factories.accounts import make_account
from tests.factories.alerts import make_alert
from tests.factories.vacancies import make_vacancy
from tests.integration.alerts.conftest import DAY, MONDAY, SUNDAY


def views(session: Session, alert: JobAlert, now=SUNDAY):
    return service.own_alerts(session, account_id=alert.account_id, now=now)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def own(alert: JobAlert, now=SUNDAY, **more):
    return {"account_id": alert.account_id, "alert_id": alert.id, "now": now} | more


def test_alert_is_listed_with_its_next_sending_and_preview(session: Session) -> None:
    make_vacancy(session, published_at=SUNDAY - 5 * DAY)
    make_vacancy(session, job_id=5002, published_at=SUNDAY - 31 * DAY)
    make_vacancy(session, job_id=5003, published_at=SUNDAY - 20 * DAY, closes_at=SUNDAY - DAY)
    alert = make_alert(session, SUNDAY, criteria=AlertCriteria("actuaire", place="geneva"))
    [view] = views(session, alert)
    assert (view.next_run_at, view.last_sending, view.is_paused) == (MONDAY, None, False)
    assert view.criteria.place_fr == "Genève, Suisse"
    assert view.preview.count == 2
    # The notice that has closed is counted, but not shown (R16).
    assert [vacancy.job_id for vacancy in view.preview.vacancies] == [5001]
    assert view.preview.closed == 1
    words = plain(preview_words(view.preview))
    assert words.endswith("jours auraient correspondu. 1 a été clos entre-temps.")


def test_preview_says_that_it_shows_the_ten_newest(session: Session) -> None:
    for number in range(11):
        make_vacancy(session, job_id=6000 + number, published_at=SUNDAY - DAY)
    found = preview(session, criteria=AlertCriteria("actuaire"), now=SUNDAY)
    assert (found.count, len(found.vacancies), found.closed) == (11, 10, 0)
    assert plain(preview_words(found)).endswith("La liste montre les dix plus récents.")


def test_one_alert_is_read_alone(session: Session) -> None:
    account = make_account(session)
    make_alert(session, SUNDAY, account=account, criteria=AlertCriteria("un"))
    two = make_alert(session, SUNDAY, account=account, criteria=AlertCriteria("deux"))
    found = service.own_alerts(session, account_id=two.account_id, only=two.id, now=SUNDAY)
    assert [view.id for view in found] == [two.id]
    other = make_account(session, email="other@example.org").id or 0
    assert service.own_alerts(session, account_id=other, only=two.id, now=SUNDAY) == ()


def test_deleted_alert_that_was_asked_for_again_offers_no_undo(session: Session) -> None:
    account = make_account(session)
    alert = make_alert(session, SUNDAY, account=account, criteria=AlertCriteria("un"))
    service.delete(session, **own(alert))
    session.flush()
    mine = {"account_id": alert.account_id, "now": SUNDAY}
    assert [found[0] for found in recently_deleted(session, **mine)] == [alert.id]
    make_alert(session, SUNDAY, account=account, criteria=AlertCriteria("un"))
    assert recently_deleted(session, **mine) == ()


def test_as_soon_as_published_has_no_next_date(session: Session) -> None:
    alert = make_alert(session, SUNDAY, frequency=Frequency.IMMEDIATE)
    assert views(session, alert)[0].next_run_at is None


@pytest.mark.parametrize("frequency", list(Frequency))
def test_same_criteria_twice_are_refused_with_the_alert_that_stands(
    session: Session, frequency: Frequency
) -> None:
    account = make_account(session)
    alert = make_alert(session, SUNDAY, account=account, criteria=AlertCriteria("Actuaire Dakar"))
    with pytest.raises(AlertExists) as refused:
        make_alert(
            session, SUNDAY, account=account, frequency=frequency,
            criteria=AlertCriteria(" dakar  ACTUAIRE"),
        )  # fmt: skip
    assert refused.value.alert_id == alert.id
    assert refused.value.message()


def test_thirty_alerts_at_most(session: Session) -> None:
    account = make_account(session)
    for number in range(30):
        make_alert(session, SUNDAY, account=account, criteria=AlertCriteria(f"mot{number}"))
    with pytest.raises(TooManyAlerts) as refused:
        make_alert(session, SUNDAY, account=account, criteria=AlertCriteria("encore"))
    assert "30" in refused.value.message()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"criteria": AlertCriteria(category="nowhere")}, "category"),
        ({"criteria": AlertCriteria(place="nowhere")}, "place"),
        ({"criteria": AlertCriteria("x" * 101)}, "keyword"),
        ({"weekday": 7}, "weekday"),
        ({"weekday": -1}, "weekday"),
    ],
)
def test_what_does_not_exist_is_refused(session: Session, changes, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        make_alert(session, SUNDAY, **changes)
    assert [error.field for error in refused.value.errors] == [field]


def test_unknown_zone_becomes_genevas(session: Session) -> None:
    assert make_alert(session, SUNDAY, time_zone="Mars/Olympus").time_zone == "Europe/Zurich"


@pytest.mark.parametrize("days", [-1, 0, 367])
def test_pause_until_a_day_of_the_coming_year(session: Session, days: int) -> None:
    alert = make_alert(session, SUNDAY)
    with pytest.raises(Invalid):
        until = date(2026, 11, 22) + timedelta(days=days)
        service.pause_until(session, **own(alert, until=until))


def test_pause_and_resume(session: Session) -> None:
    alert = make_alert(session, SUNDAY)
    service.pause(session, **own(alert))
    [view] = views(session, alert)
    assert (view.is_paused, view.paused_until, view.next_run_at) == (True, None, None)
    service.pause_until(session, **own(alert, until=date(2026, 11, 25)))
    [view] = views(session, alert)
    assert view.paused_until is not None
    assert view.next_run_at == MONDAY + 7 * DAY
    assert not views(session, alert, MONDAY + 3 * DAY)[0].is_paused
    service.resume(session, **own(alert))
    assert views(session, alert)[0].next_run_at == MONDAY


def test_a_page_that_does_not_know_of_a_pause_leaves_its_end(session: Session) -> None:
    alert = make_alert(session, SUNDAY)
    service.pause_until(session, **own(alert, until=date(2026, 11, 25)))
    end = views(session, alert)[0].paused_until
    service.pause(session, **own(alert))
    assert views(session, alert)[0].paused_until == end is not None
    service.pause_until(session, **own(alert, until=None))
    assert views(session, alert)[0].paused_until is None


@pytest.mark.parametrize("alerts", [True, False])
def test_changing_one_choice_of_notifications_leaves_the_other(
    session: Session, alerts: bool
) -> None:
    account = make_account(session, wants_alerts=not alerts, wants_communications=False)
    # A page from before the communications were turned off still shows them as wanted.
    stale = {"wants_alerts": alerts, "wants_communications": True}
    data = {"values": stale, "changed": ["wants_alerts"]}
    choose(session, account_id=account.id or 0, now=SUNDAY, **choices_of(changed_of(data)))
    assert (account.wants_alerts, account.wants_communications) == (alerts, False)


@pytest.mark.parametrize("value", ["true", 1, None, [True]])
def test_what_is_no_yes_or_no_chooses_nothing(value: object) -> None:
    assert choices_of({"wants_alerts": value, "other": True}) == {}


def test_delete_and_undo_until_the_next_day(session: Session) -> None:
    alert = make_alert(session, SUNDAY)
    service.delete(session, **own(alert))
    assert views(session, alert) == ()
    with pytest.raises(NotFound):
        service.delete(session, **own(alert))
    delete_expired(session, now=SUNDAY + DAY / 2)
    service.undelete(session, **own(alert))
    service.undelete(session, **own(alert))
    assert views(session, alert)[0].next_run_at == MONDAY
    service.delete(session, **own(alert))
    delete_expired(session, now=SUNDAY + DAY)
    with pytest.raises(NotFound):
        service.undelete(session, **own(alert))


def test_undo_is_refused_when_the_same_stands_again(session: Session) -> None:
    account = make_account(session)
    alert = make_alert(session, SUNDAY, account=account)
    service.delete(session, **own(alert))
    again = make_alert(session, SUNDAY, account=account)
    with pytest.raises(AlertExists) as refused:
        service.undelete(session, **own(alert))
    assert refused.value.alert_id == again.id


def test_change_everything(session: Session) -> None:
    alert = make_alert(session, SUNDAY)
    service.change(
        session,
        **own(alert, criteria=AlertCriteria("juriste"), frequency=Frequency.MONTHLY, language="en"),
    )
    [view] = views(session, alert)
    assert (view.criteria.keyword, view.frequency, view.language) == (
        "juriste", Frequency.MONTHLY, "en",
    )  # fmt: skip
    assert view.next_run_at is not None
    assert (view.next_run_at.month, view.next_run_at.day) == (12, 1)


def test_change_to_the_criteria_of_another_alert_is_refused(session: Session) -> None:
    account = make_account(session)
    first = make_alert(session, SUNDAY, account=account)
    second = make_alert(session, SUNDAY, account=account, criteria=AlertCriteria("juriste"))
    with pytest.raises(AlertExists):
        service.change(session, **own(second, criteria=AlertCriteria(category="professional")))
    service.change(session, **own(first, criteria=AlertCriteria(category="professional")))


@pytest.mark.parametrize("verb", [service.pause, service.resume, service.delete, service.undelete])
def test_nobody_touches_anothers_alert(session: Session, verb) -> None:
    alert, stranger = make_alert(session, SUNDAY), make_account(session)
    for alert_id in (alert.id, 0, -1, 2**40):
        with pytest.raises(NotFound):
            verb(session, account_id=stranger.id, alert_id=alert_id, now=SUNDAY)
    with pytest.raises(NotFound):
        service.change(session, **own(alert) | {"account_id": stranger.id, "weekday": 1})
    assert service.own_alerts(session, account_id=stranger.id, now=SUNDAY) == ()


def test_criteria_nobody_has_are_deleted(session: Session) -> None:
    alert = make_alert(session, SUNDAY)
    matching.match(session, SUNDAY, last_run_at=SUNDAY - DAY)
    service.delete(session, **own(alert))
    delete_expired(session, now=SUNDAY + 2 * DAY)
    session.expire_all()
    assert session.exec(select(CriteriaRow)).all() == []


words = st.lists(
    st.sampled_from(["act", "Genève", "geneva", "economist", "économ", "droit", "a", "zzz", "P4"]),
    max_size=3,
).map(" ".join)


@given(
    words, st.sampled_from(["", "professional", "general-service"]), st.sampled_from(["", "geneva"])
)
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_preview_matching_and_the_rule_agree(
    session: Session, keyword: str, category: str, place: str
) -> None:
    """Three ways ask the same question: of the vacancies, of the terms, and of one vacancy."""
    criteria = AlertCriteria(keyword, category, place)
    with session.begin_nested() as point:
        vacancies = [
            make_vacancy(session, job_id=1, published_at=SUNDAY - DAY),
            make_vacancy(session, job_id=2, published_at=SUNDAY - DAY, category="general-service",
                         duty_station_en="Bangkok", duty_station_fr="Bangkok", country="TH"),
            make_vacancy(session, job_id=3, published_at=SUNDAY - DAY, title_en="Economist",
                         title_fr="Économiste du droit"),
        ]  # fmt: skip
        by_rule = {one.job_id for one in vacancies if criteria.match(one)}
        by_preview = {
            one.job_id for one in preview(session, criteria=criteria, now=SUNDAY).vacancies
        }
        make_alert(session, SUNDAY, criteria=criteria)
        matching.match(session, SUNDAY, last_run_at=SUNDAY - DAY)
        by_terms = set(session.exec(select(Match.job_id)).all())
        point.rollback()
    assert by_rule == by_preview == by_terms
