"""What pages show of a statement, and the steps in which it is accepted (R4)."""

from dataclasses import dataclass

import reflex as rx

from ilojobs_app.consent import service
from ilojobs_app.consent.service import Acceptance, ConsentOutOfOrder, Reading
from ilojobs_app.consent.statements import Statement, statement_for
from ilojobs_app.core import clock
from ilojobs_app.core.errors import FieldError
from ilojobs_app.core.i18n import _, format_date, language
from ilojobs_app.core.lists import is_option, label
from ilojobs_app.web.errors import ErrorView, views_of
from ilojobs_app.web.policies import public


@dataclass(frozen=True)
class BlockView:
    """A paragraph, or a list."""

    text: str
    points: list[str]


@dataclass(frozen=True)
class SectionView:
    """A heading with its blocks."""

    heading: str
    blocks: list[BlockView]


def sections_of(statement: Statement) -> list[SectionView]:
    """Give a statement's text in the current language."""
    return [
        SectionView(s.heading, [BlockView(b.text, list(b.items)) for b in s.blocks])
        for s in statement.sections[language()]
    ]


def intro_of(statement: Statement, country: str) -> str:
    """Say which version is shown, for which country, and whether it is a sample."""
    text = _("Version %(version)s, en vigueur depuis le %(date)s.") % {
        "version": statement.version,
        "date": format_date(statement.effective_from),
    }
    if country:
        text += " " + _("Pays/Territoire de résidence : %(country)s.") % {
            "country": label("territories", country)
        }
    return text + (" " + _("Texte d'exemple.") if statement.sample else "")


class ConsentSteps(rx.State, mixin=True):
    """Who reads and accepts what, in which order (R4): `open_statement(country)`, then `accept`.

    A form that asks for a country adds its `submit`, which hands `_acceptance` to a service.
    """

    is_open: bool = False
    intro: str = ""
    sections: list[SectionView] = []
    consent: str = ""
    errors: list[ErrorView] = []
    _reading: Reading | None = None
    _acceptance: Acceptance | None = None

    @rx.event
    @public
    def open_statement(self, country: str) -> None:
        """Show the statement of a country; without a country, say so at its field."""
        if not is_option("territories", country):
            fix = _("Choisissez d'abord votre pays ou territoire de résidence.")
            self.errors = views_of([FieldError("country", fix)])
            return
        self._reading = service.open_statement(country, language(), clock.now())
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
            self._acceptance = service.accept(self._reading, country, clock.now())
        except ConsentOutOfOrder as refusal:
            self.errors = views_of([FieldError("consent", refusal.message())])
            return
        self.consent = "accepted"
        self.is_open = False

    @rx.event
    @public
    def decline(self) -> None:
        """Refuse: nothing happens without acceptance."""
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
        self._cancel_for(country)

    def _cancel_for(self, country: str) -> None:
        if self._reading and self._reading.country == country:
            return
        self.consent = "cancelled" if self.consent in {"accepted", "cancelled"} else ""
        self._acceptance = self._reading = None
        self.is_open = False

    def _begin_again(self, consent: str = "") -> None:
        self.consent = consent
        self._acceptance = self._reading = None
