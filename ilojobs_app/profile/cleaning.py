"""What was typed, made safe to keep: known questions only, text cleaned, entries in their order.

Nothing here refuses: what has the wrong type becomes empty, and the checks ask for it.
"""

import re
import secrets
from collections.abc import Mapping
from functools import partial
from typing import Any

from ilojobs_app.core.addresses import bare_address
from ilojobs_app.core.merging import Readers
from ilojobs_app.core.text import clean, digits, one_line, visible
from ilojobs_app.profile.fields import KEY, Entries, Field, Kind, Step, StepData

KEY_FORM = re.compile("[0-9a-z-]{1,40}")
_TICKED = (True, "on", "true")


def _number(text: str) -> str:
    return digits(visible(text))


_CLEANING = {
    Kind.LONG_TEXT: clean,
    Kind.EMAIL: bare_address,
    **dict.fromkeys((Kind.PHONE, Kind.DATE, Kind.MONTH, Kind.PERCENTAGE), _number),
}


def clean_step(step: Step, data: object) -> StepData:
    """Give a step's data to keep: every question with a value or empty, entries newest first.

    Entries beyond the most that a step takes are left out; the page never makes them.
    """
    values = _mapping(data)
    cleaned = clean_values(step.fields, values)
    if step.entries:
        found = raw_entries(step.entries, values)[: step.entries.at_most]
        cleaned[step.entries.name] = _in_order(step.entries, _with_keys(step.entries, found))
    return cleaned


def clean_values(fields: tuple[Field, ...], data: object) -> StepData:
    """Give the answers to these questions, cleaned; nothing else."""
    values = _mapping(data)
    return {key: clean_value(field, values.get(key)) for field in fields for key in field.keys}


def readers(fields: tuple[Field, ...]) -> Readers:
    """Give how each answer is read, for `core.merging`."""
    return {key: partial(clean_value, field) for field in fields for key in field.keys}


def raw_entries(entries: Entries, values: Mapping[str, Any]) -> list[Any]:
    """Give the list of entries as it came, or none."""
    found = values.get(entries.name)
    return found if isinstance(found, list) else []


def asked_only(step: Step, data: StepData) -> StepData:
    """Leave out answers to questions that are not asked, given the other answers.

    Drafts keep them, so that ticking a box by mistake loses nothing; the profile does not.
    """
    kept = _asked_values(step.fields, data)
    if step.entries:
        entries = data[step.entries.name] if step.entries.asked(data) else []
        kept[step.entries.name] = [
            {**_asked_values(step.entries.fields, entry), KEY: entry[KEY]} for entry in entries
        ]
    return kept


def content(step: Step, data: StepData) -> StepData:
    """Give what a step says: without keys, and without answers to what is not asked."""
    said = asked_only(step, data)
    if step.entries:
        name = step.entries.name
        said[name] = [{k: v for k, v in entry.items() if k != KEY} for entry in said[name]]
    return said


def new_key() -> str:
    """Give a key for a new entry."""
    return secrets.token_hex(4)


def recency(entries: Entries, entry: StepData) -> tuple[bool, bool, str, str]:
    """Give what sorts timed entries, the newest last: those that end, those that last, by their months.

    What lacks a month is being typed, and counts as the newest of all.
    """
    assert entries.period
    start, end = (str(entry[name]) for name in entries.period)
    lasts = bool(entry[entries.current])
    until = "" if lasts else end
    return not start or not (lasts or end), lasts, until, start


def _mapping(data: object) -> Mapping[str, Any]:
    return data if isinstance(data, Mapping) else {}


def clean_value(field: Field, value: object) -> str | bool:
    """Give one answer, cleaned."""
    if field.kind is Kind.CHECKBOX:
        return value in _TICKED
    if not isinstance(value, str):
        return ""
    return _CLEANING.get(field.kind, one_line)(value)


def _with_keys(entries: Entries, found: list[Any]) -> list[StepData]:
    seen: set[str] = set()
    kept: list[StepData] = []
    for entry in found:
        key = _mapping(entry).get(KEY)
        if not isinstance(key, str) or not KEY_FORM.fullmatch(key) or key in seen:
            key = new_key()
        seen.add(key)
        kept.append({**clean_values(entries.fields, entry), KEY: key})
    return kept


def _in_order(entries: Entries, found: list[StepData]) -> list[StepData]:
    return sorted(found, key=partial(recency, entries), reverse=True) if entries.period else found


def _asked_values(fields: tuple[Field, ...], values: StepData) -> StepData:
    empty = {Kind.CHECKBOX: False}
    return {
        key: values[key] if field.asked(values) else empty.get(field.kind, "")
        for field in fields
        for key in field.keys
    }
