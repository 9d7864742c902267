"""What a page is told when a handler fails."""

from collections import deque
from typing import Any

import structlog
from reflex_base.event.context import EventContext
from structlog.contextvars import bind_contextvars

from ilojobs_app.core import away
from ilojobs_app.core.errors import NotFound
from ilojobs_app.web import faults
from ilojobs_app.web.policies import AwayState, FaultState, event_names, handler_at_work

log = structlog.get_logger(__name__)

# Events whose page was told: telling it is an event too, and may fail for the same reason.
_told: deque[str] = deque(maxlen=1000)


def on_fault(exception: Exception) -> Any:
    """Log what a handler failed of, without its values; tell the page, but not that telling failed."""
    # Reflex calls this in another context than the event's.
    bind_contextvars(**event_names(handler_at_work()))
    context = EventContext.get()
    if isinstance(exception, NotFound):
        log.warning("event refused", reason="not found")
        return None
    if away.is_away(exception):
        away.note(exception)
        answer = AwayState.show()
    else:
        answer = FaultState.show(faults.report(exception, where="event"), handler_at_work())
    if context.parent_txid in _told:
        return None
    _told.append(context.txid)
    return answer


def on_frontend_error(exception: Exception) -> None:
    """Count an error of the page; its text is the browser's, may hold anything and is not kept."""
    log.warning("error of a page", kind=type(exception).__name__)
