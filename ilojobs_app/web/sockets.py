"""How many pages an address and a session may have connected, and how many events may come.

Counted in each process: what one of them can bear is what is to be protected.
"""

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from cachetools import TTLCache

# A candidate with a few dozen tabs is no candidate any more.
OF_ONE_SESSION = 20
# A candidate sends a few events a second at most; a flood ends its connections.
EVENTS_A_SECOND = 20
EVENTS_AT_ONCE = 120
# After so long without an event, everything is allowed again: nothing has to be remembered.
REFILLED_AFTER = EVENTS_AT_ONCE / EVENTS_A_SECOND
SESSIONS_KEPT = 100_000


@dataclass
class Sockets:
    """What is connected to this process.

    Args:
        of_one_address: how many an address may have; an office or a school shares one.
    """

    of_one_address: int
    _open: Counter[str] = field(default_factory=Counter)
    _events: TTLCache[str, tuple[float, float]] = field(
        default_factory=lambda: TTLCache(SESSIONS_KEPT, REFILLED_AFTER)
    )

    @contextmanager
    def place(self, address: str, session: str) -> Iterator[bool]:
        """Hold a place for a connection; False when there is none.

        Args:
            address: network it comes from.
            session: of the candidate, or the browser's pseudonym.
        """
        limits = {f"address {address}": self.of_one_address, f"session {session}": OF_ONE_SESSION}
        has_place = all(self._open[name] < limit for name, limit in limits.items())
        if has_place:
            self._open.update(limits.keys())
        try:
            yield has_place
        finally:
            if has_place:
                self._open.subtract(limits.keys())
                for name in limits:
                    if self._open[name] <= 0:
                        del self._open[name]

    def allows_event(self, session: str, now: float | None = None) -> bool:
        """Count an event of a session, over all its connections; False when they are too many."""
        now = time.monotonic() if now is None else now
        allowance, last = self._events.get(session, (float(EVENTS_AT_ONCE), now))
        allowance = min(EVENTS_AT_ONCE, allowance + (now - last) * EVENTS_A_SECOND) - 1
        self._events[session] = (max(-1.0, allowance), now)
        return allowance >= 0
