"""The draft of an application: what the form starts from, and how it is kept."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlmodel import Session

from ilojobs_app.applications.letter_guard import Passage, mentions
from ilojobs_app.applications.letters import READERS, LetterForm, decide, secondment_errors
from ilojobs_app.applications.models import Application, LetterDecision
from ilojobs_app.applications.store import find_application, own_names
from ilojobs_app.applications.views import LastLetter
from ilojobs_app.core.errors import FieldError, Invalid
from ilojobs_app.core.merging import merge
from ilojobs_app.vacancies.models import Vacancy

# Names of the answers that a page changed, None for all; and `seen` as `core.merging` takes it.
Changed = Collection[str] | None
Seen = Mapping[str, list[Any]]


def open_draft(session: Session, account_id: int, job_id: int, now: datetime) -> Application:
    """Give the candidate's application for a vacancy, begun now if there was none.

    The caller holds the account's lock, so that two tabs do not begin it twice.
    """
    if application := find_application(session, account_id, job_id):
        return application
    application = Application(account_id=account_id, job_id=job_id, created_at=now, updated_at=now)
    session.add(application)
    return application


def form_of(application: Application | None, last: LastLetter | None) -> LetterForm:
    """Give what the form starts from: the draft, else the last letter proposed again (R15)."""
    if application is None:
        return LetterForm(letter=last.text if last else "")
    return LetterForm(
        letter=application.letter,
        keeps_letter=application.letter_decision is LetterDecision.KEPT,
        seconded=application.seconded,
        personnel_number=application.personnel_number or "",
    )


def merged(
    application: Application, form: LetterForm, changed: Changed, seen: Seen
) -> tuple[LetterForm, tuple[str, ...]]:
    """Put what a page changed over the draft; name what another device changed meanwhile (B4)."""
    typed = {
        name: value for name, value in form.answers().items() if changed is None or name in changed
    }
    values, conflicts = merge(READERS, form_of(application, None).answers(), typed, seen)
    return LetterForm(**values), conflicts


def unseen(
    application: Application, form: LetterForm, changed: Changed, seen: Seen
) -> tuple[str, ...]:
    """Name what the draft keeps otherwise than the page shows it, and the page never showed.

    What a page shows without having changed it, it read so. The confirmation that a letter stays
    as it is belongs to the page that shows the letter.
    """
    if changed is None:
        return ()
    shown = {name: [value] for name, value in form.answers().items() if name not in changed}
    shown.pop("keeps_letter", None)
    return merged(application, form, [*changed, *shown], {**shown, **seen})[1]


def write(
    application: Application, form: LetterForm, decision: LetterDecision | None, now: datetime
) -> None:
    """Put a cleaned form into the row."""
    application.letter = form.letter
    application.letter_decision = decision
    application.seconded = form.seconded
    application.personnel_number = form.personnel_number or None
    application.updated_at = now


def is_same(application: Application, form: LetterForm) -> bool:
    """Say whether a form holds what was submitted, as a second click's does."""
    sent = form.cleaned().asked_only()
    return replace(form_of(application, None), keeps_letter=sent.keeps_letter) == sent


def checked(form: LetterForm, last: LastLetter | None) -> LetterDecision:
    """Check a cleaned form whole; say what was decided about the letter.

    Raises:
        Invalid: with its errors in the order of the page.
    """
    if errors := problems_of(form, last):
        raise Invalid(errors)
    return decide(form, last.text if last else "")


def problems_of(form: LetterForm, last: LastLetter | None) -> tuple[FieldError, ...]:
    """Say what has to be corrected before a form is submitted, in the order of the page."""
    errors: list[FieldError] = []
    try:
        decide(form, last.text if last else "")
    except FieldError as error:
        errors.append(error)
    return (*errors, *secondment_errors(form))


def passages_of(letter: str, last: LastLetter | None, vacancy: Vacancy) -> tuple[Passage, ...]:
    """Find where a letter still names the vacancy that the last one was written for (B2)."""
    return mentions(letter, other=last.names, own=own_names(vacancy)) if last else ()
