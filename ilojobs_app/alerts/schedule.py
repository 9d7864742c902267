"""When an alert is sent: at ALERT_HOUR, 07:00, of the candidate's own clock (B7)."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from ilojobs_app.alerts.models import Frequency
from ilojobs_app.core.settings import settings

# « Dès la publication » waits so long after the first new vacancy, and sends what came meanwhile.
MERGE = timedelta(minutes=10)
DEFAULT_ZONE = "Europe/Zurich"
_LONGEST = 35  # days from one first of a month to the next, and zones that skip a day


def hour() -> time:
    """Give the time of day at which alerts are sent: ALERT_HOUR."""
    return time(settings().alert_hour)


def next_run(
    frequency: Frequency, *, weekday: int, time_zone: str, after: datetime
) -> datetime | None:
    """Give the first sending later than `after`, in UTC; None for « dès la publication ».

    However long nothing ran, this is one instant in the future: missed runs are not made up for.

    Args:
        weekday: 0 is Monday; only weekly alerts look at it.
        time_zone: IANA; the hour is said by its clock, whatever summer time does.
    """
    if frequency is Frequency.IMMEDIATE:
        return None
    zone = ZoneInfo(time_zone)
    today = after.astimezone(zone).date()
    days = (today + timedelta(days=n) for n in range(_LONGEST))
    slots = (_at_hour(day, zone) for day in days if _is_day(frequency, weekday, day))
    return next(slot for slot in slots if slot > after)


def next_after_skip(*, time_zone: str, after: datetime) -> datetime:
    """Give when an alert is tried again whose candidate has had today's mail: the next morning."""
    zone = ZoneInfo(time_zone)
    tomorrow = after.astimezone(zone).date() + timedelta(days=1)
    return _at_hour(tomorrow, zone)


def local_day(time_zone: str, now: datetime) -> date:
    """Give the date on the candidate's calendar: there is one mail a day at most."""
    return now.astimezone(ZoneInfo(time_zone)).date()


def start_of_day(day: date, time_zone: str) -> datetime:
    """Give the first instant of a day in a zone, in UTC: a pause until a date ends with it."""
    return datetime.combine(day, time(), ZoneInfo(time_zone)).astimezone(UTC)


def _is_day(frequency: Frequency, weekday: int, day: date) -> bool:
    if frequency is Frequency.WEEKLY:
        return day.weekday() == weekday
    return frequency is Frequency.DAILY or day.day == 1


def _at_hour(day: date, zone: ZoneInfo) -> datetime:
    # Where a clock jumps over the hour Python gives the instant at which it would have been, which
    # exists; where it shows it twice, the first one.
    return datetime.combine(day, hour(), zone).astimezone(UTC)
