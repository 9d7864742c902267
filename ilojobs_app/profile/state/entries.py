"""The entries of a step: posts, degrees, languages. One at a time stands in the form."""

from typing import Any

import reflex as rx
from sqlmodel import Session

from ilojobs_app.core.errors import NotFound
from ilojobs_app.profile import drafts, service
from ilojobs_app.profile.fields import KEY, StepData
from ilojobs_app.profile.state.conflicts import keep_entry
from ilojobs_app.profile.state.fields import StepState
from ilojobs_app.profile.state.views import Card, StepPage, entry_problems, entry_values, step_page
from ilojobs_app.profile.steps import step
from ilojobs_app.web.conflicts import Conflict, errors_of
from ilojobs_app.web.errors import (
    ErrorView,
    changed_of,
    edit_of,
    seen_of,
    still_flagged,
    values_of,
)
from ilojobs_app.web.never_stored import never_stored
from ilojobs_app.web.policies import candidate
from ilojobs_app.web.principal import account_id
from ilojobs_app.web.transact import look_up, transact


@never_stored("values", "conflicts")
class EntriesState(rx.State):
    """Order of events: `load`, then `add` or `edit`, `save` while typing, `finish`; or `remove`."""

    # Kept by the tab too: after a restart of the server, the form being typed in must open again.
    slug: str = rx.SessionStorage("")
    editing: str = rx.SessionStorage("")
    # Of the entry being changed, as its card has it; empty for a new one.
    title: str = ""
    is_asked: bool = False
    cards: list[Card] = []
    values: dict[str, Any] | None = None
    errors: list[ErrorView] = []
    conflicts: list[Conflict] = []
    saved: float = 0
    refused: float = 0
    refusal: str = ""
    remarks: list[str] = []
    removed: str = ""
    _removed_entry: StepData = {}
    _removed_place: int = 0

    @rx.event
    @candidate
    async def load(self, slug: str) -> None:
        """Show the entries that are kept; open the form of the first if one is needed."""
        if self.slug != slug:
            self.editing, self.removed, self._removed_entry = "", "", {}
        self.slug, self.errors, self.saved, self.refused = slug, [], 0, 0
        shown = await self._show(slug)
        if self.editing or shown.is_first_needed:
            await self._open(slug, self.editing or drafts.new_key())

    @rx.event
    @candidate
    async def show(self, slug: str) -> None:
        """Show the entries as they are kept; a form that is open stays open."""
        shown = await self._show(slug)
        if shown.is_first_needed and not self.editing:
            await self._open(slug, drafts.new_key())

    @rx.event
    @candidate
    async def add(self, slug: str) -> None:
        """Open the form of a new entry."""
        await self._open(slug, drafts.new_key())

    @rx.event
    @candidate
    async def edit(self, slug: str, key: str) -> None:
        """Open the form of an entry that is kept."""
        await self._open(slug, key)

    @rx.event
    @candidate
    async def save(self, slug: str, data: dict[str, Any]) -> None:
        """Keep what is typed of the entry, right or wrong; flagged fields are looked at again."""
        if await self._keep(slug, data) and self.errors:
            self.errors = still_flagged(self.errors, await self._problems(slug, data))

    @rx.event
    @candidate
    async def finish(self, slug: str, data: dict[str, Any]):
        """Keep the entry and close its form, unless something is missing or wrong."""
        if not await self._keep(slug, data):
            return None
        self.errors = errors_of(self.conflicts) + await self._problems(slug, data)
        if self.errors:
            return None
        self.editing, self.values = "", None
        await self._show(slug)
        return StepState.load(slug)

    @rx.event
    @candidate
    async def remove(self, slug: str, key: str):
        """Remove an entry; it can be brought back."""
        try:
            place, found = await transact(
                drafts.remove_entry, account_id=account_id(), slug=slug, key=key
            )
        except NotFound:
            return None
        self.removed = next((card.title for card in self.cards if card.key == key), "")
        self._removed_entry, self._removed_place = found, place
        if self.editing == key:
            self.editing, self.values = "", None
        await self._show(slug)
        return StepState.load(slug)

    @rx.event
    @candidate
    async def undo(self, slug: str):
        """Bring the removed entry back."""
        if self._removed_entry:
            try:
                await transact(
                    drafts.keep_entry,
                    account_id=account_id(),
                    slug=slug,
                    values=dict(self._removed_entry),
                    # Where another device has brought it back and gone on, that stands.
                    changed={},
                    place=self._removed_place,
                )
            except (drafts.ListFull, drafts.DraftTooLarge):
                # Filled up from another device meanwhile; what was removed stays at hand.
                return None
        self.removed, self._removed_entry = "", {}
        await self._show(slug)
        return StepState.load(slug)

    async def _keep(self, slug: str, data: dict[str, Any]) -> bool:
        try:
            self.conflicts = await transact(
                keep_entry,
                account_id=account_id(),
                slug=slug,
                values=values_of(data),
                changed=changed_of(data),
                seen=seen_of(data),
            )
        except NotFound:
            # No page sends an entry without its key.
            return False
        except (drafts.DraftTooLarge, drafts.ListFull) as refusal:
            self.refused, self.refusal = edit_of(data), refusal.message()
            return False
        self.saved = edit_of(data)
        return True

    async def _problems(self, slug: str, data: dict[str, Any]) -> list[ErrorView]:
        entry = values_of(data)
        return await look_up(entry_problems, account_id=account_id(), slug=slug, entry=entry)

    async def _show(self, slug: str) -> StepPage:
        shown = await look_up(step_page, account_id=account_id(), slug=slug)
        self.cards, self.is_asked, self.remarks = shown.cards, shown.is_asked, shown.remarks
        return shown

    async def _open(self, slug: str, key: str) -> None:
        self.values = await look_up(_form_values, account_id=account_id(), slug=slug, key=key)
        self.editing, self.errors, self.conflicts = key, [], []
        self.saved, self.refused = 0, 0
        self.title = next((card.title for card in self.cards if card.key == key), "")


def _form_values(session: Session, *, account_id: int, slug: str, key: str) -> dict[str, Any]:
    """Read an entry for its form; a key that is not kept yet gives an empty form."""
    wanted = step(slug).entries
    if wanted is None:
        raise NotFound
    data = service.load_step(session, account_id=account_id, slug=slug).data
    try:
        return entry_values(session, slug, drafts.find_entry(data[wanted.name], key))
    except NotFound:
        return {KEY: key}
