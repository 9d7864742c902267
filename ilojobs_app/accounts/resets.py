"""Forgotten passwords: a mailed link, used once, within an hour."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete
from sqlmodel import Session, col, select

from ilojobs_app.accounts.addresses import address_key, read_address
from ilojobs_app.accounts.decoys import store
from ilojobs_app.accounts.models import Account, PasswordReset
from ilojobs_app.accounts.passwords import PasswordRefused, check_password, hash_password
from ilojobs_app.accounts.registration import LinkUnusable, Run
from ilojobs_app.accounts.secrets import digest, new_secret
from ilojobs_app.accounts.sessions import end_sessions
from ilojobs_app.accounts.throttles import (
    RESET_BY_MAIL,
    RESET_FROM_NETWORK,
    TooManyTries,
    at_networks,
    forget,
    may_mail,
    of_account,
    reserve,
)
from ilojobs_app.core.errors import FieldError, Invalid
from ilojobs_app.core.i18n import _
from ilojobs_app.core.places import Places
from ilojobs_app.notifications import bounces
from ilojobs_app.notifications.outbox import compose

RESET_WITHIN = timedelta(hours=1)
_turns = Places(at_once=1, waiting=10)


def ask_reset_in_turn(run: Run, **asked: Any) -> TooManyTries | None:
    """Do what `ask_reset` says, one after the other: many at once would hold the only writer.

    Args:
        run: calls `verb(session, **arguments, now=…)` in a transaction of its own.

    Raises:
        Invalid: as `ask_reset`.
        Busy: too many at a time.
    """
    with _turns.place():
        refusal: TooManyTries | None = run(ask_reset, **asked)
    return refusal


def ask_reset(
    session: Session,
    *,
    email: str,
    language: str,
    address: str,
    next_page: str = "",
    now: datetime,
) -> TooManyTries | None:
    """Mail a link, if an account has this address; the asker sees no difference.

    Args:
        language: of the page, and so of the mail.
        address: the client's network address; only it is throttled visibly.
        next_page: an address of ours that the link goes on to.

    Raises:
        Invalid: field email, when it is not an address.
    """
    written = read_address(email)
    if written is None:
        raise Invalid(
            [
                FieldError(
                    "email",
                    _("Indiquez une adresse électronique complète, par exemple nom@exemple.org."),
                )
            ]
        )
    if refusal := reserve(session, at_networks(RESET_FROM_NETWORK, address), now):
        return refusal
    _mail_link(session, written, language, next_page, now)
    return None


def _mail_link(session: Session, email: str, language: str, next_page: str, now: datetime) -> None:
    key = address_key(email)
    # The address alone: making an account of a row would tell by its time that there is one.
    known = session.exec(select(Account.email).where(Account.address_key == key)).first()
    token = new_secret()
    # Written also where nobody will get it: both take the same time.
    mail = compose(
        kind="reset_password",
        to=known or email,
        language=language,
        context={"token": token},
        now=now,
    )
    if not may_mail(session, RESET_BY_MAIL, key, now):
        return
    reset = PasswordReset(
        token_digest=digest(token),
        address_key=key,
        next_page=next_page,
        created_at=now,
        expires_at=now + RESET_WITHIN,
    )
    store(session, [mail, reset], keep=known is not None)


def check_reset(session: Session, *, token: str, now: datetime) -> None:
    """Look at a link without using it.

    Raises:
        LinkUnusable: it cannot be used.
    """
    _link(session, token, now)


def reset_password(run: Run, *, token: str, password: str, address: str) -> str:
    """Use a link: set the new password, and end every session and other link of the account.

    Gives the address that was to be gone on to when the link was asked for.

    Args:
        run: calls `verb(session, **arguments, now=…)` in a transaction of its own.
        address: the client's network address, from which signing in is free again.

    Raises:
        LinkUnusable: it cannot be used.
        Invalid: field password; the link can still be used.
        Busy: too many at a time.
    """
    try:
        check_password(password, run(owner_of_link, token=token))
    except PasswordRefused as error:
        raise Invalid([FieldError("password", error.message())]) from None
    hashed = hash_password(password)
    next_page: str = run(set_password, token=token, password_hash=hashed, address=address)
    return next_page


def owner_of_link(session: Session, *, token: str, now: datetime) -> tuple[str, str, str]:
    """Give the words that the new password must not be made of: names and address.

    Raises:
        LinkUnusable: it cannot be used.
    """
    _reset, account = _link(session, token, now)
    return account.first_names, account.last_name, account.email


def set_password(
    session: Session, *, token: str, password_hash: str, address: str, now: datetime
) -> str:
    """Do what `reset_password` says, once the password is hashed.

    Raises:
        LinkUnusable: it was used meanwhile.
    """
    reset, account = _link(session, token, now)
    assert account.id is not None
    account.password_hash = password_hash
    session.execute(
        delete(PasswordReset).where(col(PasswordReset.address_key) == account.address_key)
    )
    end_sessions(session, account_id=account.id)
    forget(session, of_account(account.address_key, address), now)
    # The link was read there: the address takes mail again.
    bounces.forget(session, address=account.email)
    return reset.next_page


def _link(session: Session, token: str, now: datetime) -> tuple[PasswordReset, Account]:
    reset = session.exec(
        select(PasswordReset)
        .where(
            PasswordReset.token_digest == digest(token),
            col(PasswordReset.expires_at) > now,
        )
        .with_for_update()
    ).first()
    if reset is None:
        raise LinkUnusable
    account = session.exec(select(Account).where(Account.address_key == reset.address_key)).first()
    if account is None:
        raise LinkUnusable
    return reset, account
