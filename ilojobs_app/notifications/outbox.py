"""Mail is written in the transaction that causes it, and sent after (the outbox pattern).

It is rendered when it is added, not when it leaves: it says what was true at that moment, a
template that fails undoes its transaction where somebody sees it instead of stopping the worker,
and a mail that waits during an update of the product does not change. A digest is the exception:
what it lists must still hold when it leaves, so `add_unrendered` leaves that to a renderer.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from ilojobs_app.core.i18n import use_language
from ilojobs_app.core.templating import render_mail
from ilojobs_app.core.text import one_line
from ilojobs_app.notifications.models import SUBJECT_MAX, OutboxMail, Priority
from ilojobs_app.notifications.rendering import RenderedMail

# Whoever asked for these waits for them.
URGENT_KINDS = {"confirm_address", "account_exists", "reset_password"}


def compose(
    *,
    kind: str,
    to: str,
    language: str,
    context: Mapping[str, Any],
    now: datetime,
    headers: Mapping[str, str] = {},
    priority: Priority | None = None,
) -> OutboxMail:
    """Write a mail from `notifications/templates/<kind>/{subject.txt,body.txt,body.html}`.

    Args:
        to: the bare address.
        language: `fr` or `en`, for the texts and for the links of `absolute_url`.
        headers: besides the usual ones, for example `List-Unsubscribe`.
        priority: default: urgent for mails of sign-in, confirmation and reset, otherwise normal.
    """
    rendered = write(f"notifications/{kind}", language, context)
    return OutboxMail(
        kind=kind,
        to_address=to,
        language=language,
        subject=rendered.subject,
        text=rendered.text,
        html=rendered.html,
        headers=dict(headers),
        priority=_priority_of(kind) if priority is None else priority,
        created_at=now,
        due_at=now,
    )


def write(folder: str, language: str, context: Mapping[str, Any]) -> RenderedMail:
    """Render `<folder>/{subject.txt,body.txt,body.html}` in a language."""
    with use_language(language):
        subject, text, html = (
            str(render_mail(f"{folder}/{part}", **context))
            for part in ("subject.txt", "body.txt", "body.html")
        )
    # One line: a header must not carry a second one.
    subject = one_line(subject)
    if len(subject) > SUBJECT_MAX:
        subject = subject[: SUBJECT_MAX - 1] + "…"
    return RenderedMail(subject, text.strip() + "\n", html)


def add(
    session: Session,
    *,
    kind: str,
    to: str,
    language: str,
    context: Mapping[str, Any],
    now: datetime,
    headers: Mapping[str, str] = {},
    priority: Priority | None = None,
    dedupe_key: str | None = None,
) -> bool:
    """Add a mail to the outbox in the caller's transaction; see `compose`.

    Args:
        dedupe_key: a mail with the same key, sent or not, makes this one superfluous.

    Returns:
        Whether it was added.
    """
    mail = compose(
        kind=kind,
        to=to,
        language=language,
        context=context,
        now=now,
        headers=headers,
        priority=priority,
    )
    mail.dedupe_key = dedupe_key
    return _add_once(session, mail)


def add_unrendered(
    session: Session,
    *,
    kind: str,
    to: str,
    language: str,
    payload: Mapping[str, Any],
    now: datetime,
    headers: Mapping[str, str] = {},
    priority: Priority = Priority.BULK,
    dedupe_key: str | None = None,
) -> bool:
    """Add a mail that the renderer of its kind writes when it leaves (`rendering.register`).

    Args:
        payload: what the renderer will need, as JSON: ids, no texts.

    Returns:
        Whether it was added; see `add`.
    """
    mail = OutboxMail(
        kind=kind,
        to_address=to,
        language=language,
        payload=dict(payload),
        headers=dict(headers),
        priority=priority,
        dedupe_key=dedupe_key,
        created_at=now,
        due_at=now,
    )
    return _add_once(session, mail)


def _add_once(session: Session, mail: OutboxMail) -> bool:
    if mail.dedupe_key is None:
        session.add(mail)
        return True
    try:
        with session.begin_nested():
            session.add(mail)
    except IntegrityError:
        return False
    return True


def _priority_of(kind: str) -> Priority:
    return Priority.URGENT if kind in URGENT_KINDS else Priority.NORMAL
