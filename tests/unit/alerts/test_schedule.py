"""Next sendings on a frozen clock: 07:00 of the candidate's own, whatever the calendar does."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilojobs_app.alerts.models import Frequency
from ilojobs_app.alerts.schedule import local_day, next_after_skip, next_run, start_of_day
from ilojobs_app.core.settings import settings

GENEVA = "Europe/Zurich"
# Both changes of 2026; Dakar's clock never changes, Lord Howe's by half an hour, and Chatham's
# is three quarters of an hour beside its neighbours'.
CHANGES = {
    "Europe/Zurich": ("2026-03-29", "2026-10-25"),
    "America/New_York": ("2026-03-08", "2026-11-01"),
    "America/Santiago": ("2026-09-06", "2026-04-05"),
    "Australia/Lord_Howe": ("2026-10-04", "2026-04-05"),
    "Africa/Cairo": ("2026-04-24", "2026-10-30"),
    "Pacific/Chatham": ("2026-09-27", "2026-04-05"),
}
SCHEDULED = [Frequency.DAILY, Frequency.WEEKLY, Frequency.MONTHLY]
instants = st.integers(0, 7300 * 24 * 3600).map(
    lambda seconds: datetime(2020, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
)
zones = st.sampled_from(sorted(available_timezones() - {"Factory", "localtime"}))


def local(text: str, zone: str = GENEVA) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


def nexts(frequency: Frequency, after: str, zone: str = GENEVA, *, weekday=0, count=1) -> list[str]:
    moment, found = local(after, zone), []
    for _ in range(count):
        moment = next_run(frequency, weekday=weekday, time_zone=zone, after=moment)
        found.append(f"{moment.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M}")
    return found


def test_before_seven_it_is_today_and_from_seven_on_tomorrow() -> None:
    assert nexts(Frequency.DAILY, "2026-11-22T06:59:59") == ["2026-11-22 07:00"]
    assert nexts(Frequency.DAILY, "2026-11-22T07:00") == ["2026-11-23 07:00"]


def test_week_ends_and_begins() -> None:
    assert nexts(Frequency.WEEKLY, "2026-11-22T23:59") == ["2026-11-23 07:00"]
    assert nexts(Frequency.WEEKLY, "2026-11-23T07:00") == ["2026-11-30 07:00"]
    assert nexts(Frequency.WEEKLY, "2026-11-23T08:00", weekday=6) == ["2026-11-29 07:00"]
    assert nexts(Frequency.WEEKLY, "2026-12-28T08:00", count=2) == [
        "2027-01-04 07:00",
        "2027-01-11 07:00",
    ]


def test_months_of_every_length() -> None:
    assert nexts(Frequency.MONTHLY, "2027-01-31T12:00", count=4) == [
        "2027-02-01 07:00",
        "2027-03-01 07:00",
        "2027-04-01 07:00",
        "2027-05-01 07:00",
    ]
    assert nexts(Frequency.MONTHLY, "2026-12-01T07:00") == ["2027-01-01 07:00"]


def test_29_february() -> None:
    assert nexts(Frequency.DAILY, "2028-02-28T12:00", count=2) == [
        "2028-02-29 07:00",
        "2028-03-01 07:00",
    ]
    assert nexts(Frequency.WEEKLY, "2028-02-22T12:00", weekday=1) == ["2028-02-29 07:00"]
    assert nexts(Frequency.MONTHLY, "2028-02-29T12:00") == ["2028-03-01 07:00"]


@pytest.mark.parametrize(("zone", "day"), [(z, d) for z, days in CHANGES.items() for d in days])
def test_seven_stays_seven_when_the_clock_changes(zone: str, day: str) -> None:
    changed = date.fromisoformat(day)
    eve = f"{changed - timedelta(days=1)}T12:00"
    after = f"{changed + timedelta(days=1)}"
    assert nexts(Frequency.DAILY, eve, zone, count=2) == [f"{day} 07:00", f"{after} 07:00"]
    assert nexts(Frequency.WEEKLY, eve, zone, weekday=changed.weekday()) == [f"{day} 07:00"]
    first, second = (
        datetime.fromisoformat(f"{one}T07:00").replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
        for one in (changed - timedelta(days=1), changed)
    )
    assert second - first != timedelta(days=1), "the table of changes is wrong"


def test_as_soon_as_published_has_no_time_of_its_own() -> None:
    now = datetime(2026, 11, 22, tzinfo=UTC)
    assert next_run(Frequency.IMMEDIATE, weekday=0, time_zone=GENEVA, after=now) is None


def test_pause_until_a_day_ends_with_its_first_instant() -> None:
    # In Cairo the clock jumps over midnight itself: the day begins at one.
    assert start_of_day(date(2026, 4, 24), "Africa/Cairo") == datetime(2026, 4, 23, 22, tzinfo=UTC)
    assert start_of_day(date(2026, 12, 5), GENEVA) == datetime(2026, 12, 4, 23, tzinfo=UTC)


@given(st.sampled_from(SCHEDULED), st.integers(0, 6), zones, instants)
def test_next_run_is_later_and_at_seven_of_a_right_day(
    frequency: Frequency, weekday: int, zone: str, after: datetime
) -> None:
    found = next_run(frequency, weekday=weekday, time_zone=zone, after=after)
    assert found is not None
    assert after < found
    there = found.astimezone(ZoneInfo(zone))
    assert (there.hour, there.minute, there.second) == (7, 0, 0)
    if frequency is Frequency.WEEKLY:
        assert there.weekday() == weekday
    if frequency is Frequency.MONTHLY:
        assert there.day == 1


@given(st.sampled_from(SCHEDULED), st.integers(0, 6), zones, instants)
def test_nothing_is_skipped_between(
    frequency: Frequency, weekday: int, zone: str, after: datetime
) -> None:
    """However late a run is within a period, it finds the same next one: there is none between."""
    found = next_run(frequency, weekday=weekday, time_zone=zone, after=after)
    assert found is not None
    for moment in (after + (found - after) / 2, found - timedelta(microseconds=1)):
        assert next_run(frequency, weekday=weekday, time_zone=zone, after=moment) == found


@given(zones, instants)
def test_after_todays_mail_comes_tomorrow(zone: str, now: datetime) -> None:
    found = next_after_skip(time_zone=zone, after=now)
    assert now < found
    assert local_day(zone, found) == local_day(zone, now) + timedelta(days=1)


def test_hour_is_the_operators(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALERT_HOUR", "18")
    settings.cache_clear()
    assert nexts(Frequency.DAILY, "2026-11-22T07:00") == ["2026-11-22 18:00"]
    assert nexts(Frequency.WEEKLY, "2026-11-23T19:00") == ["2026-11-30 18:00"]
