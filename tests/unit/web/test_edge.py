"""The edge as any client may meet it: foreign cookies, large forms, faults, frames of the build."""

import asyncio
import re
from typing import Any

import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send

from ilojobs_app.core.settings import Settings
from ilojobs_app.web import answers
from ilojobs_app.web.addresses import preferred_language
from ilojobs_app.web.answers import LARGEST_FORM, MOST_FIELDS, read_form
from ilojobs_app.web.gate import Gate
from ilojobs_app.web.headers import Headers, cache_control
from ilojobs_app.web.last_resort import LastResort

ADDRESS = "awa.traore@example.org"


SOCKET = {"type": "websocket", "path": "/_event"}


def passed_on(cookie: str, **asked: str) -> tuple[str, dict[bytes, bytes]]:
    """Give the secret that the gate looks up for a Cookie header, and the headers it passes on."""
    found: list[str] = []
    headers: dict[bytes, bytes] = {}

    async def find_session(secret: str) -> None:
        found.append(secret)

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        headers.update(scope["headers"])

    given = [(b"origin", b"http://localhost:8000"), (b"cookie", cookie.encode())]
    gate = Gate(app, Settings(public_url="http://localhost:8000"), find_session)
    asyncio.run(gate(asked | {"headers": given}, app, app))  # type: ignore[arg-type]
    return "".join(found), headers


@pytest.mark.parametrize(
    "cookie",
    [
        "ilojobs-session=secret",
        'consent={"a": [1, 2]}; ilojobs-session=secret; other=x',
        "bad name=1; ;=; ilojobs-session=secret",
    ],
)
def test_cookies_of_other_sites_do_not_sign_out(cookie: str) -> None:
    assert passed_on(cookie, **SOCKET)[0] == "secret"


@pytest.mark.parametrize("path", ["/assets/x.js", "/api/institutions"])
def test_what_is_the_same_for_everybody_is_answered_without_a_cookie(path: str) -> None:
    get = {"type": "http", "method": "GET", "path": path}
    secret, headers = passed_on("ilojobs-session=secret", **get)
    assert (secret, set(headers)) == ("", {b"origin"})


@pytest.mark.parametrize("host", ["[bad", "[::1", "]", "localhost:abc", "", "\xff"])
def test_host_that_is_none_is_passed_over(host: str) -> None:
    headers = [(b"host", host.encode("latin-1")), (b"sec-fetch-mode", b"navigate")]
    gate = Gate(broken, Settings(public_url="http://localhost:8000"), broken)  # type: ignore[arg-type]
    scope = {"type": "http", "method": "GET", "path": "/fr", "query_string": b""}
    alias = gate._loopback_alias(scope, dict(headers))
    assert alias in {"", "http://localhost:8000/fr"}


def form_of(*chunks: bytes) -> dict[str, str]:
    """Give what is read of a form that comes in chunks, without saying how long it is."""
    sent = [
        {"type": "http.request", "body": chunk, "more_body": chunk is not chunks[-1]}
        for chunk in chunks
    ]

    async def receive() -> Any:
        return sent.pop(0)

    headers = [(b"content-type", b"application/x-www-form-urlencoded")]
    scope = {"type": "http", "method": "POST", "headers": headers}
    return asyncio.run(read_form(Request(scope, receive)))


def test_form_is_read() -> None:
    assert form_of(b"a=1&", b"b=%C3%A9") == {"a": "1", "b": "é"}


def test_form_that_is_too_large_is_not_read_to_its_end() -> None:
    assert form_of(b"a=1&", b"b" * LARGEST_FORM, b"never asked for") == {}


def test_form_whose_end_does_not_come_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "FORM_SECONDS", 0.05)

    async def receive() -> Any:
        await asyncio.sleep(0.02)
        return {"type": "http.request", "body": b"a", "more_body": True}

    headers = [(b"content-type", b"application/x-www-form-urlencoded")]
    scope = {"type": "http", "method": "POST", "headers": headers}
    with pytest.raises(TimeoutError):
        asyncio.run(read_form(Request(scope, receive)))


def test_form_with_too_many_fields_counts_as_empty() -> None:
    assert form_of(b"&".join(b"a=1" for _ in range(MOST_FIELDS + 1))) == {}


async def broken(_scope: Scope, _receive: Receive, _send: Send) -> None:
    """Fail as a database does, with a candidate's data in the text."""
    raise ValueError(f"Key (address_key)=({ADDRESS}) already exists.")


def test_fault_outside_of_a_page_gets_a_reference(capsys: pytest.CaptureFixture[str]) -> None:
    app = Headers(LastResort(broken), Settings())
    answer = TestClient(app).get("/en/profile")
    assert answer.status_code == 500
    assert '<html lang="en">' in answer.text
    assert "x-frame-options" in answer.headers
    reference = re.search(r"reference ([0-9A-F]{8})", answer.text)
    logged = capsys.readouterr()
    assert reference
    assert reference[1] in logged.out + logged.err
    assert ADDRESS not in answer.text + logged.out + logged.err


@pytest.mark.parametrize(
    ("wanted", "language"),
    [
        (["fr_FR", "en"], "fr"),
        (["en-US", "fr"], "en"),
        (["de_DE", "en"], "en"),
        (["", "", "pt, en;q=0.8"], "en"),
        (["", "pt"], "fr"),
        ([], "fr"),
    ],
)
def test_first_supported_language_wins(wanted: list[str], language: str) -> None:
    assert preferred_language(*wanted) == language


async def kept_by_caches(_scope: Scope, receive: Receive, send: Send) -> None:
    """Answer as a page does that anybody may keep."""
    await PlainTextResponse("-", headers={"cache-control": "public, max-age=60"})(
        _scope, receive, send
    )


@pytest.mark.parametrize(
    "address",
    [
        "/fr/verify-email?token=x",
        "/en/reset-password",
        "/fr/reset-password?locale=en_GB&token=x",
        "/verify-email?token=x",
        "/fr/unsubscribe/x",
        "/_island/en/unsubscribe/x",
        "/dev/mail/20261128T120000-1.eml",
        "/fr/faq?token=x",
        "/fr?a=1&%74oken=x",
    ],
)
def test_page_whose_address_holds_a_token_is_kept_nowhere_and_told_to_nobody(address: str) -> None:
    headers = TestClient(Headers(kept_by_caches, Settings())).get(address).headers
    assert headers.get_list("cache-control") == ["no-store"]
    assert headers.get_list("referrer-policy") == ["strict-origin"]


@pytest.mark.parametrize("address", ["/fr", "/fr/verify-emails", "/fr/vacancies?q=token"])
def test_other_pages_keep_their_own_caching(address: str) -> None:
    headers = TestClient(Headers(kept_by_caches, Settings())).get(address).headers
    assert headers.get_list("cache-control") == ["public, max-age=60"]
    assert headers.get_list("referrer-policy") == ["same-origin"]


@pytest.mark.parametrize("status", [200, 206, 304])
@pytest.mark.parametrize(
    ("path", "caching"),
    [("/assets/x-1.js", "immutable"), ("/fonts/x.woff2", "max-age=86400"), ("/x.css", "no-cache")],
)
def test_file_that_is_asked_for_again_may_be_kept_as_before(
    path: str, caching: str, status: int
) -> None:
    assert cache_control(path, status).endswith(caching)


@pytest.mark.parametrize("status", [302, 400, 403, 404, 405, 410, 416, 429, 500, 503])
def test_answer_that_is_no_file_is_kept_nowhere(status: int) -> None:
    assert cache_control("/assets/x-1.js", status) == "no-store"


@pytest.mark.parametrize(
    ("subdomains", "said"),
    [(False, "max-age=31536000"), (True, "max-age=31536000; includeSubDomains")],
)
def test_subdomains_must_answer_https_only_where_the_operator_says_so(
    subdomains: bool, said: str
) -> None:
    settings = Settings(public_url="https://jobs.example.org", hsts_subdomains=subdomains)
    answer = TestClient(Headers(kept_by_caches, settings)).get("/fr")
    assert answer.headers["strict-transport-security"] == said
