"""Faults: a reference for the candidate, a trace without their data for the operator."""

import secrets
import traceback

import structlog

log = structlog.get_logger(__name__)


def report(error: BaseException, *, where: str) -> str:
    """Log where a fault happened, never the values involved; give its reference."""
    reference = secrets.token_hex(4).upper()
    frames = [
        f"{frame.filename.rpartition('/')[2]}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(error.__traceback__)
    ]
    log.error("fault", reference=reference, where=where, kind=type(error).__name__, frames=frames)
    return reference
