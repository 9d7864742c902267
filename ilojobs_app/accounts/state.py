"""States of the two forms that ask for a country and its statement (R4)."""

from typing import Any

import reflex as rx

from ilojobs_app.accounts.registration import Registration, register
from ilojobs_app.accounts.residence import change_country, country_of
from ilojobs_app.consent.state import ConsentSteps
from ilojobs_app.core.errors import FieldError, Invalid
from ilojobs_app.core.i18n import language
from ilojobs_app.core.places import Busy, hold
from ilojobs_app.web import principal
from ilojobs_app.web.addresses import local_target
from ilojobs_app.web.errors import edit_of, text_of, values_of, views_of
from ilojobs_app.web.policies import candidate, public
from ilojobs_app.web.transact import look_up, slowly, transact


class RegistrationState(ConsentSteps, rx.State):
    """Order of events: those of `ConsentSteps`, then `submit`."""

    sent_to: str = ""
    busy: bool = False

    @rx.event
    @public
    async def submit(self, data: dict[str, Any]):
        """Register. The answer is the same whether the address was known or not."""
        values = data.get("values") if isinstance(data, dict) else None
        self.busy = True
        yield
        self.busy = False
        try:
            await slowly(
                register,
                registration=registration_from(values if isinstance(values, dict) else {}),
                acceptance=self._acceptance,
                browser=principal.browser.get(),
                address=principal.address.get(),
                next_page=local_target(self.router.url.query_parameters.get("next", "")),
            )
        except Invalid as refusal:
            self.errors = views_of(refusal.errors)
            return
        except Busy as busy:
            await hold()
            self.errors = views_of([FieldError("", busy.message())])
            return
        self.sent_to = text_of(values, "email")
        self.errors = []
        self._begin_again()

    @rx.event
    @public
    def restart(self) -> None:
        """Go back to the form, to correct the address."""
        self.sent_to = ""


class ResidenceState(ConsentSteps, rx.State):
    """The country of residence on Options > Compte. Order: `load`, `ConsentSteps`, `submit`."""

    values: dict[str, Any] | None = None
    saved: float = 0

    @rx.event
    @candidate
    async def load(self) -> None:
        """Show the country for which the candidate accepted a statement."""
        self.saved, self.is_open, self.errors = 0, False, []
        await self._show()

    @rx.event
    @candidate
    async def submit(self, data: dict[str, Any]) -> None:
        """Move to the country whose statement was accepted."""
        try:
            await transact(
                change_country,
                account_id=principal.account_id(),
                country=text_of(values_of(data), "country"),
                acceptance=self._acceptance,
            )
        except Invalid as refusal:
            self.errors = views_of(refusal.errors)
            return
        self.errors, self.saved = [], edit_of(data)
        await self._show()

    @rx.event
    @public
    def change_country(self, country: str) -> None:
        """Cancel what was accepted for another country; for the current one nothing is to do."""
        self._cancel_for(country)
        if self.values and country == self.values["country"]:
            self._begin_again("current")

    async def _show(self) -> None:
        country = await look_up(country_of, account_id=principal.account_id())
        self.values = {"country": country}
        self._begin_again("current")


def registration_from(values: dict[str, Any]) -> Registration:
    """Read the form's values; whatever is not text counts as empty."""
    return Registration(
        first_names=text_of(values, "first_names"),
        last_name=text_of(values, "last_name"),
        email=text_of(values, "email"),
        password=text_of(values, "password"),
        country=text_of(values, "country"),
        language=language(),
        wants_alerts=values.get("wants_alerts") is True,
        wants_communications=values.get("wants_communications") is True,
    )
