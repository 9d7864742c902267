"""Rules on one value that its kind does not say: ages, and months in their order.

Each takes the values of its form and today, and gives the sentence that states the fix, or
nothing. They see only values that their kind accepts, or empty ones.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from ilojobs_app.core.i18n import _
from ilojobs_app.core.lists import TERRITORIES, is_option

YOUNGEST = 16
OLDEST = 100


def age(birth: date, today: date) -> int:
    """Count whole years; who is born on 29 February has the birthday on 1 March."""
    return today.year - birth.year - ((today.month, today.day) < (birth.month, birth.day))


def birth_date(values: Mapping[str, Any], today: date) -> str:
    """Refuse who is under 16 or over 100 years old."""
    birth = date.fromisoformat(values["birth_date"])
    if birth > today:
        return _("Indiquez une date de naissance passée.")
    if age(birth, today) < YOUNGEST:
        return _("Vérifiez votre date de naissance : il faut avoir 16 ans au moins.")
    if age(birth, today) > OLDEST:
        return _("Vérifiez votre date de naissance : elle remonte à plus de 100 ans.")
    return ""


def other_nationality(values: Mapping[str, Any], _today: date) -> str:
    """Refuse a second nationality that is the first, or beside none."""
    return _beside(values["nationality_2"], values["nationality_1"])


def third_nationality(values: Mapping[str, Any], _today: date) -> str:
    """Refuse a third nationality that is one of the others, or beside none."""
    return _beside(values["nationality_3"], values["nationality_1"], values["nationality_2"])


def post_start(values: Mapping[str, Any], today: date) -> str:
    """Refuse a post that has not begun."""
    if values["start"] > _month(today):
        return _("Indiquez une date de début qui ne soit pas dans l'avenir.")
    return ""


def post_end(values: Mapping[str, Any], today: date) -> str:
    """Refuse an end before the start, or in the future."""
    if values["end"] < values.get("start", ""):
        return _("Indiquez une date de fin postérieure à la date de début.")
    if values["end"] > _month(today):
        return _("Indiquez une date de fin passée, ou cochez « J'occupe ce poste actuellement ».")
    return ""


def degree_start(values: Mapping[str, Any], today: date) -> str:
    """Refuse studies that have not begun."""
    return post_start(values, today)


def degree_obtained(values: Mapping[str, Any], today: date) -> str:
    """Refuse a degree obtained before its studies began, or in the future."""
    if values["obtained"] < values.get("start", ""):
        return _("Indiquez une date d'obtention postérieure à la date de début.")
    if values["obtained"] > _month(today):
        return _("Indiquez une date d'obtention passée, ou cochez « Études en cours ».")
    return ""


def _beside(nationality: str, first: str, *others: str) -> str:
    if nationality in (first, *others):
        return _("Choisissez une autre nationalité : celle-ci est déjà indiquée.")
    if first and not is_option(TERRITORIES, first):
        return _("Retirez cette nationalité, ou choisissez un pays comme première nationalité.")
    return ""


def _month(day: date) -> str:
    return f"{day:%Y-%m}"
