"""Each request has a reference: the proxy's, or one of ours. It stands in every line of its log.

A page with a fault shows it, so that what a candidate quotes is found in the log, and in the
proxy's when that gives `X-Request-ID`.
"""

import re
from ipaddress import IPv6Address, ip_address, ip_network

from starlette.types import ASGIApp, Receive, Scope, Send
from structlog.contextvars import bound_contextvars

from ilojobs_app.core.logging import new_reference

HEADER = "x-request-id"
_HEADER = HEADER.encode()
# What proxies make of random bits: a name that says nothing, and can break no line of a log.
_REFERENCE = re.compile(rb"[A-Za-z0-9._-]{4,64}")


class References:
    """The outermost layer: what is inside finds the reference in the header, whoever gave it.

    Args:
        trusted: addresses or networks of the proxies, separated by commas.
    """

    def __init__(self, app: ASGIApp, trusted: str) -> None:
        self.app = app
        self.trusted = [ip_network(network) for network in trusted.split(",")]

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
        if _REFERENCE.fullmatch(given) and self._is_trusted((scope.get("client") or [""])[0]):
            return given.decode("ascii")
        return ""

    def _is_trusted(self, client: str) -> bool:
        try:
            address = ip_address(client)
        except ValueError:
            return False
        if isinstance(address, IPv6Address) and address.ipv4_mapped:
            address = address.ipv4_mapped
        return any(address in network for network in self.trusted)
