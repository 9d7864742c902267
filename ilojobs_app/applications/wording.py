"""Applications in words and addresses, in the current language."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from ilojobs_app.applications.views import VacancyLine
from ilojobs_app.core.i18n import _, format_date, format_time, language
from ilojobs_app.vacancies import deadlines, notice, zones
from ilojobs_app.vacancies.models import Vacancy

# The Office's own clock: the server does not know where the candidate reads.
OFFICE_ZONE = "Europe/Zurich"


def moment(instant: datetime) -> str:
    """Word an instant: « 22 novembre 2026 à 13 h 05, heure de Genève »."""
    return _("%(date)s à %(time)s, %(zone)s") % {
        "date": day(instant),
        "time": format_time(instant, OFFICE_ZONE),
        "zone": zones.time_name(OFFICE_ZONE),
    }


def day(instant: datetime) -> str:
    """Word the day of an instant in Geneva: « 22 novembre 2026 »."""
    return format_date(instant.astimezone(ZoneInfo(OFFICE_ZONE)).date())


def sealed_moment(text: str) -> str:
    """Word an instant of a sealed copy, which is ISO 8601 there."""
    return moment(datetime.fromisoformat(text))


def number_at_end(address: str) -> int:
    """Read the number at the end of an address; 0, which nothing has, for anything else."""
    text = address.rstrip("/").rpartition("/")[2]
    is_number = text.isascii() and text.isdigit() and not text.startswith("0")
    return int(text) if is_number and len(text) <= 10 else 0


def vacancy_line(vacancy: Vacancy, now: datetime) -> VacancyLine:
    """Word a vacancy."""
    return VacancyLine(
        job_id=vacancy.job_id,
        reference=vacancy.reference,
        title=vacancy.text("title"),
        grade=notice.grade(vacancy),
        place=notice.duty_station(vacancy),
        department=vacancy.text("department"),
        deadline=deadlines.deadline(vacancy),
        countdown=deadlines.countdown(vacancy, now),
    )


def sealed_line(copy: Mapping[str, Any]) -> VacancyLine:
    """Word a vacancy from the sealed copy of its notice, as it was read then."""
    texts = copy[language()]
    return VacancyLine(
        job_id=copy["job_id"],
        reference=copy["vacancy_number"] or str(copy["job_id"]),
        title=texts["title"],
        grade=texts["grade"],
        place=texts["duty_station_country"],
        department=texts["department"],
        deadline=texts["deadline"],
    )
