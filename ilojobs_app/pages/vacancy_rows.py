"""Vacancies as their reader finds them: who has applied is told so, in every list."""

from collections.abc import Sequence

from ilojobs_app.applications.standings import standings
from ilojobs_app.vacancies.models import Vacancy
from ilojobs_app.vacancies.views import Row, Standing, row_of
from ilojobs_app.web.islands import PageRequest


def rows_of(request: PageRequest, vacancies: Sequence[Vacancy]) -> list[Row]:
    """Word the vacancies of a list."""
    own = standings_of(request, vacancies)
    return [row_of(vacancy, request.now, own.get(vacancy.job_id)) for vacancy in vacancies]


def standing_of(request: PageRequest, vacancy: Vacancy) -> Standing | None:
    """Say where the reader stands with a vacancy; None for visitors."""
    return standings_of(request, [vacancy]).get(vacancy.job_id)


def standings_of(request: PageRequest, vacancies: Sequence[Vacancy]) -> dict[int, Standing]:
    """Say where the reader stands with each of these that they began or applied for, by job ID."""
    # What visitors see is the same for all of them, and costs no query.
    if request.principal is None:
        return {}
    return standings(
        request.session,
        account_id=request.principal.account_id,
        job_ids=[vacancy.job_id for vacancy in vacancies],
    )
