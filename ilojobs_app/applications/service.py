"""What a candidate can do: begin, keep a draft, submit once, read what was submitted."""

from datetime import datetime

from sqlmodel import Session

from ilojobs_app.applications import drafts, store, wording
from ilojobs_app.applications.acknowledgement import acknowledge
from ilojobs_app.applications.letters import LETTER_MAX, LetterForm, LetterTooLong
from ilojobs_app.applications.models import Application, LetterDecision, Status
from ilojobs_app.applications.profile_check import ProfileNeeded, check_profile
from ilojobs_app.applications.reading import own_application, own_applications, written_letter
from ilojobs_app.applications.seal import seal
from ilojobs_app.applications.status import move_to
from ilojobs_app.applications.views import ApplyView, LetterSaved, Stage
from ilojobs_app.core.errors import RuleError
from ilojobs_app.core.i18n import _
from ilojobs_app.vacancies import deadlines
from ilojobs_app.vacancies.errors import VacancyClosed
from ilojobs_app.vacancies.models import Vacancy
from ilojobs_app.vacancies.service import find_open

__all__ = [
    "AlreadySubmitted",
    "ChangedElsewhere",
    "begin",
    "own_application",
    "own_applications",
    "save_letter_draft",
    "submit",
    "written_letter",
]

# Characters of a letter's draft: ten times the limit, so that pasting too much is kept.
DRAFT_MAX = 30_000
NOTHING_SEEN: drafts.Seen = {}
NO_CONFLICTS: tuple[str, ...] = ()


class AlreadySubmitted(RuleError):
    """The application has left; `number` is where to read it."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number

    def message(self) -> str:
        """Say that nothing is left to do."""
        return _("Vous avez déjà soumis cette candidature.")


class ChangedElsewhere(RuleError):
    """Another device changed what this page shows otherwise and never showed (B4).

    Args:
        fields: names of these answers.
        kept: the draft as it stands.
    """

    def __init__(self, fields: tuple[str, ...], kept: LetterForm) -> None:
        super().__init__(fields)
        self.fields, self.kept = fields, kept

    def message(self) -> str:
        """Ask for a choice."""
        return _("Choisissez la version à garder.")


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
        written=application.letter if application else "",
        last=last,
        passages=drafts.passages_of(form.letter, last, vacancy),
    )


def save_letter_draft(
    session: Session,
    *,
    account_id: int,
    job_id: int,
    form: LetterForm,
    changed: drafts.Changed = None,
    seen: drafts.Seen = NOTHING_SEEN,
    now: datetime,
) -> LetterSaved:
    """Keep what was typed, right or wrong, and also after the deadline: a draft is no application.

    Args:
        form: all that the page shows; what a draft begins with.
        changed: names of what was typed since the last save; of a draft nothing else is replaced.
        seen: what the page knows to be kept of these, as `core.merging` takes it.

    Raises:
        NotFound: there is no such vacancy.
        AlreadySubmitted: there is no draft any more.
        LetterTooLong: over 30,000 characters.
    """
    store.lock_account(session, account_id)
    vacancy = _find_vacancy(session, job_id, now)
    if len(form.letter) > DRAFT_MAX:
        raise LetterTooLong(len(form.letter) - LETTER_MAX)
    application = store.find_application(session, account_id, job_id)
    if application and application.status is not Status.DRAFT:
        raise AlreadySubmitted(application.number)
    kept, conflicts = form.cleaned(), NO_CONFLICTS
    if application:
        kept, conflicts = drafts.merged(application, form, changed, seen)
    application = application or drafts.open_draft(session, account_id, job_id, now)
    drafts.write(application, kept, LetterDecision.KEPT if kept.keeps_letter else None, now)
    last = store.last_letter(session, account_id, kept.letter)
    return LetterSaved(
        kept=kept,
        conflicts=conflicts,
        passages=drafts.passages_of(kept.letter, last, vacancy),
        problems=drafts.problems_of(kept, last),
        is_open=deadlines.is_open(vacancy, now),
    )


def submit(
    session: Session,
    *,
    account_id: int,
    job_id: int,
    form: LetterForm,
    changed: drafts.Changed = None,
    seen: drafts.Seen = NOTHING_SEEN,
    time_zone: str = "",
    now: datetime,
) -> int:
    """Submit an application as the page shows it, once whatever the clicks; give its number.

    One transaction: checks at this instant, seals the copy (B1), writes the acknowledgement.

    Args:
        changed, seen: as `save_letter_draft` takes them.
        time_zone: of the candidate's browser, for the acknowledgement.

    Raises:
        AlreadySubmitted: something else than this form was.
        NotFound, VacancyClosed: as `find_open`, at `now`.
        ProfileNeeded: the profile is not complete (R6).
        ChangedElsewhere: another device changed what this page never showed (B4).
        Invalid: the letter (R15) or the answers about secondment (R2) need correcting.
    """
    account = store.lock_account(session, account_id)
    known = store.find_application(session, account_id, job_id)
    if known and known.status is not Status.DRAFT:
        if drafts.is_same(known, form):
            return known.number
        raise AlreadySubmitted(known.number)
    vacancy = find_open(session, job_id=job_id, now=now)
    profile = check_profile(session, account_id=account_id, now=now)
    if profile.copy is None:
        raise ProfileNeeded(profile.to_do)
    if known and (fields := drafts.unseen(known, form, changed, seen)):
        raise ChangedElsewhere(fields, drafts.form_of(known, None))
    form = form.cleaned().asked_only()
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
    acknowledge(session, account, application, vacancy, time_zone, now)
    return application.number


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
