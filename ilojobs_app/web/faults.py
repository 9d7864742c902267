"""Faults: a reference for the candidate; kind and place, without their data, for the operator."""

from dataclasses import dataclass

import structlog
from markupsafe import Markup

from ilojobs_app.core import away
from ilojobs_app.core.causes import described
from ilojobs_app.core.i18n import _
from ilojobs_app.core.logging import current_reference
from ilojobs_app.web.templates import render

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Answer:
    """What a page says in the place of what failed; `retry_after` seconds, if it is for now only."""

    status: int
    title: str
    html: Markup
    retry_after: int = 0


def report(error: BaseException, *, where: str) -> str:
    """Log a fault, never the values involved; give the reference of its request or event."""
    reference = current_reference()
    log.error("fault", where=where, reference=reference, **described(error))
    return reference


def answer_to(error: BaseException, *, where: str) -> Answer:
    """Log why a page cannot be given, and word it in the current language.

    503 when what the product stands on is away, otherwise 500 with a reference.
    """
    if away.is_away(error):
        away.note(error)
        title = _("Le service ne répond pas pour l'instant")
        return Answer(503, title, render("web/away.html"), away.RETRY_AFTER)
    reference = report(error, where=where)
    html = render("web/fault.html", reference=reference)
    return Answer(500, _("Le service a rencontré une panne"), html)
