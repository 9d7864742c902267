"""A line that comes again and again is written with growing intervals, and counted meanwhile."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import structlog
from structlog.typing import EventDict

# So many faults are written as they come, and one warning; then one after a second, and each wait
# is twice the last.
FREE = 5
FREE_WARNINGS = 1
FIRST_WAIT_SECONDS = 1.0
LONGEST_WAIT_SECONDS = 60.0
# What a line says of one occurrence, and not of what has happened.
OF_ONE = {"reference", "connection", "mail", "tries"}
ONCE = {"event", "kind"}
REFERENCES_MAX = 20
KEPT_KINDS = 500
WATCHED = {"warning", "error", "critical"}


@dataclass
class _Kind:
    written: int = 0
    wait: float = FIRST_WAIT_SECONDS
    last_written: float = 0.0
    last_seen: float = 0.0
    held_back: int = 0
    references: list[str] = field(default_factory=list)


class Repeats:
    """A processor of structlog: drops what repeats; the next line that is written says how many.

    A line that says `once` is known by its event and kind alone, whoever meets it.

    `repeated` counts the lines held back since, `also` names the first of their references. After a
    quiet time of twice its wait, a kind of line is new again.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._kinds: dict[Any, _Kind] = {}
        self._lock = threading.Lock()

    def __call__(self, _logger: Any, _method: str, line: EventDict) -> EventDict:
        """Give the line, or drop it."""
        once = bool(line.pop("once", False))
        if line.get("level") not in WATCHED:
            return line
        told = ONCE if once else line.keys() - OF_ONE
        key = repr(sorted((name, value) for name, value in line.items() if name in told))
        free = FREE_WARNINGS if once or line["level"] == "warning" else FREE
        with self._lock:
            return self._counted(self._kind(key), line, free)

    def _kind(self, key: str) -> _Kind:
        now = self._clock()
        kind = self._kinds.pop(key, None)
        if kind is None or now - kind.last_seen > 2 * kind.wait + FIRST_WAIT_SECONDS:
            kind = _Kind()
        self._kinds[key] = kind  # the last ones seen stand last
        if len(self._kinds) > KEPT_KINDS:
            del self._kinds[next(iter(self._kinds))]
        kind.last_seen = now
        return kind

    def _counted(self, kind: _Kind, line: EventDict, free: int) -> EventDict:
        now = self._clock()
        if kind.written >= free:
            if now - kind.last_written < kind.wait:
                kind.held_back += 1
                if line.get("reference") and len(kind.references) < REFERENCES_MAX:
                    kind.references.append(str(line["reference"]))
                raise structlog.DropEvent
            kind.wait = min(2 * kind.wait, LONGEST_WAIT_SECONDS)
        kind.written, kind.last_written = kind.written + 1, now
        if kind.held_back:
            line["repeated"], kind.held_back = kind.held_back, 0
        if kind.references:
            line["also"], kind.references = kind.references, []
        return line
