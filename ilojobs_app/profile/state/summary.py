"""The last step: declare, and save the whole profile (R8)."""

from typing import Any

import reflex as rx

from ilojobs_app.core.i18n import _, language
from ilojobs_app.profile import service
from ilojobs_app.profile.steps import SUMMARY, step
from ilojobs_app.profile.views import Problem
from ilojobs_app.web.errors import ErrorView, edit_of, values_of
from ilojobs_app.web.policies import candidate
from ilojobs_app.web.principal import account_id
from ilojobs_app.web.transact import look_up, transact


class SummaryState(rx.State):
    """Order of events: `save(data)`; it says what is missing, or that the profile is saved."""

    errors: list[ErrorView] = []
    is_saved: bool = False
    # Which profile the page shows: another one is not saved unread.
    _read: str = ""

    @rx.event
    @candidate
    async def load(self) -> None:
        """Open the page anew."""
        self.errors, self.is_saved = [], False
        self._read = await look_up(service.stamp, account_id=account_id())

    @rx.event
    @candidate
    async def save(self, data: dict[str, Any]):
        """Save the profile whole, or say what stands in the way, with links to the steps."""
        declared = values_of(data).get("declaration") is True
        try:
            await transact(
                service.save_profile, account_id=account_id(), declared=declared, read=self._read
            )
        except service.ProfileChanged:
            # The page is asked for again, and says why.
            self._read = await look_up(service.stamp, account_id=account_id())
            return rx.redirect(f"/{language()}/profile/summary?changed={edit_of(data):.0f}")
        except service.ProfileIncomplete as refusal:
            self.is_saved = False
            self.errors = [_where(problem) for problem in refusal.problems]
            return None
        self.errors, self.is_saved = [], True
        self._read = await look_up(service.stamp, account_id=account_id())
        return None


def _where(problem: Problem) -> ErrorView:
    """Point at the field on this page, or in the step that has it."""
    if problem.slug == SUMMARY.slug:
        return ErrorView(problem.error.field, problem.error.message())
    values = {"step": _(step(problem.slug).title), "fix": problem.words}
    return ErrorView(f"/{language()}{problem.address}", _("%(step)s : %(fix)s") % values)
