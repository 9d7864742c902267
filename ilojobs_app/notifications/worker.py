"""The worker: sends mail as it comes, and does the chores it is given at their times.

huey schedules and queues; several workers share one store. Mails that somebody waits for have a
lane of their own, so that a thousand digests, or a chore that takes long, never stand before them.
"""

import signal
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import structlog
from huey import Huey
from huey.consumer import Consumer, Scheduler
from structlog.contextvars import bound_contextvars

from ilojobs_app.core import clock
from ilojobs_app.core.away import is_away, note
from ilojobs_app.core.causes import described
from ilojobs_app.core.logging import new_reference
from ilojobs_app.core.settings import settings
from ilojobs_app.notifications.delivery import Course, deliver
from ilojobs_app.notifications.leases import is_any_due
from ilojobs_app.notifications.models import Priority
from ilojobs_app.notifications.queueing import claim_tick, forget_ticks, open_queue
from ilojobs_app.notifications.throttle import Throttle

log = structlog.get_logger(__name__)

POLL_SECONDS = 0.5
QUEUE_POLL_SECONDS = 0.1
PAUSE_AFTER_ERROR_SECONDS = 5.0
END_WITHIN_SECONDS = 20
CHORE_THREADS = 2
LANES = {"people": Priority.NORMAL, "everything": Priority.BULK}


@dataclass(frozen=True)
class Chore:
    """Something to do again and again, by one of the workers each time.

    After a time without workers it is done once, not once for each time that was missed. It may
    still run on another worker when its next time has come.
    """

    name: str
    every: timedelta
    do: Callable[[datetime], Any]


@dataclass
class _Job:
    """A task of huey's that this process does once at a time, and not right after it failed."""

    name: str
    do: Callable[[], Any]
    is_wanted: Callable[[], bool]
    busy: threading.Lock = field(default_factory=threading.Lock)
    rests_until: float = 0.0

    def run(self) -> None:
        """Do it, unless this process is at it already."""
        if self.busy.acquire(blocking=False):
            try:
                with bound_contextvars(job=self.name, reference=new_reference()):
                    self._try(self.do)
            finally:
                self.busy.release()

    def wants(self, _timestamp: datetime | None = None) -> bool:
        """Say whether to queue it now."""
        if self.busy.locked() or time.monotonic() < self.rests_until:
            return False
        with bound_contextvars(job=self.name, reference=new_reference()):
            return bool(self._try(self.is_wanted))

    def _try(self, step: Callable[[], Any]) -> Any:
        """Do a step; None when it fails."""
        try:
            return step()
        except Exception as error:
            # The database may be away for a while; the worker stays.
            if is_away(error):
                note(error)
            else:
                log.error("worker failed, and goes on", **described(error))
            self.rests_until = time.monotonic() + PAUSE_AFTER_ERROR_SECONDS
            return None


class _Scheduler(Scheduler):
    """Looks twice a second; huey's own looks once a minute."""

    periodic_task_seconds = POLL_SECONDS

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.interval = POLL_SECONDS


class _Consumer(Consumer):
    """Leaves the signals to who started it."""

    scheduler_class = _Scheduler

    def _set_signal_handlers(self) -> None:
        pass


def run(stop: threading.Event, chores: Sequence[Chore] = ()) -> None:
    """Work until `stop` is set; the mail being sent is finished first.

    Args:
        chores: done at the start, unless another worker has just done it, and then at their times.
    """
    huey = open_queue()
    housekeeping = Chore("forget ticks", timedelta(hours=1), lambda _now: forget_ticks(huey))
    for lane, up_to in LANES.items():
        _register(huey, _lane(huey, lane, up_to, stop))
    for chore in (*chores, housekeeping):
        _register(huey, _timed(huey, chore))
    consumer = _Consumer(
        huey,
        workers=len(LANES) + CHORE_THREADS,
        initial_delay=QUEUE_POLL_SECONDS,
        backoff=1,
        shutdown_timeout=END_WITHIN_SECONDS,
    )
    consumer.start()
    while not stop.wait(PAUSE_AFTER_ERROR_SECONDS):
        consumer.check_worker_health()
    consumer.stop(graceful=True)
    huey.storage.close()


def run_until_signal(chores: Sequence[Chore] = ()) -> None:
    """Work in the main thread until SIGINT or SIGTERM."""
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    run(stop, chores)


def _register(huey: Huey, job: _Job) -> None:
    def task() -> None:
        job.run()

    huey.periodic_task(job.wants, name=job.name.replace(" ", "_"))(task)


def _lane(huey: Huey, lane: str, up_to: Priority, stop: threading.Event) -> _Job:
    limit = settings().mails_per_second
    throttle = Throttle(huey.storage, limit, reserve=up_to is Priority.BULK)
    course = Course(up_to=up_to, stopped=stop.is_set, throttle=throttle)
    return _Job(
        f"deliver {lane}",
        lambda: deliver(course),
        lambda: is_any_due(clock.now(), up_to=up_to),
    )


def _timed(huey: Huey, chore: Chore) -> _Job:
    seen = [0]

    def is_due() -> bool:
        tick = int(time.time() // chore.every.total_seconds())
        if tick == seen[0]:
            return False
        mine = claim_tick(huey, chore.name, tick)
        seen[0] = tick
        return mine

    return _Job(chore.name, lambda: chore.do(clock.now()), is_due)
