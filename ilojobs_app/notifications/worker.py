"""The worker: sends mail as it comes, and does the chores it is given once an hour."""

import signal
import threading
import time
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

import structlog

from ilojobs_app.core import clock
from ilojobs_app.notifications.delivery import deliver_due

log = structlog.get_logger(__name__)

POLL_SECONDS = 0.5
PAUSE_AFTER_ERROR_SECONDS = 5.0
CHORES_SECONDS = 3600.0

Chore = Callable[[datetime], Any]


def run(stop: threading.Event, chores: Sequence[Chore] = ()) -> None:
    """Work until `stop` is set; the mail being sent is finished first.

    Args:
        chores: called with the present instant at the start and then once an hour.
    """
    next_chores = time.monotonic()
    while not stop.is_set():
        pause = POLL_SECONDS
        try:
            deliver_due(clock.now())
            if time.monotonic() >= next_chores:
                next_chores += CHORES_SECONDS
                for chore in chores:
                    chore(clock.now())
        except Exception:  # the database may be away for a while; the worker stays
            log.exception("worker failed, and goes on")
            pause = PAUSE_AFTER_ERROR_SECONDS
        stop.wait(pause)


def run_until_signal(chores: Sequence[Chore] = ()) -> None:
    """Work in the main thread until SIGINT or SIGTERM."""
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    run(stop, chores)
