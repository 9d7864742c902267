"""The form of the apply page: how it is read, how it is filled in, how versions are worded."""

from collections.abc import Iterable
from typing import Any

from ilojobs_app.applications.letters import LetterForm
from ilojobs_app.core.i18n import _
from ilojobs_app.core.merging import Readers
from ilojobs_app.web.conflicts import Conflict
from ilojobs_app.web.errors import changed_of, seen_of, values_of

ANSWERS = {"yes": True, "no": False}
CHOICES = ("seconded", "keeps_letter")


def sent(data: dict[str, Any]) -> dict[str, Any]:
    """Read what a page sends, as the services take it: `form`, `changed`, `seen`."""
    return {
        "form": form_of(values_of(data)),
        "changed": list(changed_of(data)),
        "seen": {
            name: [ON_PAGE[name](value) for value in known]
            for name, known in seen_of(data).items()
            if name in ON_PAGE
        },
    }


def form_of(values: dict[str, Any]) -> LetterForm:
    """Read the form's values; whatever has not its type counts as not given."""
    return LetterForm(**{name: read(values.get(name)) for name, read in ON_PAGE.items()})


def values_from(form: LetterForm) -> dict[str, Any]:
    """Give a form's values as the page fills them in."""
    seconded = next((text for text, answer in ANSWERS.items() if answer is form.seconded), "")
    return {**form.answers(), "seconded": seconded}


def conflicts_of(fields: Iterable[str], kept: LetterForm) -> list[Conflict]:
    """Word what is kept of these fields."""
    values = values_from(kept)
    answers = {"yes": _("Oui"), "no": _("Non"), True: _("Oui"), False: _("Non")}
    words = {**values, **{name: answers.get(values[name], "") for name in CHOICES}}
    return [Conflict(name, values[name], words[name]) for name in fields]


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


# How each answer is read from what a page sends.
ON_PAGE: Readers = {
    "letter": _text,
    "keeps_letter": lambda value: value is True,
    "seconded": lambda value: ANSWERS.get(_text(value)),
    "personnel_number": _text,
}
