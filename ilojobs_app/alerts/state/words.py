"""How pages word alerts: frequencies, days, instants on the candidate's own clock."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from babel.dates import get_day_names

from ilojobs_app.alerts.models import Frequency
from ilojobs_app.alerts.schedule import hour
from ilojobs_app.alerts.views import Preview
from ilojobs_app.core.i18n import (
    LOCALES,
    N_,
    _,
    format_date,
    format_number,
    format_time,
    language,
    ngettext,
)
from ilojobs_app.vacancies import zones

HINTS = {
    Frequency.IMMEDIATE: N_(
        "Les avis parus à quelques minutes d'intervalle sont regroupés en un seul courriel"
    ),
    Frequency.DAILY: N_("À %(time)s, %(zone)s"),
    Frequency.WEEKLY: N_("Le %(weekday)s à %(time)s, %(zone)s"),
    Frequency.MONTHLY: N_("Le premier du mois à %(time)s, %(zone)s"),
}


def weekday_names() -> list[str]:
    """Give the seven days as they stand in a sentence, Monday first."""
    names = get_day_names("wide", context="format", locale=LOCALES[language()])
    return [names[number] for number in range(7)]


def hint(frequency: Frequency, *, weekday: int, time_zone: str) -> str:
    """Say when mails of a frequency leave: « Le lundi à 7 h 00, heure de Genève »."""
    at_hour = datetime.combine(date(2026, 1, 1), hour(), UTC)
    return _(HINTS[frequency]) % {
        "weekday": weekday_names()[weekday],
        "time": format_time(at_hour),
        "zone": zones.time_name(time_zone),
    }


def moment(instant: datetime, time_zone: str) -> str:
    """Word an instant on a candidate's clock: « lundi 23 novembre 2026 à 7 h 00 (Dakar) »."""
    return _("%(date)s à %(time)s (%(city)s)") % {
        "date": format_date(instant.astimezone(ZoneInfo(time_zone)).date(), "full"),
        "time": format_time(instant, time_zone),
        "city": zones.city(time_zone),
    }


def preview_words(found: Preview) -> str:
    """Say how many vacancies of the last 30 days would have matched, and which are shown (B7)."""
    if not found.count:
        return _("Aucun poste vacant des 30 derniers jours n'aurait correspondu.")
    sentences = [
        ngettext(
            "%(n)s poste vacant des 30 derniers jours aurait correspondu.",
            "%(n)s postes vacants des 30 derniers jours auraient correspondu.",
            found.count,
        )
        % {"n": format_number(found.count)}
    ]
    if found.closed:
        text = ngettext(
            "%(n)s a été clos entre-temps.", "%(n)s ont été clos entre-temps.", found.closed
        )
        sentences.append(text % {"n": format_number(found.closed)})
    if found.count - found.closed > len(found.vacancies):
        sentences.append(_("La liste montre les dix plus récents."))
    return " ".join(sentences)


def sentence_case(text: str) -> str:
    """Give a text with its first letter as a capital."""
    return text[:1].upper() + text[1:]
