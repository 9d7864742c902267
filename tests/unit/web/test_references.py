"""A request has one reference: a proxy's, or one of ours."""

import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send

from ilojobs_app.core.logging import current_reference
from ilojobs_app.web.last_resort import LastResort
from ilojobs_app.web.proxies import Proxies
from ilojobs_app.web.references import References


async def echo(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer with what the header says and the log would say."""
    given = Request(scope).headers.getlist("x-request-id")
    answer = PlainTextResponse(f"{' '.join(given)}|{current_reference()}")
    await answer(scope, receive, send)


def asked(client: str, *headers: tuple[str, str | bytes]) -> tuple[str, str]:
    """Give header and log's reference of a request from an address."""
    app = References(echo, Proxies("127.0.0.1/32,10.0.0.0/8,::1/128"))
    found = TestClient(app, client=(client, 1)).get("/", headers=list(headers)).text  # type: ignore[arg-type]
    in_header, _bar, in_log = found.partition("|")
    return in_header, in_log


@pytest.mark.parametrize("proxy", ["127.0.0.1", "10.20.30.40", "::1", "::ffff:127.0.0.1"])
def test_a_trusted_proxys_is_taken(proxy: str) -> None:
    given = ("X-Request-ID", "4f1d6c2e-0b3a.9_8")
    assert asked(proxy, given) == (given[1], given[1])


@pytest.mark.parametrize("client", ["203.0.113.7", "2001:db8::1", "unix:/run/x", ""])
def test_a_strangers_is_replaced(client: str) -> None:
    in_header, in_log = asked(client, ("X-Request-ID", "chosen-by-a-stranger"))
    assert in_header == in_log
    assert len(in_log) == 8


@pytest.mark.parametrize(
    "given", ["", "abc", "a" * 65, "a b c d", "<script>", "événement", "1234;drop", "tab\there"]
)
def test_one_that_is_no_plain_name_is_replaced(given: str) -> None:
    in_header, in_log = asked("127.0.0.1", ("X-Request-ID", given.encode()))
    assert in_header == in_log != given
    assert len(in_log) == 8


def test_two_of_them_are_one() -> None:
    in_header, in_log = asked("127.0.0.1", ("X-Request-ID", "first"), ("X-Request-ID", "second"))
    assert in_header == in_log == "second"


def test_requests_do_not_share_one() -> None:
    assert asked("127.0.0.1") != asked("127.0.0.1")


def test_the_page_of_a_fault_shows_it() -> None:
    async def fails(scope: Scope, receive: Receive, send: Send) -> None:
        raise ValueError("awa@example.org")

    app = References(LastResort(fails), Proxies("127.0.0.1/32"))
    client = TestClient(app, client=("127.0.0.1", 1))
    for language in ("fr", "en"):
        answer = client.get(f"/{language}/x", headers={"X-Request-ID": "proxy-4711"})
        assert answer.status_code == 500
        assert "proxy-4711" in answer.text
        assert "awa@example.org" not in answer.text
