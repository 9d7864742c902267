"""Logs: one line an event, without personal data, to standard error."""

import logging
import sys

import structlog

# These log what clients send, whole: candidates' data and whatever an attacker likes.
TALKATIVE = (
    "",
    "asyncio",
    "reflex",
    "reflex_base",
    # The two servers add a handler of their own unless their level is set.
    "socketio.server",
    "engineio.server",
    "granian.access",
)


class PlaceOnly(logging.Formatter):
    """Gives where a library logged, and how bad it is; never what it said."""

    def format(self, record: logging.LogRecord) -> str:
        """Give `warning reflex.app:123`."""
        return f"{record.levelname.lower()} {record.name}:{record.lineno} (text withheld)"


def configure() -> None:
    """Set up logging for web and worker."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.KeyValueRenderer(key_order=["timestamp", "level", "event"]),
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
    )
    for name in TALKATIVE:
        logger = logging.getLogger(name)
        handler = logging.StreamHandler()
        handler.setFormatter(PlaceOnly())
        logger.handlers[:] = [handler]
        logger.propagate = False
        logger.setLevel(logging.WARNING)
