"""What repeats in the log is counted, and said with growing intervals."""

import itertools
from typing import Any

import pytest
import structlog

from ilojobs_app.core.repeats import FREE, FREE_WARNINGS, LONGEST_WAIT_SECONDS, Repeats


class Log:
    """A log with a clock of its own."""

    def __init__(self) -> None:
        self.time = 1000.0
        self.repeats = Repeats(lambda: self.time)
        self.lines: list[dict[str, Any]] = []

    def write(self, event: str = "fault", level: str = "error", **more: Any) -> None:
        """Log a line."""
        line = {"event": event, "level": level, **more}
        try:
            self.lines.append(dict(self.repeats(None, "", line)))
        except structlog.DropEvent:
            return


@pytest.fixture
def log() -> Log:
    """Give an empty log."""
    return Log()


def test_a_flood_is_a_few_lines_and_a_count(log: Log) -> None:
    for _ in range(6000):  # a minute of 100 a second
        log.write(reason="no policy")
        log.time += 0.01
    assert len(log.lines) < FREE + 8
    assert len(log.lines) + sum(line.get("repeated", 0) for line in log.lines) > 3000


def test_the_interval_grows_up_to_a_minute(log: Log) -> None:
    written = []
    for _ in range(20 * 600):
        before = len(log.lines)
        log.write()
        written += [log.time] if len(log.lines) > before else []
        log.time += 0.1
    waits = [later - earlier for earlier, later in itertools.pairwise(written)]
    growing = waits[FREE:]
    assert growing == sorted(growing)
    assert max(growing) <= LONGEST_WAIT_SECONDS + 0.2
    assert round(growing[-1]) == LONGEST_WAIT_SECONDS


def test_each_reference_of_what_was_held_back_is_named_with_the_next_line(log: Log) -> None:
    for number in range(FREE + 3):
        log.write("fault", "error", reference=f"R{number}")
    log.time += 2
    log.write("fault", "error", reference="R9")
    assert log.lines[-1]["also"] == [f"R{FREE}", f"R{FREE + 1}", f"R{FREE + 2}"]
    assert log.lines[-1]["repeated"] == 3


def test_something_else_is_not_held_back(log: Log) -> None:
    for number in range(50):
        log.write()
        log.write("fault", "error", place=f"a.py:{number}")
        log.write("alerts run", "info")
    assert len(log.lines) == FREE + 50 + 50


def test_a_refusal_and_an_outage_are_said_once_at_first(log: Log) -> None:
    for number in range(50):
        log.write("event refused", "warning", reason="malformed", reference=str(number))
        log.write("away", once=True, kind="psycopg.OperationalError", handler=f"h{number}")
    assert [line["event"] for line in log.lines] == ["event refused", "away"] * FREE_WARNINGS
    assert "once" not in log.lines[1]


def test_after_a_quiet_time_it_is_news_again(log: Log) -> None:
    for _ in range(100):
        log.write()
    log.time += 600
    log.write()
    assert len(log.lines) == FREE + 1
    log.write()
    assert len(log.lines) == FREE + 2


def test_what_is_remembered_is_bounded(log: Log) -> None:
    for number in range(5000):
        log.write(reason=str(number))
    assert len(log.repeats._kinds) <= 500
