"""Mail is written in the transaction that causes it, and sent after (the outbox pattern).

It is rendered when it is added, not when it leaves: it says what was true at that moment, a
template that fails undoes its transaction where somebody sees it instead of stopping the worker,
and a mail that waits during an update of the product does not change.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlmodel import Session

from ilojobs_app.core.i18n import use_language
from ilojobs_app.core.templating import render
from ilojobs_app.notifications.models import OutboxMail


def compose(
    *, kind: str, to: str, language: str, context: Mapping[str, Any], now: datetime
) -> OutboxMail:
    """Write a mail from `notifications/templates/<kind>/{subject.txt,body.txt,body.html}`.

    Args:
        to: the bare address.
        language: `fr` or `en`, for the texts and for the links of `absolute_url`.
    """
    with use_language(language):
        subject, text, html = (
            str(render(f"notifications/{kind}/{part}", **context))
            for part in ("subject.txt", "body.txt", "body.html")
        )
    return OutboxMail(
        kind=kind,
        to_address=to,
        language=language,
        # One line: a header must not carry a second one.
        subject=" ".join(subject.split()),
        text=text.strip() + "\n",
        html=html,
        created_at=now,
        due_at=now,
    )


def add(
    session: Session,
    *,
    kind: str,
    to: str,
    language: str,
    context: Mapping[str, Any],
    now: datetime,
) -> None:
    """Add a mail to the outbox in the caller's transaction; see `compose`."""
    session.add(compose(kind=kind, to=to, language=language, context=context, now=now))
