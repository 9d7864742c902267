"""Signing in, throttled by account and by network address.

The outcome is returned, not raised: a failure must be counted, and an exception would undo the
transaction that counts it.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from ilojobs_app.accounts.addresses import address_key
from ilojobs_app.accounts.models import Account, PendingRegistration
from ilojobs_app.accounts.passwords import verify_password
from ilojobs_app.accounts.registration import mail_new_link
from ilojobs_app.accounts.sessions import begin_session
from ilojobs_app.accounts.throttles import (
    SIGN_IN_FROM_ANYWHERE,
    SIGN_IN_FROM_NETWORK,
    SIGN_IN_TO_ACCOUNT,
    TooManyTries,
    count_try,
    find_throttle,
    forget_tries,
    network_of,
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
    key, network = address_key(email), network_of(address)
    throttles = []
    # Always in this order, so that two sign-ins never wait for each other in a circle.
    for limit, value in (
        (SIGN_IN_FROM_NETWORK, network),
        (SIGN_IN_TO_ACCOUNT, f"{key} {network}"),
        (SIGN_IN_FROM_ANYWHERE, key),
    ):
        throttle = find_throttle(session, limit, value, now)
        if seconds := seconds_left(throttle, limit, now):
            return TooManyTries(seconds)
        throttles.append(throttle)
    person = _find(session, key)
    matches = verify_password(password, person.password_hash if person else None)
    if isinstance(person, Account) and matches:
        # The network's count stays: else one's own account would buy tries at others'.
        forget_tries(session, account_key=key, network=network, now=now)
        assert person.id is not None
        return SignedIn(person.id, begin_session(session, account_id=person.id, now=now))
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
