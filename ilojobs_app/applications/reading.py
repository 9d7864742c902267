"""What a candidate can read of the own applications: drafts, and what was submitted."""

from datetime import datetime

from sqlmodel import Session

from ilojobs_app.applications import store, wording
from ilojobs_app.applications.models import Application, Status
from ilojobs_app.applications.seal import is_intact
from ilojobs_app.applications.views import ApplicationLine, Receipt
from ilojobs_app.vacancies import deadlines
from ilojobs_app.vacancies.models import Vacancy


def written_letter(session: Session, *, account_id: int, job_id: int) -> str:
    """Give the letter that the candidate has written for a vacancy, also one that has gone."""
    application = store.find_application(session, account_id, job_id)
    return application.letter if application else ""


def own_applications(
    session: Session, *, account_id: int, now: datetime
) -> tuple[ApplicationLine, ...]:
    """List the candidate's applications, the latest change first."""
    return tuple(
        _line(application, vacancy, now)
        for application, vacancy in store.list_applications(session, account_id)
    )


def own_application(session: Session, *, account_id: int, number: int) -> Receipt:
    """Give what the candidate submitted under a number.

    Raises:
        NotFound: there is no such application, or it is somebody else's: the two look the same.
    """
    copy = store.find_sealed(session, account_id, number)
    return Receipt(number, copy.content, copy.sha256, copy.sealed_at, is_intact(copy))


def _line(application: Application, vacancy: Vacancy, now: datetime) -> ApplicationLine:
    is_draft = application.status is Status.DRAFT
    is_closed = not deadlines.is_open(vacancy, now)
    # A notice can also be taken back, its date of publication put off.
    is_open = vacancy.published_at <= now and not is_closed
    return ApplicationLine(
        number=application.number,
        is_draft=is_draft,
        is_open=is_open,
        is_closed=is_closed,
        letter="" if is_open or not is_draft else application.letter,
        vacancy=wording.vacancy_line(vacancy, now),
        at=application.submitted_at or application.updated_at,
    )
