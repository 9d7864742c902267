"""The registration page's state: who reads and accepts what, in which order (R4), then the form."""

from typing import Any

import reflex as rx

from ilojobs_app.accounts.registration import Registration, register
from ilojobs_app.consent import service as consent
from ilojobs_app.consent.service import Acceptance, ConsentOutOfOrder, Reading
from ilojobs_app.consent.state import SectionView, intro_of, sections_of
from ilojobs_app.consent.statements import statement_for
from ilojobs_app.core import clock
from ilojobs_app.core.errors import FieldError, Invalid
from ilojobs_app.core.i18n import _, language
from ilojobs_app.core.lists import is_option
from ilojobs_app.web import principal
from ilojobs_app.web.errors import ErrorView, text_of, views_of
from ilojobs_app.web.policies import public
from ilojobs_app.web.transact import transact


class RegistrationState(rx.State):
    """Order of events: `open_statement(country)`, `accept`, `submit`."""

    is_open: bool = False
    intro: str = ""
    sections: list[SectionView] = []
    consent: str = ""
    errors: list[ErrorView] = []
    sent_to: str = ""
    busy: bool = False
    _reading: Reading | None = None
    _acceptance: Acceptance | None = None

    @rx.event
    @public
    def open_statement(self, country: str) -> None:
        """Show the statement of a country; without a country, say so at its field."""
        if not is_option("territories", country):
            fix = _("Choisissez d'abord votre pays ou territoire de résidence")
            self.errors = views_of([FieldError("country", fix)])
            return
        self._reading = consent.open_statement(country, language(), clock.now())
        statement = statement_for(country, clock.now())
        self.intro = intro_of(statement, country)
        self.sections = sections_of(statement)
        self.errors = []
        self.is_open = True

    @rx.event
    @public
    def accept(self) -> None:
        """Accept what was opened; out of order, nothing is accepted."""
        country = self._reading.country if self._reading else ""
        try:
            self._acceptance = consent.accept(self._reading, country, clock.now())
        except ConsentOutOfOrder as refusal:
            self.errors = views_of([FieldError("consent", refusal.message())])
            return
        self.consent = "accepted"
        self.is_open = False

    @rx.event
    @public
    def decline(self) -> None:
        """Refuse: without acceptance there is no account."""
        self._acceptance = self._reading = None
        self.consent = "declined"
        self.is_open = False

    @rx.event
    @public
    def dismiss(self) -> None:
        """Close without choosing: neither accepted nor refused."""
        self.is_open = False

    @rx.event
    @public
    def change_country(self, country: str) -> None:
        """Cancel what was opened, accepted or declined for another country (R4)."""
        if self._reading and self._reading.country == country:
            return
        self.consent = "cancelled" if self.consent in {"accepted", "cancelled"} else ""
        self._acceptance = self._reading = None
        self.is_open = False

    @rx.event
    @public
    async def submit(self, data: dict[str, Any]):
        """Register. The answer is the same whether the address was known or not."""
        values = data.get("values") if isinstance(data, dict) else None
        self.busy = True
        yield
        self.busy = False
        try:
            await transact(
                register,
                registration=registration_from(values if isinstance(values, dict) else {}),
                acceptance=self._acceptance,
                browser=principal.browser.get(),
                address=principal.address.get(),
            )
        except Invalid as refusal:
            self.errors = views_of(refusal.errors)
            return
        self.sent_to = text_of(values, "email")
        self.errors = []
        self.consent = ""
        self._acceptance = self._reading = None

    @rx.event
    @public
    def restart(self) -> None:
        """Go back to the form, to correct the address."""
        self.sent_to = ""


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
