"""How many pages an address and a session may have connected, and how many events may come.

Counted in each process: what one of them can bear is what is to be protected.
"""

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from cachetools import TTLCache

from ilojobs_app.core.networks import networks_of

# A candidate with a few dozen tabs is no candidate any more.
OF_ONE_SESSION = 20
# A candidate sends a few events a second at most; a flood ends its connections.
EVENTS_A_SECOND = 20
EVENTS_AT_ONCE = 120
# Who has no cookie is a new session with each connection: an address counts too, and so does the
# site of an IPv6 one, which may change between 65,536 of them.
SESSIONS_OF_ONE_ADDRESS = 10
ADDRESSES_OF_ONE_SITE = 4
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
            address: where it comes from.
            session: of the candidate, or the browser's pseudonym.
        """
        line, *sites = networks_of(address)
        limits = {f"session {session}": OF_ONE_SESSION, f"address {line}": self.of_one_address}
        limits |= {f"site {site}": self.of_one_address * ADDRESSES_OF_ONE_SITE for site in sites}
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

    def allows_event(self, session: str, address: str, now: float | None = None) -> bool:
        """Count an event of a session, over all its connections; False when they are too many."""
        now = time.monotonic() if now is None else now
        line, *sites = networks_of(address)
        shares = {f"session {session}": 1, f"address {line}": SESSIONS_OF_ONE_ADDRESS}
        shares |= dict.fromkeys(
            (f"site {site}" for site in sites), SESSIONS_OF_ONE_ADDRESS * ADDRESSES_OF_ONE_SITE
        )
        # What a session may not send counts for nobody else.
        return all(self._allows(name, share, now) for name, share in shares.items())

    def _allows(self, name: str, share: int, now: float) -> bool:
        most = EVENTS_AT_ONCE * share
        allowance, last = self._events.get(name, (float(most), now))
        allowance = min(most, allowance + (now - last) * EVENTS_A_SECOND * share) - 1
        self._events[name] = (max(-1.0, allowance), now)
        return allowance >= 0
