"""The client is whom the last trusted proxy names, however it writes the address."""

import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send

from ilojobs_app.web.proxies import BehindProxies, Proxies

TRUSTED = Proxies("127.0.0.1/32,::1/128,10.0.0.0/8,2001:db8:aa::/48")


@pytest.mark.parametrize(
    ("connected", "forwarded", "client"),
    [
        ("192.0.2.1", "", "192.0.2.1"),
        ("192.0.2.1", "198.51.100.1", "192.0.2.1"),
        ("127.0.0.1", "198.51.100.1", "198.51.100.1"),
        ("::ffff:127.0.0.1", "198.51.100.1", "198.51.100.1"),
        ("::1", "forged, 198.51.100.1", "198.51.100.1"),
        ("127.0.0.1", "forged, 198.51.100.1, 10.1.1.1", "198.51.100.1"),
        ("127.0.0.1", "198.51.100.1, ::ffff:10.1.1.1", "198.51.100.1"),
        ("127.0.0.1", "198.51.100.1,10.1.1.1:8080", "198.51.100.1"),
        ("127.0.0.1", "forged, 198.51.100.1:52011", "198.51.100.1"),
        ("127.0.0.1", "[2001:db8:1::7]:443, [2001:db8:aa::1]", "2001:db8:1::7"),
        ("127.0.0.1", "10.0.0.9", "10.0.0.9"),
        ("127.0.0.1", "unknown", "unknown"),
        ("127.0.0.1", "198.51.100.1, ", "127.0.0.1"),
    ],
)
def test_client_is_whom_the_last_trusted_proxy_names(
    connected: str, forwarded: str, client: str
) -> None:
    assert TRUSTED.client_of(connected, forwarded) == client


def test_several_headers_are_one_list_and_none_takes_a_strangers() -> None:
    async def echo(scope: Scope, receive: Receive, send: Send) -> None:
        found = Request(scope).client
        await PlainTextResponse(found.host if found else "")(scope, receive, send)

    def asked(connected: str) -> str:
        client = TestClient(BehindProxies(echo, TRUSTED), client=(connected, 1))
        hops = [("X-Forwarded-For", "forged"), ("x-forwarded-for", "198.51.100.1")]
        return client.get("/", headers=hops).text  # type: ignore[arg-type]

    assert asked("127.0.0.1") == "198.51.100.1"
    assert asked("203.0.113.7") == "203.0.113.7"
