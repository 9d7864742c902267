"""What a state sends to its page and must not keep: with Redis, states stand there for an hour.

The database has these values, and the page; a page that is loaded anew asks for them again.
"""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar
from urllib.parse import parse_qsl, urlencode

from reflex.state import BaseState

from ilojobs_app.web.routes import UNSUBSCRIBE

State = TypeVar("State", bound=type[BaseState])

TOKEN = "token"
_TOKEN_IN_PATH = UNSUBSCRIBE.partition("{")[0]


def never_stored(*names: str) -> Callable[[State], State]:
    """Let a state be stored without these vars: read again, they have their defaults.

    So no handler may count on what an earlier event has put there.
    """

    def mark(state: State) -> State:
        stored = state.__getstate__

        def without(self: BaseState) -> dict[str, Any]:
            defaults = {name: state.get_fields()[name].default_value() for name in names}
            return {**stored(self), **defaults}

        state.__getstate__ = without  # type: ignore[method-assign]
        return state

    return mark


def without_token(place: Mapping[str, Any]) -> dict[str, Any]:
    """Give the place of a page as Reflex keeps it with the states, without a mailed link's secret."""
    path = _hidden(str(place.get("pathname") or ""))
    query = {key: value for key, value in (place.get("query") or {}).items() if key != TOKEN}
    address, mark, search = str(place.get("asPath") or "").partition("?")
    pairs = [pair for pair in parse_qsl(search, keep_blank_values=True) if pair[0] != TOKEN]
    return {
        **place,
        "pathname": path,
        "query": query,
        "asPath": _hidden(address) + (f"?{urlencode(pairs)}" if mark and pairs else ""),
    }


def _hidden(path: str) -> str:
    before, found, _token = path.partition(_TOKEN_IN_PATH)
    return f"{before}{found}{'-' if found else ''}"
