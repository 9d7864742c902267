"""Refusals that a candidate reads: typed where they arise, worded once, in the current language."""

from collections.abc import Sequence

from ilojobs_app.core.i18n import _


class RuleError(Exception):
    """A rule refuses. Subclasses word it in `message`, which says what to do about it."""

    def message(self) -> str:
        """Word the refusal in the current language, as a sentence that states the fix."""
        raise NotImplementedError


class FieldError(RuleError):
    """A field cannot be accepted as it is.

    Args:
        field: the name of the field in its form, for example `posts.0.city`.
        text: the sentence that states the fix, already in the reader's language.
    """

    def __init__(self, field: str, text: str) -> None:
        super().__init__(field)
        self.field = field
        self.text = text

    def message(self) -> str:
        """Give the sentence shown at the field and in the error summary."""
        return self.text


def at_field(label: str, text: str) -> str:
    """Name a field before what is to be done about it, unless the sentence names it.

    The page does the same in the summary of a form (`named` in `assets/jsx/text.js`).
    """
    if not label or label.casefold() in text.casefold():
        return text
    if label.endswith(("?", ".")):
        return f"{label} {text}"
    return _("%(step)s : %(fix)s") % {"step": label, "fix": text[:1].lower() + text[1:]}


class Invalid(RuleError):
    """A form has fields to correct; `errors` is in the order of the page."""

    def __init__(self, errors: Sequence[FieldError]) -> None:
        super().__init__(", ".join(error.field for error in errors))
        self.errors = list(errors)

    def message(self) -> str:
        """Give all sentences, one a line."""
        return "\n".join(error.message() for error in self.errors)


class NotFound(RuleError):
    """What was asked for does not exist, or not for this candidate: the two look the same."""

    def message(self) -> str:
        """Stay silent about which of the two it is."""
        return ""
