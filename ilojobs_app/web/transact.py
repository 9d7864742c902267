"""Services run in threads, each in its own transaction: nothing slow on the event loop."""

import asyncio
import contextvars
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache, partial
from inspect import signature
from typing import Any, TypeVar

from anyio import to_thread
from sqlalchemy.exc import OperationalError

from ilojobs_app.core import clock
from ilojobs_app.core.db import reading, transaction

Result = TypeVar("Result")

TRIES = 4
_pool = ThreadPoolExecutor(max_workers=8, thread_name_prefix="transact")


@cache
def _wants_now(verb: Callable[..., Any]) -> bool:
    return "now" in signature(verb).parameters


def run(
    verb: Callable[..., Result], /, *, opened: Callable[..., Any] = transaction, **arguments: Any
) -> Result:
    """Call `verb(session, **arguments, now=…)` in a transaction of this thread, as `retried` does."""
    if _wants_now(verb):
        arguments.setdefault("now", clock.now())

    def call() -> Result:
        with opened() as session:
            return verb(session, **arguments)

    return retried(call)


def retried(call: Callable[[], Result]) -> Result:
    """Call again what found the database locked or disconnected; rules that refuse are final."""
    for attempt in range(1, TRIES + 1):
        try:
            return call()
        except OperationalError:
            if attempt == TRIES:
                raise
            time.sleep(0.05 * 2**attempt)
    raise AssertionError("unreachable")


async def transact(verb: Callable[..., Result], /, **arguments: Any) -> Result:
    """Do the same from an event handler, in the bounded thread pool, in its language."""
    return await _in_pool(partial(run, verb, **arguments))


async def look_up(verb: Callable[..., Result], /, **arguments: Any) -> Result:
    """Do the same with a session that only reads, and so never waits for a writer."""
    return await _in_pool(partial(run, verb, opened=reading, **arguments))


async def slowly(verb: Callable[..., Result], /, **arguments: Any) -> Result:
    """Call `verb(run, **arguments, now=…)`, which opens transactions of its own, and works between.

    In a thread outside of the pool: everybody else's transactions do not wait for it.
    """
    return await to_thread.run_sync(partial(verb, run, now=clock.now(), **arguments))


async def _in_pool(call: Callable[[], Result]) -> Result:
    context = contextvars.copy_context()
    return await asyncio.get_running_loop().run_in_executor(_pool, context.run, call)
