"""Fields that two devices changed: what the other one kept, for the candidate to choose (B4)."""

from collections.abc import Iterable
from dataclasses import dataclass

from ilojobs_app.core.i18n import _
from ilojobs_app.web.errors import ErrorView


@dataclass(frozen=True)
class Conflict:
    """What is kept of a field, as its control takes it and as it is read; "" is an empty answer."""

    field: str
    value: str | bool
    words: str


def errors_of(conflicts: Iterable[Conflict]) -> list[ErrorView]:
    """Ask for the choices that are open."""
    return [ErrorView(one.field, _("Choisissez la version à garder.")) for one in conflicts]
