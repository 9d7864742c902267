"""The country of residence: it changes with the statement of the new one only (R4)."""

from datetime import datetime

from sqlmodel import Session

from ilojobs_app.accounts.models import Account
from ilojobs_app.consent import service as consent
from ilojobs_app.consent.service import Acceptance
from ilojobs_app.core.errors import FieldError, Invalid, NotFound
from ilojobs_app.core.i18n import _


def country_of(session: Session, *, account_id: int) -> str:
    """Give the code of an account's country or territory.

    Raises:
        NotFound: the account is gone.
    """
    return _own(session, account_id).country


def change_country(
    session: Session, *, account_id: int, country: str, acceptance: Acceptance | None, now: datetime
) -> None:
    """Move an account to another country, and keep the proof of consent (R4).

    Args:
        acceptance: from `consent.service.accept`, checked again here.

    Raises:
        NotFound: the account is gone.
        Invalid: fields country (it is the same), consent (not read and accepted for this one).
    """
    account = _own(session, account_id, to_write=True)
    if country == account.country:
        fix = _("C'est déjà votre pays ou territoire de résidence : choisissez-en un autre.")
        raise Invalid([FieldError("country", fix)])
    try:
        accepted = consent.check(acceptance, country, now)
    except consent.ConsentOutOfOrder as error:
        raise Invalid([FieldError("consent", error.message())]) from None
    account.country = country
    consent.record(session, account_id=account_id, acceptance=accepted)


def _own(session: Session, account_id: int, *, to_write: bool = False) -> Account:
    # Locked by who writes: the country and the last proof must not come from two changes at once.
    account = session.get(Account, account_id, with_for_update=to_write)
    if account is None:
        raise NotFound
    return account
