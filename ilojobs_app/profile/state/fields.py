"""The single fields of a step: loaded, kept while they are typed, checked when one goes on."""

from typing import Any

import reflex as rx

from ilojobs_app.core.i18n import language
from ilojobs_app.profile.drafts import DraftTooLarge
from ilojobs_app.profile.state.conflicts import keep_fields
from ilojobs_app.profile.state.views import Status, problems_of, statuses_of, step_page
from ilojobs_app.profile.steps import STEPS
from ilojobs_app.web.conflicts import Conflict, errors_of
from ilojobs_app.web.errors import ErrorView, changed_of, edit_of, seen_of, still_flagged
from ilojobs_app.web.never_stored import never_stored
from ilojobs_app.web.policies import candidate
from ilojobs_app.web.principal import account_id
from ilojobs_app.web.transact import look_up, transact


# Confidential needs are among them.
@never_stored("values", "conflicts")
class StepState(rx.State):
    """Order of events: `load(slug)`, `save(slug, data)` any number of times, `proceed(slug, data)`."""

    slug: str = ""
    values: dict[str, Any] | None = None
    statuses: list[Status] = []
    errors: list[ErrorView] = []
    conflicts: list[Conflict] = []
    saved: float = 0
    refused: float = 0

    @rx.event
    @candidate
    async def load(self, slug: str) -> None:
        """Show what is kept of a step."""
        shown = await look_up(step_page, account_id=account_id(), slug=slug)
        self.slug, self.errors, self.conflicts, self.saved, self.refused = slug, [], [], 0, 0
        self.values, self.statuses = shown.values, shown.statuses

    @rx.event
    @candidate
    async def load_statuses(self, here: str) -> None:
        """Show the stepper only."""
        self.statuses = await look_up(statuses_of, account_id=account_id(), here=here)

    @rx.event
    @candidate
    async def save(self, slug: str, data: dict[str, Any]) -> None:
        """Keep the draft, right or wrong (R8); fields flagged before are looked at again."""
        if await self._keep(slug, data) and self.errors:
            now = await look_up(problems_of, account_id=account_id(), slug=slug)
            self.errors = still_flagged(self.errors, now)

    @rx.event
    @candidate
    async def proceed(self, slug: str, data: dict[str, Any]):
        """Keep the draft and go on to the next step, unless something is missing or wrong."""
        if not await self._keep(slug, data):
            return None
        problems = await look_up(problems_of, account_id=account_id(), slug=slug)
        self.errors = errors_of(self.conflicts) + problems
        self.statuses = await look_up(statuses_of, account_id=account_id(), here=slug)
        if not self.errors:
            return rx.redirect(f"/{language()}/profile/{following(slug)}")
        return None

    async def _keep(self, slug: str, data: dict[str, Any]) -> bool:
        try:
            self.conflicts = await transact(
                keep_fields,
                account_id=account_id(),
                slug=slug,
                values=changed_of(data),
                seen=seen_of(data),
            )
        except DraftTooLarge:
            self.refused = edit_of(data)
            return False
        self.saved = edit_of(data)
        return True


def following(slug: str) -> str:
    """Give the step after this one."""
    slugs = [step.slug for step in STEPS]
    return slugs[min(slugs.index(slug) + 1, len(slugs) - 1)]
