"""Registration (R3, R4, R6): typed, proven by a mailed link, then an account.

Nothing that the asker sees or can measure depends on whether the address was known: the same
checks, one hash, one look-up, one mail and the same writes in every case. Only the mail differs.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import delete
from sqlmodel import Session, col, select

from ilojobs_app.accounts import devices
from ilojobs_app.accounts.addresses import address_key
from ilojobs_app.accounts.decoys import store
from ilojobs_app.accounts.forms import Registration, cleaned, field_errors
from ilojobs_app.accounts.models import Account, PendingRegistration
from ilojobs_app.accounts.passwords import (
    PasswordRefused,
    check_password,
    expect_place,
    hash_password,
)
from ilojobs_app.accounts.secrets import digest, new_secret
from ilojobs_app.accounts.sessions import begin_session
from ilojobs_app.accounts.throttles import (
    CONFIRM_BY_MAIL,
    REGISTER_FROM_NETWORK,
    at_networks,
    may_mail,
    reserve,
)
from ilojobs_app.consent import service as consent
from ilojobs_app.consent.service import Acceptance
from ilojobs_app.core.errors import FieldError, Invalid, RuleError
from ilojobs_app.core.i18n import _
from ilojobs_app.core.places import Places
from ilojobs_app.notifications import bounces
from ilojobs_app.notifications.outbox import compose

# Calls `verb(session, **arguments, now=…)` in a transaction of its own.
Run = Callable[..., Any]
CONFIRM_WITHIN = timedelta(hours=24)
# Each takes 50 ms: many at once would leave nobody else their turn.
_turns = Places(at_once=1, waiting=10, rests=True)
# A link that has expired is sent anew when its owner signs in; after this, nothing is kept.
PENDING_KEPT = timedelta(days=7)
ACCEPTANCE = TypeAdapter(Acceptance)
# Columns that the account takes over as they were typed.
TAKEN_OVER = {
    "email",
    "address_key",
    "first_names",
    "last_name",
    "password_hash",
    "country",
    "language",
    "wants_alerts",
    "wants_communications",
}


class LinkUnusable(RuleError):
    """A mailed link is unknown, was used, or is too old: which one is not told."""

    def message(self) -> str:
        """Say that another link is needed."""
        return _("Ce lien a déjà servi ou n'est plus valable")


@dataclass(frozen=True)
class Confirmation:
    """A link that can still be used. `same_browser`: opened where it was asked for."""

    email: str
    full_name: str
    same_browser: bool


@dataclass(frozen=True)
class Confirmed:
    """An account that was just made.

    Args:
        secret: of its first session, for the cookie.
        next_page: as it was registered with.
    """

    account_id: int
    secret: str
    next_page: str


def register(
    run: Run,
    *,
    registration: Registration,
    acceptance: Acceptance | None,
    browser: str,
    address: str,
    next_page: str = "",
    now: datetime,
) -> None:
    """Take a registration and mail its link; a known address gets another mail instead.

    The password is hashed between two transactions.

    Args:
        run: calls `verb(session, **arguments)` in a transaction of its own.
        acceptance: from `consent.service.accept`, checked again here.
        browser: pseudonym of the browser; only there the link signs in at once.
        address: the client's network address, which may not mail the whole world.
        next_page: an address of ours that the link goes on to; kept here, so that it stands in
            no mail.

    Raises:
        Invalid: fields first_names, last_name, email, password, country, consent; no field when
            too many came from this network.
        Busy: too many at a time.
    """
    with _turns.place():
        form = cleaned(registration)
        accepted = _checked(form, acceptance, now)
        expect_place()
        if refusal := run(reserve, limits=at_networks(REGISTER_FROM_NETWORK, address), now=now):
            raise Invalid([FieldError("", refusal.message())])
        typed = asdict(form)
        del typed["password"]
        pending = PendingRegistration(
            **typed,
            token_digest="",
            browser=browser,
            address_key=address_key(form.email),
            password_hash=hash_password(form.password),
            acceptance=ACCEPTANCE.dump_python(accepted, mode="json"),
            next_page=next_page,
            created_at=now,
            expires_at=now + CONFIRM_WITHIN,
        )
        run(keep_pending, pending=pending, now=now)


def keep_pending(session: Session, *, pending: PendingRegistration, now: datetime) -> None:
    """Keep a registration and mail its link, unless its mailbox had enough mail of late."""
    is_known = _is_known(session, pending.address_key)
    token = new_secret()
    mail = compose(
        kind="account_exists" if is_known else "confirm_address",
        to=pending.email,
        language=pending.language,
        context={"token": token},
        now=now,
    )
    if may_mail(session, CONFIRM_BY_MAIL, pending.address_key, now):
        session.add(mail)
        # A copy: a transaction that is tried again must find it as it came.
        row = PendingRegistration(**pending.model_dump() | {"token_digest": digest(token)})
        store(session, [row], keep=not is_known)


def read_confirmation(session: Session, *, token: str, browser: str, now: datetime) -> Confirmation:
    """Look at a link without using it.

    Raises:
        LinkUnusable: it cannot be used.
    """
    pending = _pending(session, token, now)
    return Confirmation(
        pending.email, f"{pending.first_names} {pending.last_name}", _is_same(pending, browser)
    )


def confirm_elsewhere(run: Run, *, token: str, browser: str, password: str) -> Confirmed:
    """Use a link in another browser than the one that registered, with a password chosen here.

    Who registered may have been somebody else, who waits for the owner of the mailbox to confirm:
    the password typed then opens nothing.

    Raises:
        LinkUnusable: it cannot be used.
        Invalid: field password; the link can still be used.
        Busy: too many at a time.
    """
    found = run(read_confirmation, token=token, browser=browser)
    try:
        check_password(password, (found.full_name, found.email))
    except PasswordRefused as error:
        raise Invalid([FieldError("password", error.message())]) from None
    confirmed: Confirmed = run(
        confirm, token=token, browser=browser, password_hash=hash_password(password)
    )
    return confirmed


def confirm(
    session: Session,
    *,
    token: str,
    browser: str,
    password_hash: str | None = None,
    now: datetime,
) -> Confirmed:
    """Use a link: make the account that was typed with it, keep the proof of consent (R4), sign in.

    Args:
        password_hash: of a password chosen now; needed in another browser than the one that
            registered.

    Raises:
        LinkUnusable: it cannot be used, or not here.
    """
    pending = _pending(session, token, now)
    may_use = password_hash or _is_same(pending, browser)
    if not may_use or _is_known(session, pending.address_key):
        raise LinkUnusable
    typed = pending.model_dump(include=TAKEN_OVER)
    account = Account(
        **typed | {"password_hash": password_hash or pending.password_hash},
        created_at=pending.created_at,
        confirmed_at=now,
    )
    session.add(account)
    session.flush()
    assert account.id is not None
    bounces.forget(session, address=account.email)
    acceptance = ACCEPTANCE.validate_python(pending.acceptance)
    consent.record(session, account_id=account.id, acceptance=acceptance)
    # Other links to this address would make a second account of it.
    session.execute(
        delete(PendingRegistration).where(
            col(PendingRegistration.address_key) == pending.address_key
        )
    )
    devices.remember(session, account.id, browser, now)
    secret = begin_session(session, account_id=account.id, now=now)
    return Confirmed(account.id, secret, pending.next_page)


def mail_new_link(session: Session, pending: PendingRegistration, now: datetime) -> None:
    """Give a registration a new link in place of its last one, and mail it."""
    token = new_secret()
    mail = compose(
        kind="confirm_address",
        to=pending.email,
        language=pending.language,
        context={"token": token},
        now=now,
    )
    if may_mail(session, CONFIRM_BY_MAIL, pending.address_key, now):
        pending.token_digest = digest(token)
        pending.expires_at = now + CONFIRM_WITHIN
        session.add(mail)


def _checked(form: Registration, acceptance: Acceptance | None, now: datetime) -> Acceptance:
    errors = field_errors(form)
    try:
        accepted = consent.check(acceptance, form.country, now)
    except consent.ConsentOutOfOrder as error:
        raise Invalid([*errors, FieldError("consent", error.message())]) from None
    if errors:
        raise Invalid(errors)
    return accepted


def _pending(session: Session, token: str, now: datetime) -> PendingRegistration:
    of_token = select(PendingRegistration.address_key).where(
        PendingRegistration.token_digest == digest(token)
    )
    # All links to the address are locked, in one order: two of them opened at the same instant
    # wait for each other instead of both making the account, or neither.
    rows = session.exec(
        select(PendingRegistration)
        .where(col(PendingRegistration.address_key).in_(of_token))
        .order_by(col(PendingRegistration.id))
        .with_for_update()
    ).all()
    for row in rows:
        if row.token_digest == digest(token) and row.expires_at > now:
            return row
    raise LinkUnusable


def _is_known(session: Session, key: str) -> bool:
    return session.exec(select(Account.id).where(Account.address_key == key)).first() is not None


def _is_same(pending: PendingRegistration, browser: str) -> bool:
    return bool(browser) and pending.browser == browser
