"""Deadlines (R16, B3): when a notice closes, and how both clocks say it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Protocol
from zoneinfo import ZoneInfo

from ilojobs_app.core.i18n import _, format_date, ngettext
from ilojobs_app.vacancies import zones

SOON = timedelta(days=7)
LAST = timedelta(hours=48)
_LAST_INSTANT = time.max


class HasDeadline(Protocol):
    """What a deadline belongs to: a vacancy, or the copy of one."""

    closes_at: datetime
    time_zone: str


class Urgency(StrEnum):
    """How a deadline is shown; the values are those of the style sheet's `data-state`."""

    CALM = "calm"
    SOON = "soon"
    LAST = "last"
    CLOSED = "closed"


@dataclass(frozen=True)
class Countdown:
    """What is left, as it is shown; instants are ISO 8601.

    Args:
        holds_until: when the words are no longer true.
        closed: the words once the deadline has passed.
    """

    words: str
    urgency: Urgency
    holds_until: str
    closes_at: str
    closed: str


def closing_instant(day: date, time_zone: str) -> datetime:
    """Give the last microsecond of a day in an IANA zone, as an instant in UTC: 23:59:59 counts whole.

    A field post closes at midnight of its own city, not of Geneva. Where clocks go back over
    midnight the later 23:59:59 counts; where they jump over it, the last instant that exists.
    """
    zone = ZoneInfo(time_zone)
    wall = datetime.combine(day, _LAST_INSTANT)
    moment = max(wall.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    # Clocks change on whole minutes, so that steps of a minute from :59 meet the last one.
    while moment.astimezone(zone).date() > day:
        moment -= timedelta(minutes=1)
    return moment


def is_open(vacancy: HasDeadline, now: datetime) -> bool:
    """Say whether one may still apply: up to and including the closing instant."""
    return now <= vacancy.closes_at


def urgency(vacancy: HasDeadline, now: datetime) -> Urgency:
    """Give calm above 7 days, soon up to 7 days, last up to 48 hours, closed after."""
    left = vacancy.closes_at - now
    if left < timedelta():
        return Urgency.CLOSED
    if left <= LAST:
        return Urgency.LAST
    return Urgency.SOON if left <= SOON else Urgency.CALM


def closing_day(vacancy: HasDeadline) -> date:
    """Give the date of the deadline on the vacancy's own calendar."""
    return vacancy.closes_at.astimezone(ZoneInfo(vacancy.time_zone)).date()


def zone_name(vacancy: HasDeadline) -> str:
    """Name the vacancy's clock: « heure de Genève »."""
    return zones.time_name(vacancy.time_zone)


def remaining(vacancy: HasDeadline, now: datetime) -> str:
    """Word what is left: « Encore 23 jours », « Encore 27 heures », « Clos depuis le … ».

    Whole units only, rounded down: nobody is promised time that is not there.
    """
    left = vacancy.closes_at - now
    if left < timedelta():
        return _closed(vacancy)
    if left > LAST:
        days = left.days
        return ngettext("Encore %(n)d jour", "Encore %(n)d jours", days) % {"n": days}
    if left >= timedelta(hours=1):
        hours = left // timedelta(hours=1)
        return ngettext("Encore %(n)d heure", "Encore %(n)d heures", hours) % {"n": hours}
    minutes = left // timedelta(minutes=1)
    if minutes:
        return ngettext("Encore %(n)d minute", "Encore %(n)d minutes", minutes) % {"n": minutes}
    return _("Moins d'une minute")


def countdown(vacancy: HasDeadline, now: datetime) -> Countdown:
    """Word what is left, for a page that may stay open: until when, and what is said afterwards."""
    left = vacancy.closes_at - now
    day, hour, minute = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
    unit = day if left > LAST else hour if left >= hour else minute
    holds_until = vacancy.closes_at - max(left // unit, 0) * unit
    return Countdown(
        words=remaining(vacancy, now),
        urgency=urgency(vacancy, now),
        holds_until=holds_until.isoformat(timespec="seconds"),
        closes_at=vacancy.closes_at.isoformat(timespec="seconds"),
        closed=_closed(vacancy),
    )


def _closed(vacancy: HasDeadline) -> str:
    return _("Clos depuis le %(date)s") % {"date": format_date(closing_day(vacancy))}


def deadline(vacancy: HasDeadline) -> str:
    """Word the deadline: « mardi 15 décembre 2026 à minuit (23 h 59), heure de Genève »."""
    return f"{deadline_moment(vacancy)}, {zone_name(vacancy)}"


def deadline_moment(vacancy: HasDeadline) -> str:
    """Word the deadline without its zone: « mardi 15 décembre 2026 à minuit (23 h 59) »."""
    day = format_date(closing_day(vacancy), "full")
    return _("%(date)s à minuit (23 h 59)") % {"date": day}


def short_deadline(vacancy: HasDeadline) -> str:
    """Word the deadline for the bar of a phone: « 15 décembre 2026, minuit (Genève) »."""
    return _("%(date)s, minuit (%(city)s)") % {
        "date": format_date(closing_day(vacancy)),
        "city": zones.city(vacancy.time_zone),
    }
