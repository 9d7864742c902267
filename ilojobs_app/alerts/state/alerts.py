"""The list of alerts. The page shows each wish at once; what is read here is the answer to it."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import reflex as rx
from sqlmodel import Session

from ilojobs_app.alerts import service
from ilojobs_app.alerts.models import Frequency
from ilojobs_app.alerts.state.views import AlertCard, OptionsView, options_view
from ilojobs_app.core.errors import FieldError, RuleError
from ilojobs_app.core.i18n import LANGUAGES, _
from ilojobs_app.profile.dates import date_fault
from ilojobs_app.web.errors import edit_of, text_of, values_of
from ilojobs_app.web.policies import candidate
from ilojobs_app.web.principal import account_id
from ilojobs_app.web.transact import look_up, transact

WEEKDAYS = "0123456"


class AlertsState(rx.State):
    """Order of events: `load`, then the others in any order, each with `{edit, values}`."""

    loaded: bool = False
    wants_alerts: bool = True
    cards: list[AlertCard] = []
    answered: float = 0
    refusal: str = ""

    @rx.event
    @candidate
    async def load(self) -> None:
        """Show the candidate's alerts."""
        self.refusal = ""
        await self._show()

    @rx.event
    @candidate
    async def change(self, data: dict[str, Any]) -> None:
        """Change frequency, day or language, whichever is given."""
        await self._do(service.change, data, **changes_of(values_of(data)))

    @rx.event
    @candidate
    async def pause(self, data: dict[str, Any]) -> None:
        """Pause, until a date where one is set, or without an end where it is taken away."""
        values = values_of(data)
        if "until" not in values:
            await self._do(service.pause, data)
            return
        await self._do(pause_until, data, until=text_of(values, "until"))

    @rx.event
    @candidate
    async def resume(self, data: dict[str, Any]) -> None:
        """Send again from now on."""
        await self._do(service.resume, data)

    @rx.event
    @candidate
    async def remove(self, data: dict[str, Any]) -> None:
        """Delete; the alert can be brought back."""
        await self._do(service.delete, data)

    @rx.event
    @candidate
    async def undo(self, data: dict[str, Any]) -> None:
        """Bring a deleted alert back."""
        await self._do(service.undelete, data)

    @rx.event
    @candidate
    async def switch_on(self) -> None:
        """Receive alerts again (R5)."""
        await transact(service.set_wants_alerts, account_id=account_id(), wanted=True)
        await self._show()

    async def _do(self, verb: Callable[..., Any], data: dict[str, Any], **arguments: Any) -> None:
        alert_id = values_of(data).get("alert")
        self.refusal = ""
        try:
            await transact(
                verb,
                account_id=account_id(),
                alert_id=alert_id if isinstance(alert_id, int) else 0,
                **arguments,
            )
        except RuleError as refusal:
            self.refusal = refusal.message() or _("Cette alerte n'existe plus.")
        await self._show()
        self.answered = edit_of(data)

    async def _show(self) -> None:
        view: OptionsView = await look_up(options_view, account_id=account_id())
        self.cards, self.wants_alerts, self.loaded = list(view.cards), view.wants_alerts, True


def changes_of(values: dict[str, Any]) -> dict[str, Any]:
    """Read what is to change; whatever is no such choice is left out."""
    changes: dict[str, Any] = {}
    frequency, weekday = text_of(values, "frequency"), text_of(values, "weekday")
    language = text_of(values, "language")
    if frequency in set(Frequency):
        changes["frequency"] = Frequency(frequency)
    if len(weekday) == 1 and weekday in WEEKDAYS:
        changes["weekday"] = int(weekday)
    if language in LANGUAGES:
        changes["language"] = language
    return changes


def pause_until(session: Session, *, until: str, now: datetime, **arguments: Any) -> None:
    """Pause until a date as it was sent."""
    service.pause_until(session, until=date_of(until), now=now, **arguments)


def date_of(text: str) -> date | None:
    """Read a date as browsers send it; None where none is meant.

    Raises:
        FieldError: there is no such day; nobody's pause shall be without an end for that.
    """
    if fault := date_fault(text) if text else "":
        raise FieldError("until", fault)
    return date.fromisoformat(text) if text else None
