"""The two notification choices, both free (R5)."""

from datetime import datetime
from typing import Any

import reflex as rx
from sqlmodel import Session

from ilojobs_app.accounts import service as accounts
from ilojobs_app.alerts import service
from ilojobs_app.web.errors import changed_of, edit_of
from ilojobs_app.web.policies import candidate
from ilojobs_app.web.principal import account_id
from ilojobs_app.web.transact import look_up, transact


class NotificationsState(rx.State):
    """Order of events: `load`, then `save` at each change."""

    values: dict[str, Any] | None = None
    wants_alerts: bool = True
    saved: float = 0

    @rx.event
    @candidate
    async def load(self) -> None:
        """Show what was chosen."""
        self.saved = 0
        await self._show()

    @rx.event
    @candidate
    async def save(self, data: dict[str, Any]) -> None:
        """Keep what was changed; alerts stop or go on with the next mail (R5)."""
        await transact(choose, account_id=account_id(), **choices_of(changed_of(data)))
        await self._show()
        self.saved = edit_of(data)

    async def _show(self) -> None:
        found = await look_up(accounts.notification_choices, account_id=account_id())
        self.wants_alerts = found.wants_alerts
        self.values = {
            "wants_alerts": found.wants_alerts,
            "wants_communications": found.wants_communications,
        }


def choices_of(changed: dict[str, Any]) -> dict[str, bool]:
    """Read the choices that were changed; whatever is no yes or no is left out."""
    names = {"wants_alerts": "alerts", "wants_communications": "communications"}
    return {
        name: changed[field]
        for field, name in names.items()
        if isinstance(changed.get(field), bool)
    }


def choose(
    session: Session,
    *,
    account_id: int,
    alerts: bool | None = None,
    communications: bool | None = None,
    now: datetime,
) -> None:
    """Keep the choices that are given; another device may have made the other one since."""
    if alerts is not None:
        service.set_wants_alerts(session, account_id=account_id, wanted=alerts, now=now)
    if communications is not None:
        accounts.choose_communications(session, account_id=account_id, wanted=communications)
