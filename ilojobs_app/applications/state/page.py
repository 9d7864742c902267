"""The apply page's state: the draft of a letter, then the submission."""

from dataclasses import dataclass
from typing import Any

import reflex as rx

from ilojobs_app.applications import service
from ilojobs_app.applications.letter_guard import Passage
from ilojobs_app.applications.letters import LetterTooLong
from ilojobs_app.applications.profile_check import ProfileNeeded
from ilojobs_app.applications.state.form import conflicts_of, sent, values_from
from ilojobs_app.applications.views import ApplyView, LastLetter, Stage, StepToDo, VacancyLine
from ilojobs_app.applications.wording import day, number_at_end
from ilojobs_app.core.errors import Invalid, NotFound
from ilojobs_app.core.i18n import _, language
from ilojobs_app.vacancies.errors import VacancyClosed
from ilojobs_app.web.conflicts import Conflict, errors_of
from ilojobs_app.web.errors import ErrorView, edit_of, text_of, views_of
from ilojobs_app.web.never_stored import never_stored
from ilojobs_app.web.policies import candidate
from ilojobs_app.web.principal import account_id
from ilojobs_app.web.transact import look_up, transact

NO_VACANCY = VacancyLine()


@dataclass(frozen=True)
class ApplyPage:
    """What the page shows around the form.

    Args:
        stage: a `Stage`, or empty: not answered yet.
        last_vacancy: the one that the proposed letter was written for; `last_written` says when,
            and is empty when no letter is proposed.
    """

    stage: str = ""
    vacancy: VacancyLine = NO_VACANCY
    number: int = 0
    to_do: tuple[StepToDo, ...] = ()
    profile_changed: bool = False
    last_vacancy: VacancyLine = NO_VACANCY
    last_written: str = ""


# The letter, whole or in parts.
@never_stored("values", "conflicts", "written", "passages")
class ApplicationState(rx.State):
    """Order of events: `load`, `save(job_id, data)` any number of times, `submit(job_id, data)`."""

    job_id: int = 0
    page: ApplyPage = ApplyPage()
    # The candidate's own letter, where it is shown in place of the form.
    written: str = ""
    passages: list[Passage] = []
    values: dict[str, Any] | None = None
    errors: list[ErrorView] = []
    conflicts: list[Conflict] = []
    saved: float = 0
    too_long: float = 0
    refusal: str = ""
    is_late: bool = False
    busy: bool = False
    refused: bool = False
    # Fields that the last try to submit found wrong: they are looked at again at each save.
    _flagged: list[str] = []

    @rx.event
    @candidate
    async def load(self):
        """Show where the candidate stands with the vacancy of the address."""
        self.page, self.values, self.errors, self.conflicts = ApplyPage(), None, [], []
        self.saved, self.too_long, self.busy, self.refused = 0, 0, False, False
        self.is_late, self._flagged = False, []
        yield
        await self._show(number_at_end(self.router.url.path))

    @rx.event
    @candidate
    async def save(self, job_id: int, data: dict[str, Any]) -> None:
        """Keep the draft, right or wrong, and look again where it names another vacancy."""
        if not await self._keep(job_id, data):
            await self._refuse(job_id)

    @rx.event
    @candidate
    async def submit(self, job_id: int, data: dict[str, Any]):
        """Submit; the deadline is that of this instant, and a second click changes nothing."""
        self.busy = True
        yield
        self.busy = False
        try:
            number = await transact(
                service.submit,
                account_id=account_id(),
                job_id=job_id,
                time_zone=text_of(data, "zone"),
                **sent(data),
            )
        except (Invalid, service.ChangedElsewhere) as refusal:
            await self._correct(job_id, data, refusal)
        except (VacancyClosed, ProfileNeeded, service.AlreadySubmitted, NotFound):
            # Refused or not, what was typed is kept.
            await self._keep(job_id, data)
            await self._refuse(job_id)
        else:
            # The browser's own copy of the text is forgotten: it has arrived.
            self.errors, self.conflicts, self.saved = [], [], edit_of(data)
            yield rx.redirect(f"/{language()}/applications/{number}?submitted=1")

    async def _correct(
        self, job_id: int, data: dict[str, Any], refusal: Invalid | service.ChangedElsewhere
    ) -> None:
        """Keep what was sent, and show what to correct or to choose."""
        if not await self._keep(job_id, data):
            await self._refuse(job_id)
            return
        if isinstance(refusal, Invalid):
            # Another tab may have submitted this letter meanwhile: say for which vacancy (R15).
            self.page = page_of(await self._view(job_id))
            self.errors = errors_of(self.conflicts) + views_of(refusal.errors)
            self._flagged = [error.field for error in refusal.errors]
        else:
            self.conflicts = conflicts_of(refusal.fields, refusal.kept)
            self.errors = errors_of(self.conflicts)

    async def _keep(self, job_id: int, data: dict[str, Any]) -> bool:
        """Keep the draft; False where there is none any more."""
        try:
            kept = await transact(
                service.save_letter_draft, account_id=account_id(), job_id=job_id, **sent(data)
            )
        except LetterTooLong as refusal:
            self.too_long, self.refusal = edit_of(data), refusal.message()
        except (service.AlreadySubmitted, NotFound):
            return False
        else:
            self.passages, self.is_late = list(kept.passages), not kept.is_open
            self.conflicts = conflicts_of(kept.conflicts, kept.kept)
            self.errors = [one for one in views_of(kept.problems) if one.field in self._flagged]
            self.saved = edit_of(data)
        return True

    async def _refuse(self, job_id: int) -> None:
        self.refused = True
        await self._show(job_id)

    async def _show(self, job_id: int) -> None:
        self.job_id = job_id
        try:
            view = await self._view(job_id)
        except NotFound:
            self.page = ApplyPage(stage=Stage.GONE.value)
            self.written = await look_up(
                service.written_letter, account_id=account_id(), job_id=job_id
            )
            return
        self.page, self.written = page_of(view), view.written
        self.passages = list(view.passages)
        self.values = values_from(view.form)

    async def _view(self, job_id: int) -> ApplyView:
        return await look_up(service.begin, account_id=account_id(), job_id=job_id)


def page_of(view: ApplyView) -> ApplyPage:
    """Give what the page shows of a view."""
    return ApplyPage(
        stage=view.stage.value,
        vacancy=view.vacancy,
        number=view.number or 0,
        to_do=view.to_do,
        profile_changed=view.profile_changed,
        last_vacancy=view.last.vacancy if view.last else NO_VACANCY,
        last_written=_written(view.last) if view.last else "",
    )


def _written(last: LastLetter) -> str:
    return _("Candidature du %(date)s") % {"date": day(last.written_at)}
