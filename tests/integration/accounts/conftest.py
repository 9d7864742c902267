"""What tests of accounts do over and over."""

import re
from collections.abc import Callable
from datetime import datetime
from inspect import signature
from typing import Any

import pytest
from sqlmodel import Session, select

from ilojobs_app.accounts.registration import Run
from ilojobs_app.accounts.service import Registration, register
from ilojobs_app.consent.service import accept, open_statement
from ilojobs_app.notifications.models import OutboxMail

GOOD: dict[str, Any] = {
    "first_names": "Aïssata",
    "last_name": "Diallo",
    "email": "aissata@example.org",
    "password": "rivière calme 27 novembre",
    "country": "SN",
    "language": "fr",
    "wants_alerts": True,
    "wants_communications": False,
}
BROWSER = "b" * 64


def within(session: Session, at: datetime) -> Run:
    """Give what calls a verb in the test's own transaction, at an instant."""

    def run(verb: Callable[..., Any], **arguments: Any) -> Any:
        wants_now = "now" in signature(verb).parameters
        return verb(session, **({"now": at} if wants_now else {}) | arguments)

    return run


@pytest.fixture
def enrol(session: Session, now: datetime) -> Callable[..., str]:
    """Register, and give the token of the mail that was written (empty if it holds none)."""

    def enrolled(
        *,
        at: datetime = now,
        browser: str = BROWSER,
        address: str = "192.0.2.1",
        next_page: str = "",
        **changes: Any,
    ) -> str:
        form = Registration(**GOOD | changes)
        acceptance = accept(open_statement(form.country, "fr", at), form.country, at)
        register(
            within(session, at),
            registration=form,
            acceptance=acceptance,
            browser=browser,
            address=address,
            next_page=next_page,
            now=at,
        )
        return token_of(last_mail(session))

    return enrolled


def last_mail(session: Session) -> OutboxMail:
    return session.exec(select(OutboxMail).order_by(OutboxMail.id.desc())).first()


def token_of(mail: OutboxMail) -> str:
    found = re.search(r"\?token=(\S+)", mail.text)
    return found.group(1) if found else ""
