"""The gate stands before everything: who connects from where, with which cookie.

It refuses what must never reach Reflex, takes the cookies off, and passes on only the id of a
session row and a pseudonym of the browser, in headers that nobody outside can set.
"""

import hashlib
import re
import secrets
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import urlsplit

import structlog
from starlette.requests import cookie_parser
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ilojobs_app.core.settings import Settings, is_loopback
from ilojobs_app.web.policies import BROWSER_HEADER, CONNECTED_HEADER, SESSION_HEADER
from ilojobs_app.web.sockets import Sockets

log = structlog.get_logger(__name__)

# Reflex routes that the product does not use: an upload would be read before any check.
CLOSED_PREFIXES = ("/_upload", "/_all_routes", "/_health", "/ping", "/auth-codespace")
# The same for everybody: no look-up, and no cookie goes further.
SHARED_PREFIXES = (
    *("/assets/", "/fonts/", "/favicon", "/tokens.css", "/components.css", "/product.css"),
    *("/api/institutions", "/health"),
)
SOCKET = "/_event"
INTERNAL_HEADERS = {h.encode() for h in (SESSION_HEADER, BROWSER_HEADER, CONNECTED_HEADER)}
DROPPED = INTERNAL_HEADERS | {b"cookie"}
# RFC 8058: mail programs post here without an Origin and without a cookie. The token in the address
# is the authority, and all that a forged post could do is what the mail's reader may do anyway.
FOREIGN_POSTS = re.compile(r"/(fr|en)/unsubscribe/[\w.~-]{1,200}", re.ASCII)
YEAR = 365 * 24 * 3600
LANGUAGE_COOKIE = "ilojobs-language"

FindSession = Callable[[str], Awaitable[int | None]]


def cookie_names(settings: Settings) -> tuple[str, str]:
    """Give the names of the session's and the browser's cookie; `__Host-` needs https."""
    prefix = "__Host-" if settings.is_https else ""
    return f"{prefix}ilojobs-session", f"{prefix}ilojobs-browser"


def set_cookie(settings: Settings, name: str, value: str, max_age: int | None) -> bytes:
    """Give a Set-Cookie header: never readable by scripts, never sent by other sites' forms."""
    parts = [f"{name}={value}", "Path=/", "HttpOnly", "SameSite=Lax"]
    if settings.is_https:
        parts.append("Secure")
    if max_age is not None:
        parts.append(f"Max-Age={max_age}")
    return "; ".join(parts).encode("ascii")


class Gate:
    """The ASGI layer before everything that answers.

    Args:
        app: everything else.
        find_session: gives the row id of an open session by its cookie's secret.
    """

    def __init__(self, app: ASGIApp, settings: Settings, find_session: FindSession) -> None:
        self.app = app
        self.settings = settings
        self.find_session = find_session
        self.sockets = Sockets(settings.sockets_per_address)
        self.session_cookie, self.browser_cookie = cookie_names(settings)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Check, strip, pass on."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await self._socket(scope, receive, send)
        else:
            await self._http(scope, receive, send)

    async def _http(self, scope: Scope, receive: Receive, send: Send) -> None:
        path, headers = scope["path"], dict(scope["headers"])
        if path.startswith((*CLOSED_PREFIXES, SOCKET)):
            await PlainTextResponse("Not found", 404)(scope, receive, send)
            return
        if alias := self._loopback_alias(scope, headers):
            await RedirectResponse(alias, 307)(scope, receive, send)
            return
        if not self._may_write(scope, headers):
            log.warning("request refused", reason="foreign origin")
            await PlainTextResponse("Forbidden", 403)(scope, receive, send)
            return
        if path.startswith(SHARED_PREFIXES):
            scope["headers"] = [h for h in scope["headers"] if h[0].lower() not in DROPPED]
            scope["ilojobs"] = {"session_id": None, "browser": "", "language": ""}
            await self.app(scope, receive, send)
            return
        new_browser = await self._identify(scope)

        async def send_with_cookie(message: Message) -> None:
            if message["type"] == "http.response.start" and scope.get("ilojobs_keep_browser"):
                header = set_cookie(self.settings, self.browser_cookie, new_browser, YEAR)
                message["headers"] = [*message.get("headers", []), (b"set-cookie", header)]
            await send(message)

        await self.app(scope, receive, send_with_cookie if new_browser else send)

    async def _socket(self, scope: Scope, receive: Receive, send: Send) -> None:
        origin = dict(scope["headers"]).get(b"origin", b"").decode("latin-1")
        if scope["path"].rstrip("/") != SOCKET or origin != self.settings.public_url:
            await _refuse_socket(receive, send, "origin" if origin else "no origin")
            return
        await self._identify(scope)
        address = scope["client"][0] if scope.get("client") else ""
        session = str(scope["ilojobs"]["session_id"] or scope["ilojobs"]["browser"])
        with self.sockets.place(address, session) as has_place:
            if not has_place:
                await _refuse_socket(receive, send, "too many connections")
                return
            await self.app(scope, self._limited(receive, session, address), send)

    def _limited(self, receive: Receive, session: str, address: str) -> Receive:
        """Let events in at a human pace; one client's flood must not slow down the others."""

        async def limited() -> Message:
            message = await receive()
            if message["type"] != "websocket.receive":
                return message
            if self.sockets.allows_event(session, address):
                return message
            log.warning("websocket closed", reason="too many events")
            return {"type": "websocket.disconnect", "code": 1008}

        return limited

    async def _identify(self, scope: MutableMapping[str, Any]) -> str:
        """Replace the cookies by what they stand for; give a new browser cookie where none was."""
        jar = _cookies(scope["headers"])
        browser = jar.get(self.browser_cookie, "")
        new_browser = "" if browser else secrets.token_urlsafe(24)
        secret = jar.get(self.session_cookie, "")
        session_id = await self.find_session(secret) if secret else None
        pseudonym = hashlib.sha256((browser or new_browser).encode()).hexdigest()
        scope["ilojobs"] = {
            "session_id": session_id,
            "browser": pseudonym,
            "language": jar.get(LANGUAGE_COOKIE, ""),
        }
        scope["headers"] = [
            *((name, value) for name, value in scope["headers"] if name.lower() not in DROPPED),
            (CONNECTED_HEADER.encode(), b"1"),
            (BROWSER_HEADER.encode(), pseudonym.encode()),
            *([(SESSION_HEADER.encode(), str(session_id).encode())] if session_id else []),
        ]
        return new_browser

    def _may_write(self, scope: Scope, headers: dict[bytes, bytes]) -> bool:
        method = scope["method"]
        if method in {"GET", "HEAD", "OPTIONS"} or self._same_site(headers):
            return True
        return method == "POST" and FOREIGN_POSTS.fullmatch(scope["path"]) is not None

    def _same_site(self, headers: dict[bytes, bytes]) -> bool:
        origin = headers.get(b"origin", b"").decode("latin-1")
        if origin and origin != "null":
            return origin == self.settings.public_url
        return headers.get(b"sec-fetch-site") == b"same-origin"

    def _loopback_alias(self, scope: Scope, headers: dict[bytes, bytes]) -> str:
        """Send http://127.0.0.1 to http://localhost and the like: cookies know one name only."""
        host = headers.get(b"host", b"").decode("latin-1")
        public = urlsplit(self.settings.public_url)
        if host == public.netloc or scope["method"] != "GET":
            return ""
        try:
            name = urlsplit(f"//{host}").hostname or ""
        except ValueError:  # no host, whatever it is
            return ""
        navigation = headers.get(b"sec-fetch-mode") == b"navigate"
        if not (navigation and is_loopback(name) and is_loopback(public.hostname or "")):
            return ""
        query = f"?{scope['query_string'].decode('latin-1')}" if scope["query_string"] else ""
        return f"{self.settings.public_url}{scope['path']}{query}"


async def _refuse_socket(receive: Receive, send: Send, reason: str) -> None:
    log.warning("websocket refused", reason=reason)
    await receive()
    await send({"type": "websocket.close", "code": 1008})


def _cookies(headers: list[tuple[bytes, bytes]]) -> dict[str, str]:
    # Read as browsers do: a cookie of another site of the domain may hold anything, and the standard
    # library's parser would drop ours because of it.
    raw = "; ".join(value.decode("latin-1") for name, value in headers if name.lower() == b"cookie")
    return cookie_parser(raw)
