"""How many mails may leave in a second, counted together by all workers in huey's store."""

import time
from collections import deque
from typing import Any

# Counters of past seconds are deleted once no worker, late as it may be, still counts in them.
KEPT_SECONDS = 10
# So that a mail somebody waits for always finds a place.
RESERVE = 10


class Throttle:
    """Grants places, second by second.

    Args:
        store: huey's storage: counts atomically.
        a_second: places of all workers together; 0: no limit.
        reserve: leave one place in ten to more urgent mails.
    """

    def __init__(self, store: Any, a_second: int, *, reserve: bool) -> None:
        self._store = store
        self._unlimited = a_second == 0
        self._limit = a_second - (a_second // RESERVE or a_second > 1) * reserve
        self._seconds: deque[int] = deque()

    def ask(self, wanted: int) -> int:
        """Give how many mails may leave now, `wanted` at most."""
        if self._unlimited:
            return wanted
        second = self._second()
        used = self._store.incr(_key(second), wanted)
        granted = max(0, min(wanted, self._limit - (used - wanted)))
        self._store.incr(_key(second), granted - wanted)
        return granted

    def give_back(self, places: int) -> None:
        """Give back places of this second that were not needed."""
        if places and not self._unlimited:
            self._store.incr(_key(self._seconds[-1]), -places)

    def _second(self) -> int:
        second = int(time.time())
        if not self._seconds or self._seconds[-1] != second:
            self._seconds.append(second)
        while self._seconds[0] < second - KEPT_SECONDS:
            self._store.delete_counter(_key(self._seconds.popleft()))
        return second


def _key(second: int) -> str:
    return f"mails-{second}"
