"""Whose request it is: that of who connects, or whom a trusted proxy says that it speaks for."""

from ipaddress import ip_address, ip_network

from starlette.types import ASGIApp, Receive, Scope, Send

from ilojobs_app.core.networks import bare

_HEADER = b"x-forwarded-for"


class Proxies:
    """The proxies that are believed.

    Args:
        trusted: their addresses or networks, separated by commas.
    """

    def __init__(self, trusted: str) -> None:
        self._networks = [ip_network(network) for network in trusted.split(",")]

    def __contains__(self, client: str) -> bool:
        try:
            address = ip_address(bare(client))
        except ValueError:
            return False
        return any(address in network for network in self._networks)

    def client_of(self, connected: str, forwarded: str) -> str:
        """Go back from the connection, hop by hop, for as long as who names the next is trusted.

        Whatever stands before that, a client may have written itself.
        """
        client = bare(connected)
        for hop in reversed(forwarded.split(",")):
            if client not in self or not hop.strip():
                break
            client = bare(hop.strip())
        return client


class BehindProxies:
    """Puts the client's address in the place of the proxy's: else all candidates would share it."""

    def __init__(self, app: ASGIApp, proxies: Proxies) -> None:
        self.app = app
        self.proxies = proxies

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, from the client."""
        if scope["type"] != "lifespan" and scope.get("client"):
            hops = (value.decode("latin-1") for name, value in scope["headers"] if name == _HEADER)
            client = self.proxies.client_of(scope["client"][0], ",".join(hops))
            scope["client"] = (client, scope["client"][1])
        await self.app(scope, receive, send)
