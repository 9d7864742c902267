"""What can be asked for: criteria that exist, days that come, zones that are known."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from sqlmodel import Session, select

from ilojobs_app.alerts.criteria import KEYWORD_MAX, AlertCriteria
from ilojobs_app.alerts.schedule import DEFAULT_ZONE, local_day, start_of_day
from ilojobs_app.core.errors import FieldError, Invalid
from ilojobs_app.core.i18n import LANGUAGES, _, use_language
from ilojobs_app.core.text import one_line
from ilojobs_app.vacancies import categories, notice, search
from ilojobs_app.vacancies.models import Vacancy
from ilojobs_app.vacancies.zones import canonical_zone, is_zone

PAUSE_MAX = timedelta(days=366)


def check_criteria(session: Session, criteria: AlertCriteria) -> AlertCriteria:
    """Give the criteria cleaned, with the names of their place.

    Raises:
        Invalid: fields `keyword`, `category`, `place`.
    """
    keyword = one_line(criteria.keyword)
    errors = []
    if len(keyword) > KEYWORD_MAX:
        sentence = _("Raccourcissez le mot-clé à %(n)d caractères.") % {"n": KEYWORD_MAX}
        errors.append(FieldError("keyword", sentence))
    if criteria.category and categories.find_category(criteria.category) is None:
        errors.append(FieldError("category", _("Choisissez une catégorie dans la liste.")))
    names = _place_names(session, criteria.place) if criteria.place else ("", "")
    if names is None:
        errors.append(FieldError("place", _("Choisissez un lieu dans la liste.")))
    if errors or names is None:
        raise Invalid(errors)
    keyword = keyword if search.words(keyword) else ""
    return replace(criteria, keyword=keyword, place_fr=names[0], place_en=names[1])


def check_weekday(weekday: int) -> None:
    """Accept Monday (0) to Sunday (6).

    Raises:
        Invalid: field `weekday`.
    """
    if weekday not in range(7):
        raise Invalid([FieldError("weekday", _("Choisissez un jour de la semaine."))])


def check_pause(until: date, time_zone: str, now: datetime) -> datetime:
    """Give the instant at which a pause until a day ends.

    Raises:
        Invalid: field `until`, not after today or more than a year away.
    """
    today = local_day(time_zone, now)
    if not today < until <= today + PAUSE_MAX:
        sentence = _("Choisissez une date après aujourd'hui, au plus dans un an.")
        raise Invalid([FieldError("until", sentence)])
    return start_of_day(until, time_zone)


def checked_zone(time_zone: str) -> str:
    """Give the zone by its name of today, or Geneva's where a browser names one that does not exist."""
    return canonical_zone(time_zone) if is_zone(time_zone) else DEFAULT_ZONE


def _place_names(session: Session, place: str) -> tuple[str, str] | None:
    """Give what a place is called in French and English, known from any vacancy there ever was."""
    vacancy = session.exec(select(Vacancy).where(Vacancy.place == place).limit(1)).first()
    if vacancy is None:
        return None
    names = []
    for language in LANGUAGES:
        with use_language(language):
            names.append(notice.duty_station(vacancy))
    return names[0], names[1]
