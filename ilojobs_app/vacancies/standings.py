"""Where a candidate stands with vacancies, for features that do not know applications.

Who knows them is named by the composition root.
"""

from collections.abc import Sequence
from typing import Protocol

from sqlmodel import Session

from ilojobs_app.vacancies.views import Standing


class Standings(Protocol):
    """Gives the candidate's own standing with each of these vacancies that has one, by job ID."""

    def __call__(  # noqa: D102 - the class says it
        self, session: Session, *, account_id: int, job_ids: Sequence[int]
    ) -> dict[int, Standing]: ...


_known: list[Standings] = []


def told_by(standings: Standings) -> None:
    """Ask this from now on."""
    _known[:] = [standings]


def standings_of(
    session: Session, *, account_id: int, job_ids: Sequence[int]
) -> dict[int, Standing]:
    """Give where a candidate stands; nothing where nobody was named who knows."""
    return _known[0](session, account_id=account_id, job_ids=job_ids) if _known else {}
