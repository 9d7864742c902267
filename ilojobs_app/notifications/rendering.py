"""Mails that are written when they leave, by a renderer that the composition root registers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlmodel import Session

from ilojobs_app.notifications.models import OutboxMail


@dataclass(frozen=True)
class RenderedMail:
    """What a reader gets. `headers` are added to those of the row, and win over them."""

    subject: str
    text: str
    html: str
    headers: Mapping[str, str] = field(default_factory=dict)


# None: there is nothing to send any more.
Renderer = Callable[[Session, OutboxMail, datetime], RenderedMail | None]

_RENDERERS: dict[str, Renderer] = {}


def register(kind: str, renderer: Renderer) -> None:
    """Let `renderer` write every mail of a kind; it may write to the session it is given.

    A mail can be rendered more than once: its worker may die, or the server refuse it for now.
    """
    _RENDERERS[kind] = renderer


def render(session: Session, mail: OutboxMail, now: datetime) -> RenderedMail | None:
    """Write a mail that has no texts yet; None when nothing is to be sent any more.

    Raises:
        LookupError: this process knows no renderer for the mail's kind.
    """
    if mail.kind not in _RENDERERS:
        raise LookupError(f"no renderer for {mail.kind}")
    return _RENDERERS[mail.kind](session, mail, now)


def fill_in(mail: OutboxMail, rendered: RenderedMail) -> None:
    """Give a mail its texts."""
    mail.subject, mail.text, mail.html = rendered.subject, rendered.text, rendered.html
    mail.headers = {**mail.headers, **rendered.headers}
