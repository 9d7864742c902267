"""The apply page's state: the draft of a letter, then the submission."""

from dataclasses import dataclass
from typing import Any

import reflex as rx

from ilojobs_app.applications import service
from ilojobs_app.applications.letter_guard import Passage
from ilojobs_app.applications.letters import LetterForm, LetterTooLong
from ilojobs_app.applications.profile_check import ProfileNeeded
from ilojobs_app.applications.views import ApplyView, LastLetter, StepToDo, VacancyLine
from ilojobs_app.applications.wording import day, number_at_end
from ilojobs_app.core.errors import Invalid, NotFound
from ilojobs_app.core.i18n import _, language
from ilojobs_app.vacancies.errors import VacancyClosed
from ilojobs_app.web.errors import ErrorView, edit_of, text_of, values_of, views_of
from ilojobs_app.web.policies import candidate
from ilojobs_app.web.principal import account_id
from ilojobs_app.web.transact import look_up, transact

ANSWERS = {"yes": True, "no": False}
NO_VACANCY = VacancyLine()


@dataclass(frozen=True)
class ApplyPage:
    """What the page shows around the form.

    Args:
        stage: a `Stage`, or empty: not answered yet, or no such vacancy, which the server's own part of
            the page says.
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


class ApplicationState(rx.State):
    """Order of events: `load`, `save(job_id, data)` any number of times, `submit(job_id, data)`."""

    job_id: int = 0
    page: ApplyPage = ApplyPage()
    passages: list[Passage] = []
    values: dict[str, Any] | None = None
    errors: list[ErrorView] = []
    saved: float = 0
    busy: bool = False
    refused: bool = False

    @rx.event
    @candidate
    async def load(self):
        """Show where the candidate stands with the vacancy of the address."""
        self.page, self.values, self.errors = ApplyPage(), None, []
        self.saved, self.busy, self.refused = 0, False, False
        yield
        await self._show(number_at_end(self.router.url.path))

    @rx.event
    @candidate
    async def save(self, job_id: int, data: dict[str, Any]) -> None:
        """Keep the draft, right or wrong, and look again where it names another vacancy."""
        await self._keep(job_id, data)

    @rx.event
    @candidate
    async def submit(self, job_id: int, data: dict[str, Any]):
        """Submit; the deadline is that of this instant, and a second click changes nothing."""
        self.busy = True
        yield
        self.busy = False
        form = form_of(values_of(data))
        try:
            number = await transact(
                service.submit, account_id=account_id(), job_id=job_id, form=form
            )
        except Invalid as refusal:
            await self._keep(job_id, data)
            # Another tab may have submitted this letter meanwhile: say for which vacancy (R15).
            self.page = page_of(await self._view(job_id))
            self.errors = views_of(refusal.errors)
        except (VacancyClosed, ProfileNeeded, NotFound):
            await self._refuse(job_id)
        else:
            # The browser's own copy of the text is forgotten: it has arrived.
            self.errors, self.saved = [], edit_of(data)
            yield rx.redirect(f"/{language()}/applications/{number}?submitted=1")

    async def _keep(self, job_id: int, data: dict[str, Any]) -> None:
        form = form_of(values_of(data))
        try:
            found = await transact(
                service.save_letter_draft, account_id=account_id(), job_id=job_id, form=form
            )
        except LetterTooLong as refusal:
            self.errors = views_of([refusal])
        except (VacancyClosed, service.AlreadySubmitted, NotFound):
            await self._refuse(job_id)
        else:
            self.passages = list(found)
            self.saved = edit_of(data)

    async def _refuse(self, job_id: int) -> None:
        self.refused = True
        await self._show(job_id)

    async def _show(self, job_id: int) -> None:
        try:
            view = await self._view(job_id)
        except NotFound:
            self.job_id, self.page = job_id, ApplyPage()
            return
        self.job_id = job_id
        self.page = page_of(view)
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


def form_of(values: dict[str, Any]) -> LetterForm:
    """Read the form's values; whatever has not its type counts as not given."""
    return LetterForm(
        letter=text_of(values, "letter"),
        keeps_letter=values.get("keeps_letter") is True,
        seconded=ANSWERS.get(text_of(values, "seconded")),
        personnel_number=text_of(values, "personnel_number"),
    )


def values_from(form: LetterForm) -> dict[str, Any]:
    """Give a form's values as the page fills them in."""
    answers = {answer: text for text, answer in ANSWERS.items()}
    return {
        "letter": form.letter,
        "keeps_letter": form.keeps_letter,
        "seconded": "" if form.seconded is None else answers[form.seconded],
        "personnel_number": form.personnel_number,
    }
