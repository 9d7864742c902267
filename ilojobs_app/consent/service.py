"""The order of R4: choose the country, open its statement, then accept. No other order counts.

`open_statement` → Reading → `accept` → Acceptance → `record`. The two are small frozen values
that a backend-only state var keeps; each later step checks them again.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from ilojobs_app.consent.models import Choice, Consent
from ilojobs_app.consent.statements import statement_for
from ilojobs_app.core.errors import RuleError
from ilojobs_app.core.i18n import Language, _, as_language
from ilojobs_app.core.lists import is_option


@dataclass(frozen=True)
class Reading:
    """A statement was opened for a country."""

    country: str
    statement_key: str
    statement_version: str
    digest: str
    language: Language
    opened_at: datetime


@dataclass(frozen=True)
class Acceptance:
    """The statement that was opened was then accepted."""

    reading: Reading
    accepted_at: datetime

    @property
    def country(self) -> str:
        """The country for which it counts; for another one it does not."""
        return self.reading.country


class ConsentOutOfOrder(RuleError):
    """The statement in force for this country was not opened, or not accepted after that (R4)."""

    def message(self) -> str:
        """Say what to do."""
        return _(
            "Lisez et acceptez la déclaration de confidentialité de votre pays ou "
            "territoire de résidence."
        )


def open_statement(country: str, language: str, now: datetime) -> Reading:
    """Note that the statement of a country is shown in a language.

    Raises:
        ConsentOutOfOrder: no country or territory is chosen yet.
    """
    if not is_option("territories", country):
        raise ConsentOutOfOrder
    statement = statement_for(country, now)
    return Reading(
        country=country,
        statement_key=statement.key,
        statement_version=statement.version,
        digest=statement.sha256,
        language=as_language(language),
        opened_at=now,
    )


def accept(reading: Reading | None, country: str, now: datetime) -> Acceptance:
    """Accept what was opened.

    Raises:
        ConsentOutOfOrder: nothing was opened, or for another country, or another text is in
            force meanwhile.
    """
    if reading is None or not _still_holds(reading, country, now):
        raise ConsentOutOfOrder
    return Acceptance(reading, accepted_at=now)


def check(acceptance: Acceptance | None, country: str, now: datetime) -> Acceptance:
    """Give the acceptance back when it counts for this country at this instant.

    Raises:
        ConsentOutOfOrder: it does not.
    """
    if acceptance is None or not _still_holds(acceptance.reading, country, now):
        raise ConsentOutOfOrder
    if not acceptance.reading.opened_at <= acceptance.accepted_at <= now:
        raise ConsentOutOfOrder
    return acceptance


def record(session: Session, *, account_id: int, acceptance: Acceptance) -> None:
    """Keep the proof: statement version, country, language, time (R4)."""
    reading = acceptance.reading
    session.add(
        Consent(
            account_id=account_id,
            choice=Choice.ACCEPTED,
            statement_key=reading.statement_key,
            statement_version=reading.statement_version,
            digest=reading.digest,
            country=reading.country,
            language=reading.language,
            opened_at=reading.opened_at,
            chosen_at=acceptance.accepted_at,
        )
    )


def _still_holds(reading: Reading, country: str, now: datetime) -> bool:
    if reading.country != country or reading.opened_at > now:
        return False
    return statement_for(country, now).sha256 == reading.digest
