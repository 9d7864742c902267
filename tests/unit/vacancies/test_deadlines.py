from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilojobs_app.core.i18n import use_language
from ilojobs_app.vacancies import deadlines
from ilojobs_app.vacancies.deadlines import Urgency
from tests.factories.vacancies import vacancy

SECOND = timedelta(seconds=1)
# Zones of legacy files (posix/…) and odd abbreviations say nothing more.
ZONES = sorted(name for name in available_timezones() if "/" in name)
days = st.dates(min_value=date(2020, 1, 1), max_value=date(2037, 12, 31))


def plain(text: str) -> str:
    return text.replace("\u2019", "'").replace("\u00a0", " ")


@given(day=days, name=st.sampled_from(ZONES))
def test_closes_with_the_last_second_of_the_day_in_its_zone(day: date, name: str) -> None:
    zone = ZoneInfo(name)
    instant = deadlines.closing_instant(day, name)
    assert instant.utcoffset() == timedelta()
    assert instant.astimezone(zone).date() == day
    assert (instant + timedelta(microseconds=1)).astimezone(zone).date() == day + timedelta(days=1)


@pytest.mark.parametrize(
    ("day", "zone", "expected"),
    [
        (date(2026, 12, 15), "Europe/Zurich", "2026-12-15T22:59:59.999999+00:00"),
        (date(2026, 7, 15), "Europe/Zurich", "2026-07-15T21:59:59.999999+00:00"),
        (date(2026, 11, 27), "Africa/Addis_Ababa", "2026-11-27T20:59:59.999999+00:00"),
        # Beirut sets its clocks back at midnight: 23:59:59 comes twice, the second one counts.
        (date(2026, 10, 24), "Asia/Beirut", "2026-10-24T21:59:59.999999+00:00"),
        # Nuuk jumps from 22:59:59 to midnight: the day ends there.
        (date(2026, 3, 28), "America/Nuuk", "2026-03-29T00:59:59.999999+00:00"),
    ],
)
def test_examples_across_zones(day: date, zone: str, expected: str) -> None:
    assert deadlines.closing_instant(day, zone) == datetime.fromisoformat(expected)


def test_open_up_to_and_including_the_closing_second() -> None:
    made = vacancy()
    assert deadlines.is_open(made, made.closes_at)
    assert not deadlines.is_open(made, made.closes_at + timedelta(microseconds=1))


@pytest.mark.parametrize(
    ("left", "urgency", "words"),
    [
        (timedelta(days=23, hours=3), Urgency.CALM, "Encore 23 jours"),
        (timedelta(days=7, seconds=1), Urgency.CALM, "Encore 7 jours"),
        (timedelta(days=7), Urgency.SOON, "Encore 7 jours"),
        (timedelta(hours=48, seconds=1), Urgency.SOON, "Encore 2 jours"),
        (timedelta(hours=48), Urgency.LAST, "Encore 48 heures"),
        (timedelta(hours=27, minutes=59), Urgency.LAST, "Encore 27 heures"),
        (timedelta(hours=1), Urgency.LAST, "Encore 1 heure"),
        (timedelta(minutes=59), Urgency.LAST, "Encore 59 minutes"),
        (timedelta(seconds=59), Urgency.LAST, "Moins d'une minute"),
        (timedelta(), Urgency.LAST, "Moins d'une minute"),
        (-SECOND, Urgency.CLOSED, "Clos depuis le 15 décembre 2026"),
    ],
)
def test_urgency_and_what_is_left(left: timedelta, urgency: Urgency, words: str) -> None:
    made = vacancy()
    now = made.closes_at - left
    assert deadlines.urgency(made, now) is urgency
    assert plain(deadlines.remaining(made, now)) == words


@given(seconds=st.integers(min_value=0, max_value=90 * 86_400))
def test_never_promises_more_time_than_there_is(seconds: int) -> None:
    made = vacancy()
    words = plain(deadlines.remaining(made, made.closes_at - timedelta(seconds=seconds))).split()
    unit = {"jour": 86_400, "heure": 3_600, "minute": 60}
    if words[0] == "Encore":
        promised = int(words[1]) * unit[words[2].rstrip("s")]
        assert promised <= seconds < promised + unit[words[2].rstrip("s")]
    else:
        assert seconds < 60


def test_words_the_deadline_as_the_notice_does() -> None:
    said = plain(deadlines.deadline(vacancy()))
    assert said == "mardi 15 décembre 2026 à minuit (23 h 59), heure de Genève"
    assert plain(deadlines.short_deadline(vacancy())) == "15 décembre 2026, minuit (Genève)"


def test_names_the_zone_in_both_languages_and_those_it_does_not_know() -> None:
    made = vacancy(time_zone="Africa/Addis_Ababa")
    assert plain(deadlines.zone_name(made)) == "heure d'Addis-Abeba"
    with use_language("en"):
        assert deadlines.zone_name(made) == "Addis Ababa time"
    unnamed = vacancy(time_zone="Asia/Tbilisi")
    assert deadlines.zone_name(unnamed) == "heure locale (Tbilissi)"
    assert plain(deadlines.short_deadline(unnamed)).endswith("(Tbilissi)")


def test_a_field_post_closes_on_the_date_of_its_own_city() -> None:
    closes = deadlines.closing_instant(date(2026, 12, 15), "America/Lima")
    made = vacancy(time_zone="America/Lima", closes_at=closes)
    assert closes.astimezone(UTC).date() == date(2026, 12, 16)
    assert deadlines.closing_day(made) == date(2026, 12, 15)


@pytest.mark.parametrize(
    ("left", "held"),
    [
        (timedelta(days=3, hours=5), timedelta(hours=5)),
        (timedelta(days=2, minutes=1), timedelta(minutes=1)),
        (timedelta(days=2), timedelta()),
        (timedelta(hours=2, minutes=10), timedelta(minutes=10)),
        (timedelta(minutes=46, seconds=20), timedelta(seconds=20)),
        (timedelta(seconds=20), timedelta(seconds=20)),
    ],
)
def test_a_countdown_says_until_when_its_words_hold(left: timedelta, held: timedelta) -> None:
    made = vacancy()
    now = made.closes_at - left
    shown = deadlines.countdown(made, now)
    assert datetime.fromisoformat(shown.holds_until) == now + held
    assert shown.words == deadlines.remaining(made, now)
    moment = timedelta(seconds=1)
    assert deadlines.remaining(made, now + held + moment) != shown.words
    assert shown.closed == deadlines.remaining(made, made.closes_at + moment)
