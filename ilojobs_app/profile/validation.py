"""The checks of the profile: every refusal says what to do, in the order of the page.

Data from anywhere is accepted as input: what has the wrong type counts as empty.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from ilojobs_app.core.addresses import read_address
from ilojobs_app.core.errors import FieldError
from ilojobs_app.core.i18n import _, format_number, ngettext
from ilojobs_app.core.lists import is_option
from ilojobs_app.core.text import count
from ilojobs_app.profile.cleaning import clean_values, raw_entries
from ilojobs_app.profile.dates import date_fault, month_fault
from ilojobs_app.profile.fields import NO, OTHER, YES, Entries, Field, Kind, Step, StepData
from ilojobs_app.profile.phones import is_phone

# The calendar of Kiribati: nobody's month is in the future because Geneva's is older.
AHEAD = timedelta(hours=14)
_DATES = {Kind.DATE: date_fault, Kind.MONTH: month_fault}


IsInstitution = Callable[[int, str], bool]


class MissingField(FieldError):
    """Nothing was typed yet where something is required."""


@dataclass(frozen=True)
class _Ground:
    """What the checks stand on besides the answers."""

    today: date
    is_institution: IsInstitution


def _any_institution(_institution_id: int, _country: str) -> bool:
    return True


def check_step(
    step: Step, data: object, *, now: datetime, is_institution: IsInstitution = _any_institution
) -> list[FieldError]:
    """Check a step. Fields are named `first_names`, `posts` (too few, too many), `posts.0.city`.

    Args:
        data: as typed; indices in the errors are those of its list.
        is_institution: says whether a country's list has an institution of that id.
    """
    values = data if isinstance(data, Mapping) else {}
    ground = _Ground((now + AHEAD).date(), is_institution)
    own = clean_values(step.fields, values)
    errors = list(_check_values(step.fields, own, ground))
    if step.entries and step.entries.asked(own):
        errors += _check_entries(step.entries, raw_entries(step.entries, values), ground)
    return errors


def count_required(step: Step, data: StepData) -> int:
    """Count the answers that a step's cleaned data must have, asked as they are."""
    number = _count_required(step.fields, data)
    if step.entries and step.entries.asked(data):
        kept = data[step.entries.name]
        number += sum(_count_required(step.entries.fields, entry) for entry in kept)
        number += max(0, step.entries.at_least - len(kept))
    return number


def _count_required(fields: tuple[Field, ...], values: StepData) -> int:
    return sum(len(f.keys) for f in fields if f.required and f.asked(values))


def check_entry(
    step: Step,
    entry: object,
    now: datetime,
    is_institution: IsInstitution = _any_institution,
    others: Sequence[object] = (),
) -> list[FieldError]:
    """Check the form of one entry (one post) beside others; fields have their bare names."""
    if step.entries is None:
        return []
    values = clean_values(step.entries.fields, entry)
    ground = _Ground((now + AHEAD).date(), is_institution)
    return list(_check_entry(step.entries, values, others, ground))


def _check_entries(entries: Entries, found: list[Any], ground: _Ground) -> Iterator[FieldError]:
    if len(found) < entries.at_least:
        yield MissingField(entries.name, _(entries.missing))
    if (over := len(found) - entries.at_most) > 0:
        text = ngettext(
            "Retirez %(n)s élément de la liste.", "Retirez %(n)s éléments de la liste.", over
        )
        yield FieldError(entries.name, text % {"n": format_number(over)})
    for place, entry in enumerate(found[: entries.at_most]):
        values = clean_values(entries.fields, entry)
        for error in _check_entry(entries, values, found[:place], ground):
            yield type(error)(f"{entries.name}.{place}.{error.field}", error.text)


def _check_entry(
    entries: Entries, values: StepData, others: Sequence[object], ground: _Ground
) -> Iterator[FieldError]:
    known = {clean_values(entries.fields, other).get(entries.once) for other in others}
    if entries.once and values[entries.once] and values[entries.once] in known:
        yield FieldError(entries.once, _(entries.twice))
    yield from _check_values(entries.fields, values, ground)


def _check_values(
    fields: tuple[Field, ...], values: StepData, ground: _Ground
) -> Iterator[FieldError]:
    # Rules that compare two answers must not see one that was refused already.
    sound = dict(values)
    for field in fields:
        if not field.asked(values):
            continue
        for error in _check_field(field, sound, ground):
            sound[error.field] = ""
            yield error


def _check_field(field: Field, values: StepData, ground: _Ground) -> Iterator[FieldError]:
    if field.kind is Kind.PHONE:
        yield from _check_phone(field, values)
        return
    value = values[field.name]
    if not value:
        if field.required and not values.get(field.unless_given):
            yield MissingField(field.name, _(field.missing))
        return
    text = _too_long(field, value) or _not_of_kind(field, value)
    if not text and field.check:
        text = field.check(values, ground.today)
    if not text and field.kind is Kind.INSTITUTION and value != OTHER:
        known = ground.is_institution(int(value), values.get("country", ""))
        text = "" if known else _(field.missing)
    if text:
        yield FieldError(field.name, text)


def _too_long(field: Field, value: str) -> str:
    over = count(value) - field.limit if field.limit else 0
    if over <= 0:
        return ""
    return ngettext(
        "Raccourcissez ce texte de %(n)s caractère.",
        "Raccourcissez ce texte de %(n)s caractères.",
        over,
    ) % {"n": format_number(over)}


def _not_of_kind(field: Field, value: str) -> str:
    if field.kind in _DATES:
        return _DATES[field.kind](value)
    if _is_of_kind(field, value):
        return ""
    return _(field.missing) if field.missing else _("Choisissez une réponse dans la liste.")


def _is_of_kind(field: Field, value: str) -> bool:
    match field.kind:
        case Kind.SELECT:
            return is_option(field.options, value)
        case Kind.YES_NO:
            return value in (YES, NO)
        case Kind.PERCENTAGE:
            return re.fullmatch("[1-9][0-9]?", value) is not None
        case Kind.EMAIL:
            return read_address(value) is not None
        case Kind.INSTITUTION:
            return value == OTHER or re.fullmatch("[1-9][0-9]{0,8}", value) is not None
    return True


def _check_phone(field: Field, values: StepData) -> Iterator[FieldError]:
    country_key, number_key = field.keys
    country, number = values[country_key], values[number_key]
    if not (country or number or field.required):
        return
    known = is_option(field.options, country)
    if not known:
        kind = FieldError if country else MissingField
        yield kind(country_key, _("Choisissez le pays du numéro de téléphone."))
    if not number:
        yield MissingField(number_key, _("Indiquez le numéro de téléphone."))
    elif text := _too_long(field, number):
        yield FieldError(number_key, text)
    elif known and not is_phone(country, number):
        yield FieldError(
            number_key, _("Vérifiez le numéro de téléphone : il n'est pas valable dans ce pays.")
        )
