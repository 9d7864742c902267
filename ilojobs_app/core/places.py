"""Slow work, so many at a time: who finds no place is told at once instead of waiting for long.

What is slow (a password's hash, a PDF) runs in the caller's own thread, outside of any transaction.
"""

import asyncio
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore, Lock

from ilojobs_app.core.errors import RuleError
from ilojobs_app.core.i18n import ngettext

RETRY_SECONDS = 5
HELD_SECONDS = 1.0
# Half of the cores: the others go on answering everybody else.
HALF = max(1, (os.cpu_count() or 1) // 2)


async def hold() -> None:
    """Let who found no place wait a moment for the answer, which holds no thread.

    Told at once, who asks again without a pause would take everybody's time with refusals alone.
    """
    await asyncio.sleep(HELD_SECONDS)


class Busy(RuleError):
    """Everything at work, and the queue full: try again in `seconds`."""

    seconds = RETRY_SECONDS

    def message(self) -> str:
        """Say that nothing is wrong, and how long to wait."""
        return ngettext(
            "Beaucoup de demandes arrivent en ce moment. Attendez %(n)d seconde, puis réessayez.",
            "Beaucoup de demandes arrivent en ce moment. Attendez %(n)d secondes, puis réessayez.",
            self.seconds,
        ) % {"n": self.seconds}


class Places:
    """Room for slow work of one kind.

    Args:
        at_once: how many work at a time.
        waiting: how many may wait for that.
        rests: whether, while others wait, a place rests for as long as it has worked: Python's own
            work would keep every other thread from its turn.
    """

    def __init__(self, at_once: int, waiting: int, *, rests: bool = False) -> None:
        self._rests = rests
        self._at_once, self._limit = at_once, at_once + waiting
        self._inside = 0
        self._at_work = BoundedSemaphore(at_once)
        self._owners: set[int] = set()
        self._lock = Lock()

    @contextmanager
    def place(self, owner: int | None = None) -> Iterator[None]:
        """Wait for a place, and hold it.

        Args:
            owner: an account, which has one place at a time.

        Raises:
            Busy: the queue is full, or the owner has a place already.
        """
        with self._of(owner), self._room(), self._at_work:
            begun = time.monotonic()
            yield
            if self._rests and self._inside > self._at_once:
                time.sleep(time.monotonic() - begun)

    def expect(self) -> None:
        """Refuse at once, before anything is written for somebody who would find no place.

        Raises:
            Busy: the queue is full.
        """
        with self._room():
            pass

    @contextmanager
    def _room(self) -> Iterator[None]:
        with self._lock:
            if self._inside >= self._limit:
                raise Busy
            self._inside += 1
        try:
            yield
        finally:
            with self._lock:
                self._inside -= 1

    @contextmanager
    def _of(self, owner: int | None) -> Iterator[None]:
        if owner is None:
            yield
            return
        with self._lock:
            if owner in self._owners:
                raise Busy
            self._owners.add(owner)
        try:
            yield
        finally:
            with self._lock:
                self._owners.discard(owner)
