"""Each request has a reference: the proxy's, or one of ours. It stands in every line of its log.

A page with a fault shows it, so that what a candidate quotes is found in the log, and in the
proxy's when that gives `X-Request-ID`.
"""

import re

from starlette.types import ASGIApp, Receive, Scope, Send
from structlog.contextvars import bound_contextvars

from ilojobs_app.core.logging import new_reference
from ilojobs_app.web.proxies import Proxies

HEADER = "x-request-id"
_HEADER = HEADER.encode()
# What proxies make of random bits: a name that says nothing, and can break no line of a log.
_REFERENCE = re.compile(rb"[A-Za-z0-9._-]{4,64}")


class References:
    """The outermost layer: what is inside finds the reference in the header, whoever gave it.

    Args:
        proxies: those whose references are taken.
    """

    def __init__(self, app: ASGIApp, proxies: Proxies) -> None:
        self.app = app
        self.proxies = proxies

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on under a reference."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        reference = self._given(scope) or new_reference()
        others = [header for header in scope["headers"] if header[0].lower() != _HEADER]
        scope["headers"] = [*others, (_HEADER, reference.encode())]
        with bound_contextvars(reference=reference):
            await self.app(scope, receive, send)

    def _given(self, scope: Scope) -> str:
        given = dict(scope["headers"]).get(_HEADER, b"")
        if _REFERENCE.fullmatch(given) and (scope.get("client") or [""])[0] in self.proxies:
            return given.decode("ascii")
        return ""
