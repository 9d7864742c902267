"""Where a candidate stands with vacancies: submitted, begun, or neither."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from ilojobs_app.applications.models import Application, Status
from ilojobs_app.applications.wording import day
from ilojobs_app.core.i18n import _
from ilojobs_app.vacancies.views import Standing


def standings(session: Session, *, account_id: int, job_ids: Sequence[int]) -> dict[int, Standing]:
    """Give the candidate's own applications among these vacancies, by job ID, in one query."""
    found = session.exec(
        select(
            Application.job_id,
            col(Application.id),
            Application.status,
            col(Application.submitted_at),
        ).where(Application.account_id == account_id, col(Application.job_id).in_(job_ids))
    )
    return {
        job_id: _draft(job_id) if status is Status.DRAFT else _submitted(number, at)
        for job_id, number, status, at in found
    }


def _draft(job_id: int) -> Standing:
    path = f"/apply/{job_id}"
    return Standing(_("Brouillon"), _("Reprendre mon brouillon"), path, is_submitted=False)


def _submitted(number: int | None, at: datetime | None) -> Standing:
    words = _("Candidature soumise le %(date)s") % {"date": day(at)} if at else _("Soumise")
    path = f"/applications/{number}"
    return Standing(words, _("Voir ma candidature"), path, is_submitted=True)
