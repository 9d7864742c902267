"""Signing in, throttled by account and by network address.

The outcome is returned, not raised: a failure must be counted, and an exception would undo the
transaction that counts it.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from ilojobs_app.accounts.addresses import address_key
from ilojobs_app.accounts.models import Account, PendingRegistration, Throttle
from ilojobs_app.accounts.passwords import verify_password
from ilojobs_app.accounts.registration import mail_new_link
from ilojobs_app.accounts.sessions import begin_session
from ilojobs_app.accounts.throttles import (
    SIGN_IN_FROM_NETWORK,
    SIGN_IN_TO_ACCOUNT,
    TooManyTries,
    count_try,
    find_throttle,
    seconds_left,
)
from ilojobs_app.core.errors import RuleError
from ilojobs_app.core.i18n import _


@dataclass(frozen=True)
class SignedIn:
    """It worked; `secret` is for the session's cookie."""

    account_id: int
    secret: str


class SignInRefused(RuleError):
    """Unknown address, wrong password or address not confirmed: the same answer for all."""

    def message(self) -> str:
        """Say what can be done, whichever it was."""
        return _(
            "Vérifiez l'adresse électronique et le mot de passe. Si votre adresse n'est pas "
            "encore confirmée, ouvrez le lien reçu par courriel."
        )


def sign_in(
    session: Session, *, email: str, password: str, address: str, now: datetime
) -> SignedIn | SignInRefused | TooManyTries:
    """Open a session for an address and its password.

    Somebody whose address is not confirmed yet and who knows the password gets a new link.

    Args:
        address: the client's network address.
    """
    key = address_key(email)
    throttles = []
    # Always in this order, so that two sign-ins never wait for each other in a circle.
    for limit, value in ((SIGN_IN_FROM_NETWORK, address), (SIGN_IN_TO_ACCOUNT, key)):
        throttle = find_throttle(session, limit, value, now)
        if seconds := seconds_left(throttle, limit, now):
            return TooManyTries(seconds)
        throttles.append(throttle)
    person = _find(session, key)
    matches = verify_password(password, person.password_hash if person else None)
    if isinstance(person, Account) and matches:
        return _signed_in(session, person, throttles[1], now)
    if isinstance(person, PendingRegistration) and matches:
        mail_new_link(session, person, now)
    for throttle in throttles:
        count_try(throttle, now)
    return SignInRefused()


def _find(session: Session, key: str) -> Account | PendingRegistration | None:
    account = session.exec(select(Account).where(Account.address_key == key)).first()
    # Asked for in either case: both take the same time.
    pending = session.exec(
        select(PendingRegistration)
        .where(PendingRegistration.address_key == key)
        .order_by(
            col(PendingRegistration.created_at).desc(),
            col(PendingRegistration.id).desc(),
        )
    ).first()
    return account or pending


def _signed_in(session: Session, account: Account, throttle: Throttle, now: datetime) -> SignedIn:
    assert account.id is not None
    # The network's count stays: else one's own account would buy tries at others'.
    throttle.tries = 0
    return SignedIn(account.id, begin_session(session, account_id=account.id, now=now))
