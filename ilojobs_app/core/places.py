"""Slow work, so many at a time: who finds no place is told at once instead of waiting for long.

What is slow (a password's hash, a PDF) runs in the caller's own thread, outside of any transaction.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore, Lock

from ilojobs_app.core.errors import RuleError
from ilojobs_app.core.i18n import ngettext

RETRY_SECONDS = 5
# Half of the cores: the others go on answering everybody else.
HALF = max(1, (os.cpu_count() or 1) // 2)


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
    """

    def __init__(self, at_once: int, waiting: int) -> None:
        self._all = BoundedSemaphore(at_once + waiting)
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
        with self._of(owner):
            if not self._all.acquire(blocking=False):
                raise Busy
            try:
                with self._at_work:
                    yield
            finally:
                self._all.release()

    def expect(self) -> None:
        """Refuse at once, before anything is written for somebody who would find no place.

        Raises:
            Busy: the queue is full.
        """
        if not self._all.acquire(blocking=False):
            raise Busy
        self._all.release()

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
