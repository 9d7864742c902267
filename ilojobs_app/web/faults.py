"""Faults: a reference for the candidate; kind and place, without their data, for the operator."""

import structlog

from ilojobs_app.core.causes import described
from ilojobs_app.core.logging import current_reference

log = structlog.get_logger(__name__)


def report(error: BaseException, *, where: str) -> str:
    """Log a fault, never the values involved; give the reference of its request or event."""
    reference = current_reference()
    log.error("fault", where=where, reference=reference, **described(error))
    return reference
