"""A page is told that a handler failed; that it could not be told is not told to it for ever."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest
from reflex_base.event.context import EventContext
from sqlalchemy.exc import OperationalError

from ilojobs_app.core.errors import NotFound
from ilojobs_app.web import event_faults
from tests.logs import SECRET, Lines

GONE = OperationalError("SELECT 1", {}, psycopg.OperationalError(SECRET))


@contextmanager
def event(parent: str | None = None) -> Iterator[str]:
    """Be in the context of an event; give its number."""
    context = EventContext(
        token="t",
        state_manager=None,
        enqueue_impl=None,
        parent_txid=parent,  # type: ignore[arg-type]
    )
    token = EventContext.set(context)
    try:
        yield context.txid
    finally:
        EventContext.reset(token)


def names(answer: Any) -> str:
    """Give the handler that an answer calls."""
    return str(answer.handler.fn.__qualname__)


@pytest.mark.parametrize(
    ("error", "told"), [(ValueError(SECRET), "FaultState.show"), (GONE, "AwayState.show")]
)
def test_the_page_is_told_and_not_that_telling_failed(
    error: Exception, told: str, lines: Lines
) -> None:
    with event() as first:
        assert names(event_faults.on_fault(error)) == told
    with event(parent=first):
        assert event_faults.on_fault(error) is None
    assert lines.read()


def test_what_is_not_there_is_a_refusal(lines: Lines) -> None:
    with event():
        assert event_faults.on_fault(NotFound()) is None
    (line,) = lines.read()
    assert (line["level"], line["event"], line["reason"]) == (
        "warning",
        "event refused",
        "not found",
    )


def test_an_error_of_the_page_is_no_fault_of_ours(lines: Lines) -> None:
    event_faults.on_frontend_error(Exception(f"TypeError: {SECRET}"))
    (line,) = lines.read()
    assert (line["level"], line["event"]) == ("warning", "error of a page")
