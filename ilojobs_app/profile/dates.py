"""What is wrong with a date that was given: the value is named, and only what lacks is asked for."""

import re
from calendar import monthrange
from datetime import date

from ilojobs_app.core.i18n import _, format_month

EARLIEST_YEAR = 1900
_MONTHS, _DAYS = range(1, 13), range(1, 32)


def date_fault(value: str) -> str:
    """Say what is wrong with `1988-02-31`; nothing for a date that exists. Parts may be empty."""
    year, month, day, *more = [*value.split("-"), "", ""]
    if len(more) != 2 or not (year or month or day):
        return _("Écrivez le jour, le mois et l'année en chiffres.")
    return (
        _lacking(day=day, month=month, year=year)
        or ("" if _within(day, _DAYS) else _("Écrivez le jour en chiffres, de 1 à 31."))
        or _wrong_month(month)
        or _wrong_year(year)
        or _wrong_day(int(year), int(month), int(day))
        or _unread(value, "[0-9]{4}-[0-9]{2}-[0-9]{2}")
    )


def month_fault(value: str) -> str:
    """Say what is wrong with `2021-13`; nothing for a month from 1900 on. Parts may be empty."""
    year, month, *more = [*value.split("-"), ""]
    if len(more) != 1 or not (year or month):
        return _("Écrivez le mois et l'année en chiffres.")
    return (
        _lacking(month=month, year=year)
        or _wrong_month(month)
        or _wrong_year(year)
        or (_("Indiquez une année à partir de 1900.") if int(year) < EARLIEST_YEAR else "")
        or _unread(value, "[0-9]{4}-[0-9]{2}")
    )


def _lacking(**parts: str) -> str:
    sentences = {
        ("day",): _("Indiquez aussi le jour."),
        ("month",): _("Indiquez aussi le mois."),
        ("year",): _("Indiquez aussi l'année."),
        ("day", "month"): _("Indiquez aussi le jour et le mois."),
        ("day", "year"): _("Indiquez aussi le jour et l'année."),
        ("month", "year"): _("Indiquez aussi le mois et l'année."),
    }
    return sentences.get(tuple(name for name, part in parts.items() if not part), "")


def _within(part: str, known: range) -> bool:
    return re.fullmatch("[0-9]{1,2}", part) is not None and int(part) in known


def _wrong_month(month: str) -> str:
    return "" if _within(month, _MONTHS) else _("Écrivez le mois en chiffres, de 1 à 12.")


def _wrong_year(year: str) -> str:
    if re.fullmatch("[0-9]{4}", year) and int(year):
        return ""
    return _("Écrivez l'année avec ses quatre chiffres, par exemple 1988.")


def _wrong_day(year: int, month: int, day: int) -> str:
    days = monthrange(year, month)[1]
    if day <= days:
        return ""
    name = format_month(date(year, month, 1))
    sentence = _("%(month)s a %(days)d jours : vérifiez le jour.")
    return sentence % {"month": name[:1].upper() + name[1:], "days": days}


def _unread(value: str, pattern: str) -> str:
    # Months and days of one digit are completed by the page.
    return (
        "" if re.fullmatch(pattern, value) else _("Écrivez le mois et le jour avec deux chiffres.")
    )
