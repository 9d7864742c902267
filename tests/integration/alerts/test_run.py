"""Runs on a frozen clock: what is due, for whom, and what is queued."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlmodel import select

from ilojobs_app.alerts import queueing, service
from ilojobs_app.alerts.criteria import AlertCriteria
from ilojobs_app.alerts.digests import run
from ilojobs_app.alerts.models import Digest, Frequency, Match, Sending
from ilojobs_app.core.db import reading, transaction
from ilojobs_app.notifications import bounces
from ilojobs_app.notifications.models import OutboxMail
from tests.integration.alerts.conftest import DAY, MINUTE, MONDAY, SATURDAY, SUNDAY, World
from tests.unit.alerts.test_schedule import CHANGES

ACTUARY = AlertCriteria("actuaire")
ANYTHING = AlertCriteria()


def keys(world: World) -> list[str]:
    with reading(world.bind) as session:
        return [mail.dedupe_key or "" for mail in session.exec(select(OutboxMail))]


def test_weekly_alert_is_sent_on_monday_at_seven_in_geneva(world: World) -> None:
    account = world.account()
    alert = world.alert(account)
    world.publish()
    assert world.run(MONDAY - timedelta(seconds=1)) == 0
    assert world.run(MONDAY) == 1
    assert keys(world) == [f"alerts:{account}:2026-11-23"]
    assert world.stored(alert).last_run_at == MONDAY
    assert world.stored(alert).next_run_at == MONDAY + 7 * DAY
    assert world.run(MONDAY + MINUTE) == 0


def test_nothing_new_no_mail(world: World) -> None:
    alert = world.alert(world.account())
    world.publish(at=SATURDAY - DAY)
    world.publish(5002, category="internship")
    assert world.run(MONDAY) == 0
    assert world.stored(alert).last_run_at == MONDAY


def test_what_was_sent_is_not_sent_again(world: World) -> None:
    world.alert(world.account())
    world.publish()
    assert world.run(MONDAY) == 1
    assert world.run(MONDAY + 7 * DAY) == 0
    world.publish(5002, at=MONDAY + 8 * DAY)
    assert world.run(MONDAY + 14 * DAY) == 1


def test_notice_imported_at_noon_bears_the_midnight_before(world: World) -> None:
    """Published before the run by its date, but nobody could read it then."""
    world.alert(world.account(), frequency=Frequency.DAILY)
    world.run(MONDAY)
    world.publish(at=MONDAY - 7 * timedelta(hours=1), updated_at=MONDAY + timedelta(hours=5))
    assert world.run(MONDAY + timedelta(hours=6)) == 0
    assert world.run(MONDAY + DAY) == 1


def test_notice_of_a_day_to_come_waits_for_it(world: World) -> None:
    world.alert(world.account(), frequency=Frequency.DAILY)
    world.publish(at=MONDAY + timedelta(hours=3), updated_at=SUNDAY)
    assert world.run(MONDAY) == 0
    assert world.run(MONDAY + DAY) == 1


def test_daily_weekly_and_monthly_alerts_of_a_day_make_one_mail(world: World) -> None:
    account, other = world.account(), world.account()
    first_of_june = datetime(2026, 6, 1, 5, tzinfo=UTC)  # a Monday
    start = first_of_june - 3 * DAY
    world.alert(account, start, frequency=Frequency.DAILY, criteria=ACTUARY)
    world.alert(account, start, frequency=Frequency.WEEKLY)
    world.alert(account, start, frequency=Frequency.MONTHLY, criteria=ANYTHING)
    world.alert(other, start, frequency=Frequency.DAILY)
    world.publish(at=first_of_june - timedelta(hours=20))
    assert world.run(first_of_june) == 2
    with reading(world.bind) as session:
        assert len(session.exec(select(Sending)).all()) == 4
        assert len(session.exec(select(Digest)).all()) == 2


def test_one_mail_a_local_day_whatever_happens_to_the_zone(world: World) -> None:
    """The candidate flies west after the mail of the morning: the next comes tomorrow."""
    account = world.account()
    alert = world.alert(account, frequency=Frequency.DAILY)
    world.publish()
    assert world.run(MONDAY) == 1
    world.do(
        service.change, account_id=account, alert_id=alert, time_zone="America/New_York",
        now=MONDAY + MINUTE,
    )  # fmt: skip
    world.publish(5002, at=MONDAY + 2 * MINUTE)
    seven_in_new_york = datetime(2026, 11, 23, 12, tzinfo=UTC)
    assert world.run(seven_in_new_york) == 0
    assert world.stored(alert).next_run_at == seven_in_new_york + DAY
    assert world.run(seven_in_new_york + DAY) == 1
    [_, second] = world.mails(seven_in_new_york + DAY)
    assert second
    assert "/5002" in second.text
    assert "/5001" not in second.text


def test_all_alerts_of_a_candidate_follow_the_zone_of_the_last(world: World) -> None:
    account = world.account()
    first = world.alert(account)
    world.alert(account, criteria=ACTUARY, time_zone="America/New_York")
    assert world.stored(first).time_zone == "America/New_York"
    assert world.stored(first).next_run_at == datetime(2026, 11, 23, 12, tzinfo=UTC)


def test_as_soon_as_published_merges_what_comes_within_ten_minutes(world: World) -> None:
    account = world.account()
    world.alert(account, frequency=Frequency.IMMEDIATE)
    world.alert(account, frequency=Frequency.IMMEDIATE, criteria=ACTUARY)
    world.minutes(SATURDAY, SATURDAY + 12 * MINUTE)
    world.publish(5001, at=SUNDAY)
    assert world.minutes(SUNDAY, SUNDAY + 4 * MINUTE) == {}
    world.publish(5002, at=SUNDAY + 5 * MINUTE)
    found = world.minutes(SUNDAY + 5 * MINUTE, SUNDAY + 30 * MINUTE)
    assert found == {SUNDAY + 10 * MINUTE: 1}
    [mail] = world.mails(SUNDAY + 11 * MINUTE)
    assert mail
    assert "/5001" in mail.text
    assert "/5002" in mail.text


def test_as_soon_as_published_writes_again_for_what_comes_later(world: World) -> None:
    world.alert(world.account(), frequency=Frequency.IMMEDIATE)
    world.publish(5001, at=SUNDAY)
    assert list(world.minutes(SUNDAY, SUNDAY + 12 * MINUTE)) == [SUNDAY + 10 * MINUTE]
    world.publish(5002, at=SUNDAY + 13 * MINUTE)
    later = world.minutes(SUNDAY + 13 * MINUTE, SUNDAY + 30 * MINUTE)
    assert list(later) == [SUNDAY + 23 * MINUTE]
    assert len(set(keys(world))) == 2


def test_run_that_was_down_for_hours_catches_up_once(world: World) -> None:
    world.alert(world.account(), frequency=Frequency.DAILY)
    world.alert(world.account(), frequency=Frequency.IMMEDIATE)
    for day in range(3):
        world.publish(5001 + day, at=SUNDAY + day * DAY)
    late = SUNDAY + 3 * DAY + timedelta(hours=5)
    found = world.minutes(late, late + 30 * MINUTE)
    assert sum(found.values()) == 2
    assert all(text and text.text.count("/vacancies/500") == 3 for text in world.mails(late))
    next_morning = datetime(2026, 11, 26, 6, tzinfo=UTC)
    assert world.minutes(next_morning - MINUTE, next_morning + MINUTE) == {}


def test_after_catching_up_in_the_night_the_morning_of_the_same_day_adds_no_second_mail(
    world: World,
) -> None:
    alert = world.alert(world.account(), frequency=Frequency.DAILY)
    world.publish(5001, at=SUNDAY - timedelta(hours=8))
    one_in_the_night = MONDAY - timedelta(hours=6)
    assert world.run(one_in_the_night) == 1
    world.publish(5002, at=MONDAY - timedelta(hours=1))
    assert world.run(MONDAY) == 0
    assert world.stored(alert).next_run_at == MONDAY + DAY
    assert world.run(MONDAY + DAY) == 1


def test_alerts_turned_off_get_nothing_and_catch_up_when_turned_on(world: World) -> None:
    account = world.account(wants_alerts=False)
    world.alert(account)
    world.alert(account, criteria=ACTUARY, frequency=Frequency.IMMEDIATE)
    world.publish()
    assert world.minutes(MONDAY, MONDAY + 15 * MINUTE) == {}
    world.do(service.set_wants_alerts, account_id=account, wanted=True, now=MONDAY + DAY)
    assert list(world.minutes(MONDAY + DAY, MONDAY + DAY + 15 * MINUTE)) == [
        MONDAY + DAY + 10 * MINUTE
    ]
    assert world.run(MONDAY + 7 * DAY) == 1


def test_address_that_bounced_gets_nothing_until_it_is_confirmed_again(world: World) -> None:
    world.alert(world.account(email="Away@example.org"))
    world.do(bounces.record, address="away@example.org", reason="550", now=SUNDAY)
    world.publish()
    assert world.run(MONDAY) == 0
    world.do(bounces.forget, address="away@example.org")
    assert world.run(MONDAY + 7 * DAY) == 1


def test_paused_alert_is_silent_until_it_is_resumed(world: World) -> None:
    account = world.account()
    alert = world.alert(account)
    world.publish()
    world.do(service.pause, account_id=account, alert_id=alert, now=SUNDAY)
    assert world.run(MONDAY) == 0
    assert world.run(MONDAY + 7 * DAY) == 0
    world.do(service.resume, account_id=account, alert_id=alert, now=MONDAY + 8 * DAY)
    assert world.run(MONDAY + 14 * DAY) == 1


def test_paused_until_a_date_it_goes_on_by_itself(world: World) -> None:
    account = world.account()
    alert = world.alert(account, frequency=Frequency.DAILY)
    world.publish()
    tuesday = date(2026, 11, 24)
    world.do(service.pause_until, account_id=account, alert_id=alert, until=tuesday, now=SUNDAY)
    assert world.run(MONDAY) == 0
    assert world.stored(alert).next_run_at == MONDAY + DAY
    assert world.run(MONDAY + DAY) == 1


def test_immediate_alert_paused_until_a_date_is_woken_afterwards(world: World) -> None:
    account = world.account()
    alert = world.alert(account, frequency=Frequency.IMMEDIATE)
    tuesday = date(2026, 11, 24)
    world.do(service.pause_until, account_id=account, alert_id=alert, until=tuesday, now=SATURDAY)
    world.publish()
    midnight = datetime(2026, 11, 23, 23, tzinfo=UTC)
    assert world.run(midnight - MINUTE) == 0
    assert sum(world.minutes(midnight, midnight + 15 * MINUTE).values()) == 1
    world.publish(5002, at=midnight + DAY)
    found = world.minutes(midnight + DAY, midnight + DAY + 15 * MINUTE)
    assert list(found) == [midnight + DAY + 10 * MINUTE]


def test_frequency_changed_between_runs_loses_and_repeats_nothing(world: World) -> None:
    account = world.account()
    alert = world.alert(account, frequency=Frequency.DAILY)
    world.publish(5001, at=SUNDAY)
    assert world.run(MONDAY) == 1
    world.publish(5002, at=MONDAY + timedelta(hours=1))
    world.do(
        service.change, account_id=account, alert_id=alert, frequency=Frequency.WEEKLY, weekday=2,
        now=MONDAY + timedelta(hours=2),
    )  # fmt: skip
    assert world.run(MONDAY + DAY) == 0
    assert world.run(MONDAY + 2 * DAY) == 1
    [_, second] = world.mails(MONDAY + 2 * DAY)
    assert second
    assert "/5002" in second.text
    assert "/5001" not in second.text


def test_deleted_alert_is_silent_and_whole_again_when_undone(world: World) -> None:
    account = world.account()
    alert = world.alert(account)
    world.publish()
    world.do(service.delete, account_id=account, alert_id=alert, now=SUNDAY)
    assert world.run(MONDAY) == 0
    world.do(service.undelete, account_id=account, alert_id=alert, now=MONDAY + MINUTE)
    assert world.run(MONDAY + 7 * DAY) == 1


def test_alert_created_after_a_vacancy_does_not_send_it(world: World) -> None:
    world.publish()
    world.run(SUNDAY)
    world.alert(world.account(), SUNDAY + MINUTE, criteria=ACTUARY)
    assert world.run(MONDAY) == 0


def test_criteria_changed_find_what_appeared_since_the_last_run(world: World) -> None:
    account = world.account()
    alert = world.alert(account, criteria=AlertCriteria("juriste"))
    world.publish()
    world.run(SUNDAY)
    world.do(service.change, account_id=account, alert_id=alert, criteria=ACTUARY, now=SUNDAY)
    assert world.run(MONDAY) == 1


def test_corrected_vacancy_is_matched_again(world: World) -> None:
    jurist, actuary = AlertCriteria(category="support"), AlertCriteria(category="professional")
    world.alert(world.account(), criteria=actuary)
    world.publish(category="internship")
    world.run(SUNDAY)
    world.correct(5001, SUNDAY + MINUTE, category="professional")
    assert world.run(MONDAY) == 1
    assert jurist != actuary


def test_corrected_after_it_was_sent_it_is_not_new(world: World) -> None:
    world.alert(world.account())
    world.publish()
    assert world.run(MONDAY) == 1
    world.correct(5001, MONDAY + DAY, title_fr="Actuaire principal")
    assert world.run(MONDAY + 7 * DAY) == 0


def test_alerts_with_the_same_criteria_are_matched_once(world: World) -> None:
    for _ in range(5):
        world.alert(world.account(), criteria=AlertCriteria("Actuaire  "))
        world.alert(world.account(), criteria=AlertCriteria("ACTUAIRE"))
    world.publish()
    assert world.run(MONDAY) == 10
    with reading(world.bind) as session:
        assert len(session.exec(select(Match)).all()) == 1


def test_batches_miss_nobody(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = queueing.queue_batch
    monkeypatch.setattr(queueing, "queue_batch", lambda *a, **k: whole(*a, **k, size=3))
    for _ in range(7):
        account = world.account()
        world.alert(account)
        world.alert(account, criteria=ACTUARY, frequency=Frequency.DAILY)
    world.publish()
    report = run(MONDAY, bind=world.bind)
    assert (report.alerts, report.sendings, report.mails) == (14, 14, 7)
    assert world.run(MONDAY) == 0


def test_dry_run_tells_all_and_changes_nothing(world: World) -> None:
    account = world.account()
    alert = world.alert(account)
    world.publish()
    report = run(MONDAY, dry_run=True, bind=world.bind)
    assert report.mails == 1
    assert [(one.account_id, list(one.alert_ids)) for one in report.planned] == [(account, [alert])]
    assert keys(world) == []
    assert world.run(MONDAY) == 1


def test_queued_mail_has_all_that_delivery_needs(world: World) -> None:
    world.alert(world.account(email="a@example.org"), language="en")
    world.publish()
    world.run(MONDAY)
    with transaction(world.bind) as session:
        mail = session.exec(select(OutboxMail)).one()
        assert (mail.to_address, mail.language, mail.kind) == (
            "a@example.org", "en", "job_alert_digest",
        )  # fmt: skip
        assert (mail.due_at, mail.created_at, mail.tries) == (MONDAY, MONDAY, 0)
        assert (mail.headers, mail.payload, mail.text) == ({}, {}, "")


def test_vacancy_whose_import_took_longer_than_a_run_is_not_lost(world: World) -> None:
    """It bears an instant before the run, and could be read only after it."""
    world.alert(world.account(), frequency=Frequency.DAILY)
    world.publish(5001)
    assert world.run(MONDAY) == 1
    world.publish(5002, at=MONDAY - timedelta(seconds=1))
    assert world.run(MONDAY + MINUTE) == 0
    assert world.run(MONDAY + DAY) == 1
    [_, second] = world.mails(MONDAY + DAY)
    assert second
    assert "/5002" in second.text
    assert "/5001" not in second.text


def test_as_soon_as_published_merges_what_different_alerts_find(world: World) -> None:
    account = world.account()
    world.alert(account, frequency=Frequency.IMMEDIATE)
    world.alert(account, frequency=Frequency.IMMEDIATE, criteria=AlertCriteria("juriste"))
    world.minutes(SATURDAY, SATURDAY + 12 * MINUTE)
    world.publish(5001, at=SUNDAY)
    world.minutes(SUNDAY, SUNDAY + 4 * MINUTE)
    world.publish(5002, at=SUNDAY + 5 * MINUTE, title_fr="Juriste", category="internship")
    found = world.minutes(SUNDAY + 5 * MINUTE, SUNDAY + 30 * MINUTE)
    assert found == {SUNDAY + 10 * MINUTE: 1}
    [mail] = world.mails(SUNDAY + 11 * MINUTE)
    assert mail
    assert "/5001" in mail.text
    assert "/5002" in mail.text


def test_who_gets_no_alerts_is_not_planned_again_and_again(world: World) -> None:
    quiet = world.alert(world.account(wants_alerts=False), frequency=Frequency.IMMEDIATE)
    gone = world.alert(world.account(email="gone@example.org"), frequency=Frequency.IMMEDIATE)
    world.do(bounces.record, address="gone@example.org", reason="550", now=SATURDAY)
    world.publish()
    assert world.minutes(SUNDAY, SUNDAY + 5 * MINUTE) == {}
    assert world.stored(quiet).next_run_at is None
    assert world.stored(gone).next_run_at is None
    world.do(bounces.forget, address="gone@example.org")
    world.publish(5002, at=SUNDAY + DAY)
    assert sum(world.minutes(SUNDAY + DAY, SUNDAY + DAY + 12 * MINUTE).values()) == 1
    assert "/5001" in str(world.mails(SUNDAY + DAY)[-1])


@pytest.mark.parametrize("zone", CHANGES)
def test_one_mail_a_day_at_seven_where_the_clock_changes(world: World, zone: str) -> None:
    def seven(day: date) -> datetime:
        return datetime.combine(day, time(7), ZoneInfo(zone)).astimezone(UTC)

    account = world.account()
    changes = sorted(date.fromisoformat(one) for one in CHANGES[zone])
    start = seven(changes[0]) - 3 * DAY
    world.alert(account, start, frequency=Frequency.DAILY, time_zone=zone)
    for number, changed in enumerate(changes):
        world.run(seven(changed - 2 * DAY))  # nothing new, and up to date
        for offset in range(-1, 2):
            day = changed + offset * DAY
            at, end = seven(day) - timedelta(hours=9), seven(day) + 90 * DAY
            world.publish(100 * number + offset + 1, at=at, closes_at=end)
            assert world.run(seven(day) - timedelta(seconds=1)) == 0
            assert world.run(seven(day)) == 1
            assert f"alerts:{account}:{day}" in keys(world)
