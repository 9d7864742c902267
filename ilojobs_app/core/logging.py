"""Logs: one line an event, without personal data, to standard error.

What libraries log takes the same way. An exception is written as its kind, its place and a
reference (`core.causes`); the lines of one request, event or chore carry the same reference.
"""

import json
import logging
import os
import secrets
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import Any

import structlog
from structlog.typing import EventDict, Processor

from ilojobs_app.core.causes import described
from ilojobs_app.core.repeats import Repeats
from ilojobs_app.core.settings import LogFormat, settings

# These have handlers of their own unless it is taken away from them.
ON_THEIR_OWN = (
    "asyncio",
    "reflex",
    "reflex_base",
    "socketio.server",
    "engineio.server",
    "granian.access",
    "_granian",
)
# They speak of themselves. All others may say what clients send, whole: candidates' data, and
# whatever an attacker likes.
OF_THEMSELVES = ("_granian", "alembic", "huey")
# They fail of what clients send: packets that are none. That is no fault of ours.
OF_CLIENTS = ("engineio", "socketio")
KEYS = ["timestamp", "level", "event", "reference"]

log = structlog.get_logger(__name__)


def configure() -> None:
    """Set up logging for web and worker: ours, that of libraries, and what nobody caught."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            _without_texts,
            Repeats(),
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _renderer(),
        ],
        logger_factory=lambda *_names: structlog.PrintLogger(sys.stderr),
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
    )
    for name in ("", *ON_THEIR_OWN):
        logger = logging.getLogger(name)
        logger.handlers[:] = [Bridge()]
        logger.propagate = False
        logger.setLevel(logging.WARNING)
    logging.captureWarnings(True)
    sys.excepthook = _uncaught
    sys.unraisablehook = lambda failed: log.error("uncaught", error=failed.exc_value)
    threading.excepthook = lambda failed: _uncaught(
        failed.exc_type, failed.exc_value, failed.exc_traceback
    )


def bridge() -> "Bridge":
    """Set up logging where granian's own process begins: `granian.json` names this."""
    configure()
    return Bridge()


def tell(text: str) -> None:
    """Say to the operator why something ends or is closed: where programs read, as a line for them."""
    # Not of the settings: that one of them is wrong is said this way too.
    is_json = os.environ.get("LOG_FORMAT") == LogFormat.JSON
    line = json.dumps({"level": "warning", "event": text}) if is_json else f"ilojobs: {text}"
    sys.stderr.write(f"{line}\n")


def new_reference() -> str:
    """Give a reference that a person can read out: 8 hexadecimal digits."""
    return secrets.token_hex(4).upper()


def current_reference() -> str:
    """Give the reference of this request, event or chore; a new one outside of them."""
    return str(structlog.contextvars.get_contextvars().get("reference") or new_reference())


class Bridge(logging.Handler):
    """Hands on what a library logs: where and how bad; what it said only if it speaks of itself."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write the record as a line of ours."""
        fields: dict[str, Any] = {"logger": record.name, "line": _line(record)}
        if record.exc_info and record.exc_info[1]:
            fields["error"] = record.exc_info[1]
        of_clients = record.name.partition(".")[0] in OF_CLIENTS
        level = min(record.levelno, logging.WARNING) if of_clients else record.levelno
        log.log(level, _said(record), **fields)


def _line(record: logging.LogRecord) -> str:
    return f"{Path(record.pathname).name}:{record.lineno}"


def _said(record: logging.LogRecord) -> str:
    withheld = "text withheld"
    if record.name.partition(".")[0] not in OF_THEMSELVES:
        return withheld
    try:
        text = record.getMessage()
    except (TypeError, ValueError):  # its arguments do not fit
        return withheld
    return withheld if "\n" in text else text


def _without_texts(_logger: Any, _method: str, line: EventDict) -> EventDict:
    """Replace an exception by what may be said of it; each has a reference."""
    given = line.pop("exc_info", None)
    error = sys.exc_info()[1] if given is True else line.get("error", given)
    if isinstance(error, tuple):
        error = error[1]
    if isinstance(error, BaseException):
        line.pop("error", None)
        line.update(described(error))
        line.setdefault("reference", new_reference())
    return line


def _uncaught(
    kind: type[BaseException], error: BaseException | None, _trace: TracebackType | None
) -> None:
    # Who interrupts needs no trace, which would end with what was at work.
    if error is not None and not issubclass(kind, KeyboardInterrupt | SystemExit):
        log.error("uncaught", error=error)


def _renderer() -> Processor:
    if settings().log_format is LogFormat.JSON:
        return structlog.processors.JSONRenderer(ensure_ascii=False)
    return structlog.processors.KeyValueRenderer(key_order=KEYS, drop_missing=True)
