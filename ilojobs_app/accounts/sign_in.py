"""Signing in, throttled by device, or by account and network.

Three steps: a short transaction that counts the try, the password's hash outside of any
transaction, a short one that opens the session. Outcomes are returned, not raised: an exception
would undo the transaction that counts.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from ilojobs_app.accounts import devices
from ilojobs_app.accounts.addresses import address_key
from ilojobs_app.accounts.models import Account, PendingRegistration
from ilojobs_app.accounts.passwords import expect_place, verify_password
from ilojobs_app.accounts.registration import Run, mail_new_link
from ilojobs_app.accounts.sessions import begin_session
from ilojobs_app.accounts.throttles import (
    SIGN_IN_FROM_DEVICE,
    SIGN_IN_FROM_NETWORK,
    Counted,
    TooManyTries,
    at_networks,
    forget,
    give_back,
    of_account,
    reserve,
)
from ilojobs_app.core.errors import RuleError
from ilojobs_app.core.i18n import _


@dataclass(frozen=True)
class SignedIn:
    """It worked; `secret` is for the session's cookie."""

    account_id: int
    secret: str


@dataclass(frozen=True)
class Try:
    """A try that was counted.

    Args:
        stored: the hash to compare with; None for an unknown address.
        network, own: the limits it was counted under; the first ones are the whole network's.
    """

    account_id: int | None
    pending_id: int | None
    stored: str | None
    network: tuple[Counted, ...]
    own: tuple[Counted, ...]

    def __repr__(self) -> str:
        """Show nothing: this would end in logs."""
        return "Try(…)"


class SignInRefused(RuleError):
    """Unknown address, wrong password or address not confirmed: the same answer for all."""

    def message(self) -> str:
        """Say what can be done, whichever it was."""
        return _(
            "Vérifiez l'adresse électronique et le mot de passe. Si votre adresse n'est pas "
            "encore confirmée, ouvrez le lien reçu par courriel."
        )


def sign_in(
    run: Run, *, email: str, password: str, address: str, browser: str
) -> SignedIn | SignInRefused | TooManyTries:
    """Open a session for an address and its password.

    Somebody whose address is not confirmed yet and who knows the password gets a new link.

    Args:
        address: the client's network address.
        browser: pseudonym of the browser: one that this account has signed in from counts apart.

    Raises:
        Busy: too many at a time.
    """
    # Else many who are put off would write all the same, and be made to wait for tries never made.
    expect_place()
    counted = run(count, email=email, address=address, browser=browser)
    if isinstance(counted, TooManyTries):
        return counted
    if not verify_password(password, counted.stored):
        return SignInRefused()
    found: SignedIn | SignInRefused = run(welcome, counted=counted, browser=browser)
    return found


def count(
    session: Session, *, email: str, address: str, browser: str, now: datetime
) -> Try | TooManyTries:
    """Count a try, and give what its password is compared with."""
    key = address_key(email)
    account, pending = _find(session, key)
    # Looked up in either case: both take the same time.
    is_known = devices.is_known(session, (account and account.id) or 0, browser)
    network = () if is_known else tuple(at_networks(SIGN_IN_FROM_NETWORK, address))
    own = [(SIGN_IN_FROM_DEVICE, f"{key} {browser}")] if is_known else of_account(key, address)
    if refusal := reserve(session, [*network, *own], now):
        return refusal
    person = account or pending
    return Try(
        account_id=account.id if account else None,
        pending_id=pending.id if pending and not account else None,
        stored=person.password_hash if person else None,
        network=network,
        own=tuple(own),
    )


def welcome(
    session: Session, *, counted: Try, browser: str, now: datetime
) -> SignedIn | SignInRefused:
    """Open the session of a try whose password was right."""
    if counted.account_id is None:
        if pending := session.get(PendingRegistration, counted.pending_id):
            mail_new_link(session, pending, now)
        return SignInRefused()
    account = session.get(Account, counted.account_id)
    # Changed meanwhile: the password that was right is not any more.
    if account is None or account.password_hash != counted.stored:
        return SignInRefused()
    # The network's earlier tries stay: else one's own account would buy tries at others'.
    give_back(session, counted.network, now)
    forget(session, counted.own, now)
    devices.remember(session, counted.account_id, browser, now)
    secret = begin_session(session, account_id=counted.account_id, now=now)
    return SignedIn(counted.account_id, secret)


def _find(session: Session, key: str) -> tuple[Account | None, PendingRegistration | None]:
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
    return account, pending
