"""What the mail of a digest says when it leaves."""

import re
from datetime import datetime, timedelta

import pytest

from ilojobs_app.accounts.models import Account
from ilojobs_app.alerts import service
from ilojobs_app.alerts.criteria import AlertCriteria
from ilojobs_app.core.errors import NotFound
from tests.integration.alerts.conftest import DAY, MINUTE, MONDAY, SATURDAY, SUNDAY, World

ACTUARY = AlertCriteria("actuaire")


def token_of(mail) -> str:
    return re.search(r"/unsubscribe/([^>]+)>", mail.headers["List-Unsubscribe"])[1]


def test_vacancy_that_closes_between_queueing_and_sending_is_left_out(world: World) -> None:
    world.alert(world.account())
    world.publish(5001, closes_at=MONDAY + 30 * MINUTE)
    world.publish(5002)
    assert world.run(MONDAY) == 1
    [mail] = world.mails(MONDAY + timedelta(hours=1))
    assert mail
    assert "/5002" in mail.text
    assert "/5001" not in mail.text
    assert mail.subject.startswith("1 ")


def test_when_all_have_closed_there_is_nothing_to_send(world: World) -> None:
    world.alert(world.account())
    world.publish(closes_at=MONDAY + 30 * MINUTE)
    assert world.run(MONDAY) == 1
    assert world.mails(MONDAY + timedelta(hours=1)) == [None]


def test_closed_before_the_run_it_makes_no_mail(world: World) -> None:
    world.alert(world.account())
    world.publish(closes_at=MONDAY - MINUTE)
    world.run(SUNDAY)
    assert world.run(MONDAY) == 0


def test_extended_vacancy_shows_its_new_deadline(world: World) -> None:
    world.alert(world.account(), language="en")
    world.publish(closes_at=datetime.fromisoformat("2026-11-30T22:59:59+00:00"))
    world.run(MONDAY)
    later = datetime.fromisoformat("2026-12-20T22:59:59+00:00")
    world.correct(5001, MONDAY + MINUTE, closes_at=later)
    [mail] = world.mails(MONDAY + 2 * MINUTE)
    assert mail
    assert "20 December 2026" in mail.text
    assert "30 November" not in mail.text


def test_extended_after_it_had_closed_it_is_in_the_mail_that_waited(world: World) -> None:
    world.alert(world.account())
    world.publish(closes_at=MONDAY + MINUTE)
    world.run(MONDAY)
    world.correct(5001, MONDAY + 5 * MINUTE, closes_at=MONDAY + 20 * DAY)
    assert None not in world.mails(MONDAY + 10 * MINUTE)


def test_corrected_vacancy_shows_its_new_title(world: World) -> None:
    world.alert(world.account())
    world.publish()
    world.run(MONDAY)
    world.mails(MONDAY)
    world.correct(5001, MONDAY + MINUTE, title_fr="Actuaire principal")
    [mail] = world.mails(MONDAY + 2 * MINUTE)
    assert mail
    assert "Actuaire principal" in mail.text


def test_corrected_so_that_it_no_longer_matches_it_is_left_out(world: World) -> None:
    world.alert(world.account())
    world.publish()
    world.run(MONDAY)
    world.correct(5001, MONDAY + MINUTE, category="internship")
    assert world.mails(MONDAY + 2 * MINUTE) == [None]


def test_turned_off_paused_or_deleted_after_queueing_nothing_is_sent(world: World) -> None:
    account = world.account()
    alert = world.alert(account)
    world.publish()
    world.run(MONDAY)
    own = {"account_id": account, "alert_id": alert, "now": MONDAY}
    world.do(service.pause, **own)
    assert world.mails(MONDAY) == [None]
    world.do(service.resume, **own)
    assert None not in world.mails(MONDAY)
    world.do(service.delete, **own)
    assert world.mails(MONDAY) == [None]
    world.do(service.undelete, **own)
    world.do(service.set_wants_alerts, account_id=account, wanted=False, now=MONDAY)
    assert world.mails(MONDAY) == [None]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_mail_speaks_its_language_and_links_to_it(world: World, language: str) -> None:
    world.alert(world.account(), language=language, time_zone="Africa/Dakar")
    world.publish()
    world.run(MONDAY + timedelta(hours=1))
    [mail] = world.mails(MONDAY + timedelta(hours=1))
    assert mail
    links = re.findall(r"https?://[^\s\"<>]+", mail.text + mail.html)
    own = [link for link in links if "localhost" in link]
    assert own
    assert all(f"/{language}/" in link for link in own)
    assert ("Actuary" if language == "en" else "Actuaire") in mail.subject + mail.text
    # Two clocks: Geneva's midnight, and what Dakar's clock shows then (B3).
    assert ("Geneva time" if language == "en" else "heure de Genève") in mail.text
    assert ("22:59" if language == "en" else "22\u00a0h\u00a059") in mail.text


@pytest.mark.parametrize("language", ["fr", "en"])
def test_zone_without_a_name_is_said_by_its_city(world: World, language: str) -> None:
    world.alert(world.account(), language=language, time_zone="America/La_Paz")
    world.publish()
    world.run(MONDAY + timedelta(hours=5))
    [mail] = world.mails(MONDAY + timedelta(hours=5))
    assert mail
    words = "local time" if language == "en" else "heure locale"
    assert f"{words} (La Paz)" in mail.text
    assert "America/" not in mail.text + mail.html


def test_one_clock_where_both_say_the_same(world: World) -> None:
    world.alert(world.account(), time_zone="Europe/Paris")
    world.publish()
    world.run(MONDAY)
    [mail] = world.mails(MONDAY)
    assert mail
    assert "Paris" not in mail.text


def test_headers_for_one_click(world: World) -> None:
    world.alert(world.account())
    world.publish()
    world.run(MONDAY)
    [mail] = world.mails(MONDAY)
    assert mail
    assert re.fullmatch(r"<http://localhost:8000/fr/unsubscribe/[\w-]{43}>",
                        mail.headers["List-Unsubscribe"])  # fmt: skip
    assert mail.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_fullest_mail_stays_under_100_kb_and_tracks_nobody(world: World) -> None:
    account = world.account()
    long = {"title_fr": "Spécialiste " + "très " * 40, "duty_station_fr": "Ville " * 20}
    for number in range(30):
        world.alert(account, criteria=AlertCriteria(f"mot{number} " + "abcdefgh " * 10))
    words = " ".join(f"mot{number}" for number in range(30)) + " abcdefgh"
    for number in range(60):
        world.publish(5001 + number, summary_fr=words, **long)
    assert world.run(MONDAY) == 1
    [mail] = world.mails(MONDAY)
    assert mail
    assert len(mail.html.encode()) + len(mail.text.encode()) <= 100_000
    assert "60" in mail.subject
    assert not re.search(r"<img|background=|url\(|<script|utm_", mail.html)


def test_vacancy_of_two_alerts_stands_once(world: World) -> None:
    account = world.account()
    world.alert(account)
    world.alert(account, criteria=ACTUARY)
    world.publish()
    world.run(MONDAY)
    [mail] = world.mails(MONDAY)
    assert mail
    assert mail.text.count("/vacancies/5001") == 1
    assert mail.subject.startswith("1 ")
    views = world.do(service.own_alerts, account_id=account, now=MONDAY)
    assert all(view.last_sending.vacancies[0].job_id == 5001 for view in views)


def test_what_candidates_write_is_not_markup(world: World) -> None:
    world.alert(world.account(first_names="<b>Eve"), criteria=AlertCriteria("<i>actuaire"))
    world.publish(summary_fr="i actuaire")
    world.run(MONDAY)
    [mail] = world.mails(MONDAY)
    assert mail
    assert "<b>Eve" not in mail.html
    assert "<i>actuaire" not in mail.html


def test_link_of_the_mail_deletes_its_alerts_only(world: World) -> None:
    account = world.account()
    sent = [world.alert(account), world.alert(account, criteria=ACTUARY)]
    other = world.alert(account, criteria=AlertCriteria("juriste"))
    world.publish()
    world.run(MONDAY)
    [mail] = world.mails(MONDAY)
    token = token_of(mail)
    view = world.do(service.read_unsubscribe, token=token)
    assert [alert_id for alert_id, _ in view.alerts] == sent
    gone = {"token": token, "all_alerts": False, "now": MONDAY}
    assert world.do(service.unsubscribe, **gone) == 2
    assert world.do(service.unsubscribe, **gone) == 0
    left = world.do(service.own_alerts, account_id=account, now=MONDAY)
    assert [view.id for view in left] == [other]


def test_link_of_one_alert_deletes_that_one(world: World) -> None:
    account = world.account()
    first, second = world.alert(account), world.alert(account, criteria=ACTUARY)
    world.publish()
    world.run(MONDAY)
    [mail] = world.mails(MONDAY)
    token = f"{token_of(mail)}{second}"
    assert token in mail.text
    world.do(service.unsubscribe, token=token, all_alerts=False, now=MONDAY)
    left = world.do(service.own_alerts, account_id=account, now=MONDAY)
    assert [view.id for view in left] == [first]


def test_link_can_turn_all_alerts_off(world: World) -> None:
    account = world.account()
    world.alert(account)
    world.publish()
    world.run(MONDAY)
    [mail] = world.mails(MONDAY)
    world.do(service.unsubscribe, token=token_of(mail), all_alerts=True, now=MONDAY)
    assert world.do(service.wants_alerts, account_id=account) is False
    assert len(world.do(service.own_alerts, account_id=account, now=MONDAY)) == 1


def test_links_of_every_rendering_stay_good(world: World) -> None:
    world.alert(world.account())
    world.publish()
    world.run(MONDAY)
    tokens = {token_of(world.mails(MONDAY)[0]) for _ in range(2)}
    assert len(tokens) == 2
    for token in tokens:
        world.do(service.read_unsubscribe, token=token)


@pytest.mark.parametrize("wrong", ["", "x" * 43, "x" * 500, "é", "0", "x" * 43 + "1\0"])
def test_wrong_links_open_nothing(world: World, wrong: str) -> None:
    with pytest.raises(NotFound):
        world.do(service.read_unsubscribe, token=wrong)


def test_link_does_not_reach_another_candidates_alert(world: World) -> None:
    stranger = world.alert(world.account(), SATURDAY, criteria=AlertCriteria("juriste"))
    world.alert(world.account())
    world.publish()
    world.run(MONDAY)
    [mail] = world.mails(MONDAY)
    token = f"{token_of(mail)}{stranger}"
    assert world.do(service.unsubscribe, token=token, all_alerts=False, now=MONDAY) == 0
    assert world.stored(stranger).deleted_at is None


def test_list_shows_the_last_mail_and_which_of_its_vacancies_have_closed(world: World) -> None:
    owner = world.account()
    world.alert(owner)
    world.publish(5001, closes_at=MONDAY + 30 * MINUTE)
    world.publish(5002, closes_at=MONDAY + DAY)
    world.publish(5003)
    world.run(MONDAY)
    sent_at = MONDAY + timedelta(hours=1)
    world.mails(sent_at)
    [alert] = world.do(service.own_alerts, account_id=owner, now=MONDAY + 2 * DAY)
    assert alert.last_sending is not None
    assert alert.last_sending.sent_at == sent_at
    shown = {(one.job_id, one.is_open) for one in alert.last_sending.vacancies}
    assert shown == {(5002, False), (5003, True)}


def test_alert_of_the_longest_place_fits_the_subject(world: World) -> None:
    station = "Ville " * 41
    world.publish(duty_station_fr=station, place="town", at=SATURDAY)
    world.alert(world.account(), criteria=AlertCriteria(place="town"))
    world.publish(5002, duty_station_fr=station, place="town")
    world.run(MONDAY)
    [mail] = world.mails(MONDAY)
    assert mail
    assert len(mail.subject) == 200
    assert mail.subject.endswith("…")


def test_mail_to_a_candidate_who_has_gone_is_dropped(world: World) -> None:
    account = world.account()
    world.alert(account)
    world.publish()
    world.run(MONDAY)
    world.do(lambda session: session.delete(session.get_one(Account, account)))
    assert world.mails(MONDAY) == [None]
