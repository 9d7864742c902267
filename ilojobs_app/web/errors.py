"""Errors as forms show them, and values as forms send them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ilojobs_app.core.errors import FieldError


@dataclass(frozen=True)
class ErrorView:
    """A line of the error summary, and the message at its field."""

    field: str
    text: str


def views_of(errors: Iterable[FieldError]) -> list[ErrorView]:
    """Give errors in the order of the page."""
    return [ErrorView(error.field, error.message()) for error in errors]


def text_of(values: Any, name: str) -> str:
    """Give a text that a form sent. Types are not enforced before: anything else is no text."""
    value = values.get(name, "") if isinstance(values, Mapping) else ""
    return value if isinstance(value, str) else ""


def values_of(data: Any) -> dict[str, Any]:
    """Give the values of a form's `{edit, values, changed, bases}`; nothing when it sent something else."""
    values = data.get("values") if isinstance(data, Mapping) else None
    return dict(values) if isinstance(values, Mapping) else {}


def edit_of(data: Any) -> float:
    """Give the number of the edit that a form sent, to be echoed once it is stored."""
    edit = data.get("edit") if isinstance(data, Mapping) else None
    return edit if isinstance(edit, int | float) else 0


def changed_of(data: Any) -> dict[str, Any]:
    """Give those values that were typed since the last save; all when the form does not say."""
    values = values_of(data)
    changed = data.get("changed") if isinstance(data, Mapping) else None
    if not isinstance(changed, list):
        return values
    return {name: values[name] for name in changed if isinstance(name, str) and name in values}


def seen_of(data: Any) -> dict[str, list[Any]]:
    """Give what a form's `bases` say of the values that it knows to be kept; nothing else in them."""
    bases = data.get("bases") if isinstance(data, Mapping) else None
    if not isinstance(bases, Mapping):
        return {}
    return {name: seen for name, seen in bases.items() if isinstance(seen, list)}


def still_flagged(before: list[ErrorView], now: list[ErrorView]) -> list[ErrorView]:
    """Give the errors of fields that were flagged already: others wait until the form is sent."""
    flagged = {error.field for error in before}
    return [error for error in now if error.field in flagged]
