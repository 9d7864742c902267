"""The draft of an application: what the form starts from, and how it is kept."""

from datetime import datetime

from sqlmodel import Session

from ilojobs_app.applications.letter_guard import Passage, mentions
from ilojobs_app.applications.letters import LetterForm, decide, secondment_errors
from ilojobs_app.applications.models import TYPED_MAX, Application, LetterDecision
from ilojobs_app.applications.store import find_application, own_names
from ilojobs_app.applications.views import LastLetter
from ilojobs_app.core.errors import FieldError, Invalid
from ilojobs_app.vacancies.models import Vacancy


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


def write(
    application: Application, form: LetterForm, decision: LetterDecision | None, now: datetime
) -> None:
    """Put a cleaned form into the row."""
    application.letter = form.letter
    application.letter_decision = decision
    application.seconded = form.seconded
    application.personnel_number = form.personnel_number[:TYPED_MAX] or None
    application.updated_at = now


def checked(form: LetterForm, last: LastLetter | None) -> LetterDecision:
    """Check a cleaned form whole; say what was decided about the letter.

    Raises:
        Invalid: with its errors in the order of the page.
    """
    errors: list[FieldError] = []
    decision = LetterDecision.NONE
    try:
        decision = decide(form, last.text if last else "")
    except FieldError as error:
        errors.append(error)
    errors += secondment_errors(form)
    if errors:
        raise Invalid(errors)
    return decision


def passages_of(letter: str, last: LastLetter | None, vacancy: Vacancy) -> tuple[Passage, ...]:
    """Find where a letter still names the vacancy that the last one was written for (B2)."""
    return mentions(letter, other=last.names, own=own_names(vacancy)) if last else ()
