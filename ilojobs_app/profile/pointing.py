"""Where an error of a step is mended, and how a list of errors of several steps names it."""

from collections.abc import Mapping
from typing import Any

from ilojobs_app.core.errors import FieldError, at_field
from ilojobs_app.core.i18n import _
from ilojobs_app.core.lists import label
from ilojobs_app.profile.fields import KEY, Entries, Field, Kind, Step, StepData


def address_of(wanted: Step, field: str, data: StepData) -> str:
    """Give the address of a field of a step: `/profile/experience#<key of the post>.city`."""
    name, place, own = _parts(field)
    if own and wanted.entries:
        return f"/profile/{wanted.slug}#{data[wanted.entries.name][int(place)][KEY]}.{own}"
    return f"/profile/{wanted.slug}#{name}"


def words_of(wanted: Step, error: FieldError, data: StepData) -> str:
    """Word an error away from its field: entry, field and fix, so that no two are alike."""
    name, place, own = _parts(error.field)
    if not (own and wanted.entries):
        return at_field(_label(wanted.fields, name), error.message())
    text = at_field(_label(wanted.entries.fields, own), error.message())
    entry = name_of(wanted.entries, data[wanted.entries.name], int(place))
    return _("%(step)s : %(fix)s") % {"step": entry, "fix": text}


def name_of(entries: Entries, kept: list[Mapping[str, Any]], place: int) -> str:
    """Name an entry by its title, with its number where another one has the same."""
    titles = [_title(entries, entry) for entry in kept]
    own = titles[place]
    return own if titles.count(own) == 1 else f"{own} ({place + 1})"


def _title(entries: Entries, entry: Mapping[str, Any]) -> str:
    (first,) = (field for field in entries.fields if field.name == entries.heading[0])
    value = str(entry.get(first.name, ""))
    return (label(first.options, value) if first.kind is Kind.SELECT else value) or _("Sans titre")


def _label(fields: tuple[Field, ...], key: str) -> str:
    found = next((field for field in fields if key in field.keys), None)
    if found is None:
        return ""
    is_code = found.kind is Kind.PHONE and key == found.keys[0]
    return _("Indicatif du pays") if is_code else _(found.label)


def _parts(field: str) -> tuple[str, str, str]:
    name, _dot, rest = field.partition(".")
    place, _dot, own = rest.partition(".")
    return name, place, own
