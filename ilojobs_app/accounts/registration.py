"""Registration (R3, R4, R6): typed, proven by a mailed link, then an account.

Nothing that the asker sees or can measure depends on whether the address was known: the same
checks, one hash, one look-up, one mail and the same writes in every case. Only the mail differs.
"""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from pydantic import TypeAdapter
from sqlalchemy import delete
from sqlmodel import Session, col, select

from ilojobs_app.accounts.addresses import address_key
from ilojobs_app.accounts.decoys import store
from ilojobs_app.accounts.forms import Registration, cleaned, field_errors
from ilojobs_app.accounts.models import Account, PendingRegistration
from ilojobs_app.accounts.passwords import hash_password
from ilojobs_app.accounts.secrets import digest, new_secret
from ilojobs_app.accounts.throttles import (
    CONFIRM_BY_MAIL,
    REGISTER_FROM_NETWORK,
    TooManyTries,
    count_try,
    find_throttle,
    may_mail,
    network_of,
    seconds_left,
)
from ilojobs_app.consent import service as consent
from ilojobs_app.consent.service import Acceptance
from ilojobs_app.core.errors import FieldError, Invalid, RuleError
from ilojobs_app.core.i18n import _
from ilojobs_app.notifications import bounces
from ilojobs_app.notifications.outbox import compose

CONFIRM_WITHIN = timedelta(hours=24)
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
    """An account that was just made. `next_page`: as it was registered with."""

    account_id: int
    same_browser: bool
    next_page: str


def register(
    session: Session,
    *,
    registration: Registration,
    acceptance: Acceptance | None,
    browser: str,
    address: str,
    next_page: str = "",
    now: datetime,
) -> None:
    """Take a registration and mail its link; a known address gets another mail instead.

    Args:
        acceptance: from `consent.service.accept`, checked again here.
        browser: pseudonym of the browser; only there the link signs in at once.
        address: the client's network address, which may not mail the whole world.
        next_page: an address of ours that the link goes on to; kept here, so that it stands in
            no mail.

    Raises:
        Invalid: fields first_names, last_name, email, password, country, consent; no field when
            too many came from this network.
    """
    form = cleaned(registration)
    accepted = _checked(form, acceptance, now)
    _count_network(session, address, now)
    password_hash = hash_password(form.password)
    key = address_key(form.email)
    is_known = _is_known(session, key)
    token = new_secret()
    mail = compose(
        kind="account_exists" if is_known else "confirm_address",
        to=form.email,
        language=form.language,
        context={"token": token},
        now=now,
    )
    if not may_mail(session, CONFIRM_BY_MAIL, key, now):
        return
    session.add(mail)
    typed = asdict(form)
    del typed["password"]
    pending = PendingRegistration(
        **typed,
        token_digest=digest(token),
        browser=browser,
        address_key=key,
        password_hash=password_hash,
        acceptance=ACCEPTANCE.dump_python(accepted, mode="json"),
        next_page=next_page,
        created_at=now,
        expires_at=now + CONFIRM_WITHIN,
    )
    store(session, [pending], keep=not is_known)


def read_confirmation(session: Session, *, token: str, browser: str, now: datetime) -> Confirmation:
    """Look at a link without using it.

    Raises:
        LinkUnusable: it cannot be used.
    """
    pending = _pending(session, token, now)
    return Confirmation(
        pending.email, f"{pending.first_names} {pending.last_name}", _is_same(pending, browser)
    )


def confirm(session: Session, *, token: str, browser: str, now: datetime) -> Confirmed:
    """Use a link: make the account that was typed with it, and keep the proof of consent (R4).

    Raises:
        LinkUnusable: it cannot be used.
    """
    pending = _pending(session, token, now)
    if _is_known(session, pending.address_key):
        raise LinkUnusable
    account = Account(
        **pending.model_dump(include=TAKEN_OVER),
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
    return Confirmed(account.id, _is_same(pending, browser), pending.next_page)


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


def _count_network(session: Session, address: str, now: datetime) -> None:
    throttle = find_throttle(session, REGISTER_FROM_NETWORK, network_of(address), now)
    if seconds := seconds_left(throttle, REGISTER_FROM_NETWORK, now):
        raise Invalid([FieldError("", TooManyTries(seconds).message())])
    count_try(throttle, now)


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
