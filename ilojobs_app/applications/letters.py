"""What is asked of a letter (R15) and of staff on secondment (R2)."""

from dataclasses import asdict, dataclass, replace
from typing import Any

from ilojobs_app.applications.models import PERSONNEL_NUMBER_MAX, TYPED_MAX, LetterDecision
from ilojobs_app.core.errors import FieldError
from ilojobs_app.core.i18n import _, format_number, ngettext
from ilojobs_app.core.merging import Readers
from ilojobs_app.core.text import clean, count, visible

# Our default: the FAQ states no limit. In Unicode code points of the cleaned text.
LETTER_MAX = 3000


@dataclass(frozen=True)
class LetterForm:
    """The form of the apply page, as it was sent; `cleaned` gives it as it is kept.

    Args:
        keeps_letter: « this letter stays as it is, knowingly ».
        seconded: whether the candidate is ILO staff on secondment; None while unanswered.
    """

    letter: str = ""
    keeps_letter: bool = False
    seconded: bool | None = None
    personnel_number: str = ""

    def cleaned(self) -> "LetterForm":
        """Give the same as a draft keeps it."""
        return LetterForm(**{name: READERS[name](value) for name, value in self.answers().items()})

    def asked_only(self) -> "LetterForm":
        """Give the same with a number only where it is asked for; a draft keeps it all the same."""
        return self if self.seconded else replace(self, personnel_number="")

    def answers(self) -> dict[str, Any]:
        """Give the answers by their names on the page."""
        return asdict(self)


def _as_is(value: Any) -> Any:
    return value


# What a draft keeps of each answer.
READERS: Readers = {
    "letter": clean,
    "keeps_letter": _as_is,
    "seconded": _as_is,
    "personnel_number": lambda number: visible(number)[:TYPED_MAX],
}


class LetterTooLong(FieldError):
    """The letter is longer than `LETTER_MAX`."""

    def __init__(self, excess: int) -> None:
        text = ngettext(
            "Raccourcissez la lettre de %(n)s caractère.",
            "Raccourcissez la lettre de %(n)s caractères.",
            excess,
        )
        super().__init__("letter", text % {"n": format_number(excess)})


class LetterUnchanged(FieldError):
    """The last letter comes again, and nobody said that it is meant (R15)."""

    def __init__(self) -> None:
        text = _(
            "Mettez à jour cette lettre, retirez-la, ou cochez la case qui dit que vous la "
            "gardez telle quelle."
        )
        super().__init__("letter", text)


def is_unchanged(letter: str, last: str) -> bool:
    """Say whether a letter is the last one again; other spaces or line ends are no update."""
    return bool(letter.split()) and clean(letter).split() == clean(last).split()


def decide(form: LetterForm, last: str) -> LetterDecision:
    """Say what was decided about the letter (R15).

    Args:
        last: the letter that was proposed again; empty when there was none.

    Raises:
        LetterTooLong: over 3,000 characters.
        LetterUnchanged: proposed again, not updated, not removed, and not kept knowingly.
    """
    number = count(form.letter)
    if not number:
        return LetterDecision.NONE
    if number > LETTER_MAX:
        raise LetterTooLong(number - LETTER_MAX)
    if not is_unchanged(form.letter, last):
        return LetterDecision.WRITTEN
    if not form.keeps_letter:
        raise LetterUnchanged
    return LetterDecision.KEPT


def secondment_errors(form: LetterForm) -> list[FieldError]:
    """Give what is missing about secondment (R2), in the order of the page."""
    if form.seconded is None:
        fix = _("Indiquez si vous êtes membre du personnel du BIT en détachement.")
        return [FieldError("seconded", fix)]
    number = visible(form.personnel_number)
    if form.seconded and not number:
        fix = _("Indiquez votre numéro de personnel du BIT.")
        return [FieldError("personnel_number", fix)]
    if form.seconded and len(number) > PERSONNEL_NUMBER_MAX:
        fix = _("Raccourcissez le numéro de personnel : %(n)s caractères au plus.")
        return [FieldError("personnel_number", fix % {"n": PERSONNEL_NUMBER_MAX})]
    return []
