"""Who may call a handler. A handler that declares no policy cannot be called at all.

`@public` and `@candidate` mark event handlers. Before every event the middleware looks the
session up again, binds the browser tab's token to its owner, and decides.
"""

import time
from collections.abc import Awaitable, Callable
from enum import StrEnum
from typing import Any, TypeVar

import reflex as rx
import structlog
from cachetools import LRUCache
from reflex.middleware import Middleware
from reflex.state import BaseState, StateUpdate
from reflex_base.constants.state import FIELD_MARKER
from reflex_base.event import Event
from reflex_base.event.context import EventContext
from reflex_base.registry import RegistrationContext
from structlog.contextvars import bind_contextvars

from ilojobs_app.core import away
from ilojobs_app.core.i18n import set_language
from ilojobs_app.web.principal import Principal, address, browser, current, is_account
from ilojobs_app.web.references import HEADER
from ilojobs_app.web.wellformed import fits

log = structlog.get_logger(__name__)

Function = TypeVar("Function", bound=Callable[..., Any])

SESSION_HEADER = "x-ilojobs-session"
BROWSER_HEADER = "x-ilojobs-browser"
CONNECTED_HEADER = "x-ilojobs-connected"
# Reflex writes it over whatever a client sends under this name.
ADDRESS_HEADER = "asgi-scope-client"

# What Reflex itself needs to connect a page. `setvar` and the like are not among them.
FRAMEWORK_HANDLERS = frozenset(
    {
        "hydrate",
        "hydrate_and_load",
        "set_is_hydrated",
        "on_load_internal",
        "update_vars_internal",
    }
)
FRAMEWORK_STATES = ("reflex___state____",)
PAGE_LOADS = (".hydrate_and_load", ".on_load_internal")

Delta = dict[str, dict[str, Any]]

# Handlers of the latest events, by the event's reference.
_at_work: LRUCache[str, str] = LRUCache(1000)


class Policy(StrEnum):
    """Who may call."""

    PUBLIC = "public"
    CANDIDATE = "candidate"


def public(function: Function) -> Function:
    """Let anybody call the handler."""
    function.__policy__ = Policy.PUBLIC
    return function


def candidate(function: Function) -> Function:
    """Let a signed-in candidate call the handler; others are sent to sign in."""
    function.__policy__ = Policy.CANDIDATE
    return function


def policy_of(event_name: str) -> Policy | None:
    """Give the policy of a handler by its full name; None when it may not be called."""
    state_name, _, handler_name = event_name.rpartition(".")
    if handler_name in FRAMEWORK_HANDLERS and state_name.split(".")[-1].startswith(
        FRAMEWORK_STATES
    ):
        return Policy.PUBLIC
    registered = RegistrationContext.get().event_handlers.get(event_name)
    return getattr(registered.handler.fn, "__policy__", None) if registered else None


class TabState(rx.State):
    """What is known of a tab: to whom its values belong (an account, or a browser without one), and
    the handler whose fault it shows.
    """

    _owner: str = ""
    _failed: str = ""


class PolicyMiddleware(Middleware):
    """Decide before every event.

    Args:
        look_up: gives the principal of a session row, or None when it has ended.
    """

    def __init__(self, look_up: Callable[[int], Awaitable[Principal | None]]) -> None:
        self.look_up = look_up

    async def preprocess(self, app: rx.App, state: BaseState, event: Event) -> StateUpdate | None:
        """Refuse, or let the event pass with the principal and the language in context."""
        router_data = dict(EventContext.get().router_data or {})
        headers = router_data.get("headers") or {}
        bind_contextvars(**event_names(event.name))
        if headers.get(CONNECTED_HEADER) != "1":
            return refuse("unknown connection")
        try:
            principal = await self._principal(headers)
        except Exception as error:
            if not away.is_away(error):
                raise
            away.note(error)
            return StateUpdate(delta=AwayState.told())
        current.set(principal)
        browser.set(headers.get(BROWSER_HEADER, ""))
        address.set(headers.get(ADDRESS_HEADER, ""))
        set_language(str(router_data.get("asPath") or router_data.get("pathname") or "")[1:3])
        policy = policy_of(event.name)
        made_for = str(router_data.get("owner") or "")
        if principal is None and (policy is Policy.CANDIDATE or is_account(made_for)):
            # Before anything is reset: the page keeps what it shows until its reader is back.
            return StateUpdate(delta=SignedOutState.told())
        tab = await self._bind(state, headers)
        if policy is None:
            return refuse("no policy")
        if not fits(RegistrationContext.get().event_handlers[event.name].handler.fn, event.payload):
            return refuse("malformed")
        if principal and made_for != principal.owner and (policy is Policy.CANDIDATE or made_for):
            log.warning("event refused", reason="another owner")
            return StateUpdate(delta=SignedOutState.told_foreign())
        await _forget_fault(state, tab, event.name)
        return None

    async def _principal(self, headers: dict[str, str]) -> Principal | None:
        session_id = headers.get(SESSION_HEADER)
        return await self.look_up(int(session_id)) if session_id else None

    async def _bind(self, state: BaseState, headers: dict[str, str]) -> "TabState":
        """Wipe what the tab kept for somebody else before anything of it can be sent."""
        principal = current.get()
        owner = f"account {principal.account_id}" if principal else headers.get(BROWSER_HEADER, "")
        tab = await state.get_state(TabState)
        if tab._owner != owner:
            if tab._owner:
                await _reset_all(state)
            tab._owner = owner
        return tab


async def _reset_all(state: BaseState) -> None:
    """Reset the whole tree: with Redis, only what an event needs has been loaded of it."""
    for kind in rx.State.get_substates():
        await state.get_state(kind)
    router_data = state.router_data
    state._get_root_state().reset()
    state.router_data = router_data


async def _forget_fault(state: BaseState, tab: TabState, handler: str) -> None:
    """Take the notice of a fault away once what failed is tried again, or the page is loaded.

    The page hears of it when that has succeeded; where it fails once more, the notice stays.
    """
    _at_work[EventContext.get().txid] = handler
    if tab._failed and (handler == tab._failed or handler.endswith(PAGE_LOADS)):
        tab._failed = ""
        (await state.get_state(FaultState)).reference = ""


class SignedOutState(rx.State):
    """Tells the page that its session has ended, or that it is another candidate's now.

    A tab that still shows the page of one account connects again with the cookie of whoever has
    signed in since: what was typed there is not theirs, and nothing of theirs may appear there.
    """

    told_at: float = 0
    is_foreign: bool = False

    @classmethod
    def told(cls) -> Delta:
        """Give the message alone, which is no value of the tab: the page looks at its session."""
        return {cls.get_full_name(): {f"told_at{FIELD_MARKER}": time.time()}}

    @classmethod
    def told_foreign(cls) -> Delta:
        """Give the message alone: the page empties itself and loads again."""
        return {cls.get_full_name(): {f"is_foreign{FIELD_MARKER}": True}}


class AwayState(rx.State):
    """Tells the page that the service does not answer for now."""

    told_at: float = 0

    @classmethod
    def told(cls) -> Delta:
        """Give the message alone: nobody knows yet to whom the rest of the states belongs."""
        return {cls.get_full_name(): {f"told_at{FIELD_MARKER}": time.time()}}

    @rx.event
    @public
    async def show(self) -> None:
        """Show it. Nothing is kept: the page looks by itself whether the service is back."""
        await EventContext.get().emit_delta(self.told())


class FaultState(rx.State):
    """Tells the page that a handler failed, by a reference and nothing else."""

    reference: str = ""

    @rx.event
    @public
    async def show(self, reference: str, handler: str) -> None:
        """Show the notice with its reference until the handler has succeeded."""
        self.reference = reference
        (await self.get_state(TabState))._failed = handler

    @rx.event
    @public
    def dismiss(self) -> None:
        """Take the notice away."""
        self.reference = ""


def event_names(name: str = "") -> dict[str, str]:
    """Give what the log says of the event at work: its reference, its connection's, its handler.

    A handler's name is given only when it is one of ours: it may hold anything.
    """
    context = EventContext.get()
    headers = (context.router_data or {}).get("headers") or {}
    names = {"reference": context.txid[:8].upper(), "connection": headers.get(HEADER, "")}
    if not name:
        return names
    known = name in RegistrationContext.get().event_handlers
    return {**names, "handler": name if known else "unknown"}


def refuse(reason: str) -> StateUpdate:
    """Drop an event."""
    log.warning("event refused", reason=reason)
    return StateUpdate()


def handler_at_work() -> str:
    """Give the handler of the event at work: Reflex tells it to no one when it fails."""
    return _at_work.get(EventContext.get().txid, "")
