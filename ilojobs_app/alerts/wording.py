"""How alerts are said: their frequency, their period, the lines of their mails."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from ilojobs_app.alerts.criteria import AlertCriteria
from ilojobs_app.alerts.models import Frequency
from ilojobs_app.core.i18n import N_, _, format_date, language, use_language
from ilojobs_app.core.templating import absolute_url, render_mail
from ilojobs_app.vacancies import deadlines, notice, zones
from ilojobs_app.vacancies.models import Vacancy

FREQUENCIES = {
    Frequency.IMMEDIATE: N_("Dès la publication"),
    Frequency.DAILY: N_("Chaque jour"),
    Frequency.WEEKLY: N_("Chaque semaine"),
    Frequency.MONTHLY: N_("Chaque mois"),
}
_WEEKLY = (
    N_("Chaque semaine, le lundi"),
    N_("Chaque semaine, le mardi"),
    N_("Chaque semaine, le mercredi"),
    N_("Chaque semaine, le jeudi"),
    N_("Chaque semaine, le vendredi"),
    N_("Chaque semaine, le samedi"),
    N_("Chaque semaine, le dimanche"),
)


@dataclass(frozen=True)
class Line:
    """A vacancy in a mail, in the mail's language.

    Args:
        deadline: by the vacancy's own clock.
        here: the same by the candidate's; empty where the two say the same (B3).
        text, html: all of it, as it stands in the mail.
    """

    job_id: int
    grade: str
    title: str
    duty_station: str
    contract: str
    deadline: str
    here: str
    address: str
    text: str = ""
    html: str = ""


def rhythm(frequency: Frequency, weekday: int) -> str:
    """Word how often: « Chaque semaine, le lundi »."""
    if frequency is Frequency.WEEKLY:
        sentence = _WEEKLY[weekday]
    else:
        sentence = FREQUENCIES[frequency]
    return _(sentence)


def period(since: datetime, until: datetime, time_zone: str) -> str:
    """Word from when to when, by the candidate's calendar: « du 16 au 23 novembre 2026 »."""
    zone = ZoneInfo(time_zone)
    return _period(since.astimezone(zone).date(), until.astimezone(zone).date(), language())


@lru_cache(maxsize=1000)
def _period(first: date, last: date, _language: str) -> str:
    if first == last:
        return _("le %(date)s") % {"date": format_date(last)}
    text = _("du %(first)s au %(last)s")
    if (first.year, first.month) != (last.year, last.month):
        return text % {"first": format_date(first), "last": format_date(last)}
    return text % {"first": format_date(first).split()[0], "last": format_date(last)}


def list_address(criteria: AlertCriteria) -> str:
    """Give the address of the list of all vacancies that match, in the current language."""
    given = {"q": criteria.keyword, "category": criteria.category, "place": criteria.place}
    query = urlencode({name: value for name, value in given.items() if value})
    return absolute_url("/vacancies") + (f"?{query}" if query else "")


def line(vacancy: Vacancy, in_language: str, time_zone: str) -> Line:
    """Word a vacancy for candidates in a zone."""
    with use_language(in_language):
        return Line(
            job_id=vacancy.job_id,
            grade=notice.grade(vacancy),
            title=vacancy.text("title"),
            duty_station=notice.duty_station(vacancy),
            contract=notice.contract(vacancy),
            deadline=_deadline(vacancy),
            here=zones.reader_moment(vacancy.closes_at, vacancy.time_zone, time_zone),
            address=absolute_url(f"/vacancies/{vacancy.job_id}"),
        )


def written_line(line: Line) -> Line:
    """Write a line once for the many mails in which it stands."""
    html = render_mail("alerts/digest/line.html", line=line)
    return replace(line, text=str(render_mail("alerts/digest/line.txt", line=line)), html=html)


def _deadline(vacancy: Vacancy) -> str:
    day = format_date(deadlines.closing_day(vacancy))
    text = _("Jusqu'au %(date)s à minuit (23 h 59), %(zone)s")
    return text % {"date": day, "zone": deadlines.zone_name(vacancy)}
