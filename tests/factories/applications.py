"""Applications with valid defaults: a candidate who can apply, and one who has applied."""

from datetime import datetime
from typing import Any

from sqlmodel import Session

from ilojobs_app.accounts.models import Account
from ilojobs_app.applications import service
from ilojobs_app.applications.letters import LetterForm
from ilojobs_app.consent.models import Choice, Consent
from tests.factories.accounts import CREATED, make_account
from tests.factories.profile import make_complete_profile

LETTER = "Madame, Monsieur,\n\nLe poste d'Actuaire à Genève m'intéresse.\n\nAïssata Diallo"


def letter_form(**changes: Any) -> LetterForm:
    """Give a form that can be submitted."""
    values: dict[str, Any] = {"letter": LETTER, "keeps_letter": False, "seconded": False}
    return LetterForm(**(values | changes))


def make_consent(session: Session, account: Account, **changes: Any) -> Consent:
    """Add the proof that an account accepted a statement."""
    values: dict[str, Any] = {
        "account_id": account.id,
        "choice": Choice.ACCEPTED,
        "statement_key": "default",
        "statement_version": "1.0",
        "digest": "0" * 64,
        "country": account.country,
        "language": account.language,
        "opened_at": CREATED,
        "chosen_at": CREATED,
    }
    consent = Consent(**values | changes)
    session.add(consent)
    session.flush()
    return consent


def make_candidate(session: Session, now: datetime, **changes: Any) -> Account:
    """Add an account that can apply: consent given, profile complete."""
    account = make_account(session, **changes)
    make_consent(session, account)
    assert account.id is not None
    make_complete_profile(session, account.id, now)
    return account


def make_submitted(
    session: Session, account_id: int, job_id: int, now: datetime, **changes: Any
) -> int:
    """Submit an application; give its number."""
    form = letter_form(**changes)
    return service.submit(session, account_id=account_id, job_id=job_id, form=form, now=now)
