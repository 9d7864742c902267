"""The mail that acknowledges an application."""

from datetime import datetime

from sqlmodel import Session

from ilojobs_app.accounts.models import Account
from ilojobs_app.applications.models import Application
from ilojobs_app.applications.wording import OFFICE_ZONE, moment, vacancy_line
from ilojobs_app.core.i18n import language
from ilojobs_app.notifications import outbox
from ilojobs_app.vacancies import zones
from ilojobs_app.vacancies.models import Vacancy

KIND = "application_received"


def acknowledge(
    session: Session,
    account: Account,
    application: Application,
    vacancy: Vacancy,
    time_zone: str,
    now: datetime,
) -> None:
    """Write it in the caller's transaction, in the language in which the candidate applied.

    Args:
        time_zone: of the candidate's browser; anything that is no zone counts as Geneva's.
    """
    zone = time_zone if zones.is_zone(time_zone) else OFFICE_ZONE
    outbox.add(
        session,
        kind=KIND,
        to=account.email,
        language=language(),
        context={
            "number": application.number,
            "vacancy": vacancy_line(vacancy, now),
            "submitted": moment(now),
            "here": zones.reader_moment(now, OFFICE_ZONE, zone),
        },
        now=now,
    )
