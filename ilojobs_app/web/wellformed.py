"""Events as pages write them. What does not look like one is refused before anything reads it.

Whoever speaks the page's protocol may send anything. Left to Reflex, it would end in a fault of a
handler, or in its log.
"""

from collections.abc import Awaitable, Callable, Mapping
from functools import cache
from inspect import Signature, signature
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

import structlog
from reflex_base.constants.state import FIELD_MARKER
from reflex_base.registry import RegistrationContext

from ilojobs_app.web.never_stored import without_token

log = structlog.get_logger(__name__)

# Larger whole numbers are none of ours, and no database takes them.
LARGEST_NUMBER = 2**53
# Where the page is that sends it, and for whom it was made.
_PLACE = {"pathname": str, "asPath": str, "query": dict, "owner": str}


def admit_events_only(namespace: Any) -> None:
    """Let only events reach Reflex that it can read, and whose handler there is."""
    on_event = namespace.on_event

    async def on_admitted(sid: str, *data: Any) -> None:
        if len(data) == 1 and _is_event(data[0]):
            place = without_token(data[0].get("router_data") or {})
            await on_event(sid, {**data[0], "router_data": place})
        else:
            log.warning("event refused", reason="malformed")

    namespace.on_event = on_admitted
    namespace.on_ping = _taking(0, namespace.on_ping)
    namespace.on_client_error = _taking(1, namespace.on_client_error)


def _taking(count: int, function: Callable[..., Awaitable[None]]) -> Callable[..., Awaitable[None]]:
    async def called(sid: str, *data: Any) -> None:
        await function(sid, *data[:count])

    return called


def fits(function: Callable[..., Any], payload: Mapping[str, Any]) -> bool:
    """Say whether a payload has the arguments of a handler, each of the type that it declares."""
    shape, hints = _shape(function)
    try:
        shape.bind(None, **payload)
    except TypeError:
        return False
    if not all(_is_a(value, hints.get(name, (object,))) for name, value in payload.items()):
        return False
    kept = payload.get("vars") or {}
    return all(_is_kept_by_tab(name, value) for name, value in kept.items())


def _is_kept_by_tab(name: str, value: Any) -> bool:
    """Say whether a page may hand this back when it connects: what a state lets it keep."""
    state, _dot, variable = name.rpartition(".")
    kind = RegistrationContext.get().base_states.get(state)
    known = kind is not None and kind._is_client_storage(variable.removesuffix(FIELD_MARKER))
    return known and isinstance(value, str)


def _is_event(data: Any) -> bool:
    if not isinstance(data, Mapping):
        return False
    name, payload = data.get("name"), data.get("payload", {})
    place = data.get("router_data", {})
    return (
        isinstance(name, str)
        and name in RegistrationContext.get().event_handlers
        and isinstance(payload, Mapping)
        and isinstance(place, dict)
        and all(isinstance(place.get(part, kind()), kind) for part, kind in _PLACE.items())
    )


@cache
def _shape(function: Callable[..., Any]) -> tuple[Signature, dict[str, tuple[type, ...]]]:
    hints = get_type_hints(function)
    return signature(function), {name: _kinds(hint) for name, hint in hints.items()}


def _kinds(hint: Any) -> tuple[type, ...]:
    """Give the classes of a type: `dict[str, Any] | None` is a dict or None; Any is an object."""
    parts = get_args(hint) if isinstance(hint, UnionType) else (hint,)
    found = (get_origin(part) or part for part in parts)
    return tuple(kind if isinstance(kind, type) else object for kind in found)


def _is_a(value: Any, kinds: tuple[type, ...]) -> bool:
    if isinstance(value, int) and int in kinds:
        return bool in kinds or (not isinstance(value, bool) and abs(value) <= LARGEST_NUMBER)
    return isinstance(value, kinds)
