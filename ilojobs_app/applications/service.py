"""What a candidate can do: begin, keep a draft, submit once, read what was submitted."""

from datetime import datetime

from sqlmodel import Session

from ilojobs_app.applications import drafts, store, wording
from ilojobs_app.applications.acknowledgement import acknowledge
from ilojobs_app.applications.letter_guard import Passage
from ilojobs_app.applications.letters import LETTER_MAX, LetterForm, LetterTooLong
from ilojobs_app.applications.models import Application, LetterDecision, Status
from ilojobs_app.applications.profile_check import ProfileNeeded, check_profile
from ilojobs_app.applications.seal import is_intact, seal
from ilojobs_app.applications.status import move_to
from ilojobs_app.applications.views import ApplicationLine, ApplyView, Receipt, Stage
from ilojobs_app.core.errors import RuleError
from ilojobs_app.core.i18n import _
from ilojobs_app.vacancies import deadlines
from ilojobs_app.vacancies.errors import VacancyClosed
from ilojobs_app.vacancies.models import Vacancy
from ilojobs_app.vacancies.service import find_open

# Characters of a letter's draft: ten times the limit, so that pasting too much is kept.
DRAFT_MAX = 30_000


class AlreadySubmitted(RuleError):
    """The application has left; `number` is where to read it."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number

    def message(self) -> str:
        """Say that nothing is left to do."""
        return _("Vous avez déjà soumis cette candidature.")


def begin(session: Session, *, account_id: int, job_id: int, now: datetime) -> ApplyView:
    """Give all that the apply page shows, whatever the candidate can do now. Writes nothing.

    Raises:
        NotFound: there is no such vacancy.
    """
    vacancy = _find_vacancy(session, job_id, now)
    application = store.find_application(session, account_id, job_id)
    profile = check_profile(session, account_id=account_id, now=now)
    last = store.last_letter(session, account_id, application.letter if application else "")
    form = drafts.form_of(application, last)
    return ApplyView(
        stage=_stage(application, deadlines.is_open(vacancy, now), profile.copy is not None),
        vacancy=wording.vacancy_line(vacancy, now),
        number=application.number if application else None,
        to_do=profile.to_do,
        profile_changed=profile.has_drafts,
        form=form,
        last=last,
        passages=drafts.passages_of(form.letter, last, vacancy),
    )


def save_letter_draft(
    session: Session, *, account_id: int, job_id: int, form: LetterForm, now: datetime
) -> tuple[Passage, ...]:
    """Keep what was typed, right or wrong; give the passages that the letter guard finds (B2).

    Raises:
        NotFound, VacancyClosed: as `find_open`.
        AlreadySubmitted: there is no draft any more.
        LetterTooLong: over 30,000 characters.
    """
    store.lock_account(session, account_id)
    vacancy = find_open(session, job_id=job_id, now=now)
    application = drafts.open_draft(session, account_id, job_id, now)
    if application.status is not Status.DRAFT:
        raise AlreadySubmitted(application.number)
    if len(form.letter) > DRAFT_MAX:
        raise LetterTooLong(len(form.letter) - LETTER_MAX)
    form = form.cleaned()
    drafts.write(application, form, LetterDecision.KEPT if form.keeps_letter else None, now)
    last = store.last_letter(session, account_id, form.letter)
    return drafts.passages_of(form.letter, last, vacancy)


def submit(
    session: Session, *, account_id: int, job_id: int, form: LetterForm, now: datetime
) -> int:
    """Submit an application, once whatever the clicks; give its number.

    One transaction: checks at this instant, seals the copy (B1), writes the acknowledgement.

    Raises:
        NotFound, VacancyClosed: as `find_open`, at `now`.
        ProfileNeeded: the profile is not complete (R6).
        Invalid: the letter (R15) or the answers about secondment (R2) need correcting.
    """
    account = store.lock_account(session, account_id)
    known = store.find_application(session, account_id, job_id)
    if known and known.status is not Status.DRAFT:
        return known.number
    vacancy = find_open(session, job_id=job_id, now=now)
    profile = check_profile(session, account_id=account_id, now=now)
    if profile.copy is None:
        raise ProfileNeeded(profile.to_do)
    form = form.cleaned()
    decision = drafts.checked(form, store.last_letter(session, account_id, form.letter))
    application = _submitted(session, account_id, job_id, form, decision, now)
    seal(
        session,
        application=application,
        account=account,
        profile=profile.copy,
        vacancy=vacancy,
        now=now,
    )
    acknowledge(session, account, application, vacancy, now)
    return application.number


def own_applications(
    session: Session, *, account_id: int, now: datetime
) -> tuple[ApplicationLine, ...]:
    """List the candidate's applications, the latest change first."""
    return tuple(
        ApplicationLine(
            number=application.number,
            is_draft=application.status is Status.DRAFT,
            is_open=deadlines.is_open(vacancy, now),
            vacancy=wording.vacancy_line(vacancy, now),
            at=application.submitted_at or application.updated_at,
        )
        for application, vacancy in store.list_applications(session, account_id)
    )


def own_application(session: Session, *, account_id: int, number: int) -> Receipt:
    """Give what the candidate submitted under a number.

    Raises:
        NotFound: there is no such application, or it is somebody else's: the two look the same.
    """
    copy = store.find_sealed(session, account_id, number)
    return Receipt(number, copy.content, copy.sha256, copy.sealed_at, is_intact(copy))


def _submitted(
    session: Session,
    account_id: int,
    job_id: int,
    form: LetterForm,
    decision: LetterDecision,
    now: datetime,
) -> Application:
    application = drafts.open_draft(session, account_id, job_id, now)
    drafts.write(application, form, decision, now)
    move_to(application, Status.SUBMITTED)
    application.submitted_at = now
    session.flush()
    return application


def _find_vacancy(session: Session, job_id: int, now: datetime) -> Vacancy:
    try:
        return find_open(session, job_id=job_id, now=now)
    except VacancyClosed as refusal:
        return refusal.vacancy


def _stage(application: Application | None, is_open: bool, has_profile: bool) -> Stage:
    if application and application.status is not Status.DRAFT:
        return Stage.SUBMITTED
    if not is_open:
        return Stage.CLOSED
    return Stage.WRITE if has_profile else Stage.INCOMPLETE
