"""Refusals of this feature."""

from ilojobs_app.core.errors import RuleError
from ilojobs_app.core.i18n import _
from ilojobs_app.vacancies import deadlines
from ilojobs_app.vacancies.models import Vacancy


class VacancyClosed(RuleError):
    """The deadline has passed: the notice is no longer public (R16)."""

    def __init__(self, vacancy: Vacancy) -> None:
        super().__init__(vacancy.job_id)
        self.vacancy = vacancy

    def message(self) -> str:
        """Say since when, and where to look next."""
        text = _("Ce poste est clos depuis le %(deadline)s. Choisissez un autre poste vacant.")
        return text % {"deadline": deadlines.deadline(self.vacancy)}
