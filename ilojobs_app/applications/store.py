"""The rows of one candidate's applications: every query is scoped to its account."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from ilojobs_app.accounts.models import Account
from ilojobs_app.applications.letters import is_unchanged
from ilojobs_app.applications.models import Application, LetterDecision, SealedCopy, Status
from ilojobs_app.applications.views import LastLetter
from ilojobs_app.applications.wording import sealed_line
from ilojobs_app.core.errors import NotFound
from ilojobs_app.core.i18n import LANGUAGES
from ilojobs_app.vacancies.models import Vacancy

# PostgreSQL refuses to compare an integer column with a larger number.
INTEGER_MAX = 2**31 - 1


def lock_account(session: Session, account_id: int) -> Account:
    """Give the account, and make the candidate's other tabs wait until this transaction ends.

    Raises:
        NotFound: the account was deleted meanwhile.
    """
    account = session.exec(
        select(Account).where(Account.id == account_id).with_for_update()
    ).one_or_none()
    if account is None:
        raise NotFound
    return account


def find_application(session: Session, account_id: int, job_id: int) -> Application | None:
    """Give the candidate's application for a vacancy."""
    if not 0 < job_id <= INTEGER_MAX:
        return None
    return session.exec(
        select(Application).where(
            Application.account_id == account_id, Application.job_id == job_id
        )
    ).one_or_none()


def list_applications(session: Session, account_id: int) -> Sequence[tuple[Application, Vacancy]]:
    """Give the candidate's applications with their vacancies, the latest change first."""
    return session.exec(
        select(Application, Vacancy)
        .join(Vacancy, col(Vacancy.job_id) == col(Application.job_id))
        .where(Application.account_id == account_id)
        .order_by(col(Application.updated_at).desc(), col(Application.id).desc())
    ).all()


def find_sealed(session: Session, account_id: int, number: int) -> SealedCopy:
    """Give the sealed copy of one of the candidate's own applications.

    Raises:
        NotFound: there is none with this number, or it is somebody else's.
    """
    if not 0 < number <= INTEGER_MAX:
        raise NotFound
    copy = session.exec(
        select(SealedCopy)
        .join(Application, col(Application.id) == col(SealedCopy.application_id))
        .where(Application.account_id == account_id, Application.id == number)
    ).one_or_none()
    if copy is None:
        raise NotFound
    return copy


def last_letter(session: Session, account_id: int, letter: str = "") -> LastLetter | None:
    """Give the last letter the candidate wrote and submitted, with its vacancy (R15).

    Args:
        letter: what is in the form; when an earlier letter comes again in it, as happens where
            two applications are written side by side, that one is given.
    """
    written = session.exec(
        select(Application)
        .where(
            Application.account_id == account_id,
            Application.status != Status.DRAFT,
            # A letter kept as it was is still written for the earlier vacancy.
            Application.letter_decision == LetterDecision.WRITTEN,
        )
        .order_by(col(Application.submitted_at).desc(), col(Application.id).desc())
    ).all()
    if not written:
        return None
    again = (application for application in written if is_unchanged(letter, application.letter))
    application = next(again, written[0])
    return _with_vacancy(application, find_sealed(session, account_id, application.number))


def _with_vacancy(application: Application, copy: SealedCopy) -> LastLetter:
    notice = copy.content["notice"]
    texts = [notice[language] for language in LANGUAGES]
    stations = [text["duty_station"] for text in texts if notice["country"]]
    return LastLetter(
        text=application.letter,
        vacancy=sealed_line(notice),
        written_at=copy.sealed_at,
        names=(notice["vacancy_number"] or "", *(text["title"] for text in texts), *stations),
    )


def own_names(vacancy: Vacancy) -> tuple[str, ...]:
    """Give what a letter may call the vacancy that it is for, in both languages."""
    texts = (vacancy.text(name, lang) for name in ("title", "duty_station") for lang in LANGUAGES)
    return (vacancy.vacancy_number or "", *texts)
