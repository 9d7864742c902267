"""Whatever a client sends, hangs up on or repeats, the log holds refusals and no faults."""

import asyncio
import json
import re
import socket
import time
import uuid
from collections.abc import Iterator
from inspect import signature
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from reflex_base.registry import RegistrationContext

from ilojobs_app import ilojobs_app as _every_handler  # noqa: F401
from ilojobs_app.web.islands import ROUTES
from ilojobs_app.web.policies import Policy
from tests.e2e.attacker import ROOT, Attacker, attack, cookie_of, event_name
from tests.e2e.server import Server

SECRET = "Traoré-Planted"
ODD: list[Any] = [
    *(None, SECRET, "", 1, -1, 10**30, 1.5, True, [], {}, [SECRET], {"a": SECRET}),
    *("x" * 3000, f"\x00{SECRET}", f"\ud800{SECRET}", [[[]]], {"": None}),
]
# Of the right kind outside, and of any kind inside.
FORMS: list[Any] = [
    *({"values": odd} for odd in ODD),
    *({"values": {"city": odd}, "changed": ["city"]} for odd in ODD),
    *({"edit": odd, "values": {}, "owner": odd} for odd in ODD),
    *({"edit": 1, "values": {"city": "x"}, "changed": odd, "bases": odd} for odd in ODD),
    *({"edit": 1, "values": {"city": "x"}, "bases": {"city": odd}} for odd in ODD),
    *({"key": odd, "id": odd, "number": odd, "alert": odd, "values": {"id": odd}} for odd in ODD),
    *({"values": dict.fromkeys(("frequency", "categories", "until", "country", "keep"), odd),
       "changed": ["frequency", "country"]} for odd in ODD),
]  # fmt: skip
RIGHT: dict[str, list[Any]] = {
    "handler": ["nonsense", SECRET],
    "slug": ["personal", "experience", SECRET],
    "here": ["personal", SECRET],
    "job_id": [1001, 2**53, 0],
    "key": [SECRET, "0", "\x00", "\ud800"],
    "country": ["SN", SECRET, "\x00", "\ud800"],
    "reference": [SECRET],
    "data": FORMS,
}
HANDLERS = {
    name: [*signature(found.handler.fn).parameters][1:]
    for name, found in RegistrationContext.get().event_handlers.items()
    if getattr(found.handler.fn, "__policy__", None)
}
FRAMEWORK = (
    "hydrate",
    "hydrate_and_load",
    "set_is_hydrated",
    "reflex___state____on_load_internal_state.on_load_internal",
    "reflex___state____update_vars_internal_state.update_vars_internal",
)


@pytest.fixture
def said(server: Server) -> Iterator[Any]:
    """Give what the server's log says meanwhile; nothing planted may stand in it."""
    start = server.log.stat().st_size

    def read() -> list[str]:
        with server.log.open("rb") as log:
            log.seek(start)
            text = log.read().decode()
        assert "Planted" not in text
        return text.splitlines()

    yield read
    read()


def faults(lines: list[str]) -> list[str]:
    """Give the lines of faults, ours and those of libraries, in short."""
    wrong = [line for line in lines if "level='error'" in line or "Traceback" in line]
    return [re.sub(r"frames=\[.*?\]", "", line) for line in wrong]


def payloads(names: list[str]) -> Iterator[dict[str, Any]]:
    """Give payloads of all kinds for a handler's arguments: wrong outside, then wrong inside."""
    yield from ({}, {"unknown": SECRET}, {**dict.fromkeys(names, SECRET), "more": 1})
    for odd in ODD:
        yield dict.fromkeys(names, odd)
    longest = max((len(RIGHT[name]) for name in names), default=0)
    for number in range(longest):
        yield {name: RIGHT[name][number % len(RIGHT[name])] for name in names}


@pytest.mark.parametrize("who", ["visitor", "candidate"])
@pytest.mark.parametrize("name", HANDLERS, ids=lambda name: name.rpartition("___")[2].strip("_"))
def test_malformed_event_is_refused_and_no_fault(
    server: Server, said: Any, name: str, who: str
) -> None:
    cookie = cookie_of(server, f"{uuid.uuid4().hex}@example.org") if who == "candidate" else ""

    async def steps() -> None:
        sent = list(payloads(HANDLERS[name]))
        for start in range(0, len(sent), 60):
            async with Attacker(server.url, cookie=cookie) as attacker:
                for payload in sent[start : start + 60]:
                    await attacker.emit(name, "/fr", **payload)
                await asyncio.sleep(0.3)

    attack(steps)
    assert faults(said()) == []


@pytest.mark.parametrize("name", FRAMEWORK)
def test_malformed_event_of_the_framework_is_refused_and_no_fault(
    server: Server, said: Any, name: str
) -> None:
    async def steps() -> None:
        async with Attacker(server.url) as attacker:
            for odd in ODD:
                for argument in ("value", "vars", "hashes"):
                    await attacker.emit(f"{ROOT}.{name}", "/fr", **{argument: odd})
                await attacker.emit(f"{ROOT}.{name}", "/fr", unknown=odd)
            await asyncio.sleep(0.5)

    attack(steps)
    assert faults(said()) == []


def test_what_is_no_event_is_refused_once(server: Server, said: Any) -> None:
    known = event_name("web.policies.FaultState", "dismiss")
    sent: list[Any] = [
        *ODD,
        *({"name": odd} for odd in ODD),
        *({"name": known, "payload": odd} for odd in ODD),
        *({"name": known, "router_data": odd} for odd in ODD),
        *({"name": known, "router_data": {"pathname": odd}} for odd in ODD),
        *({"name": known, "router_data": {"pathname": "/fr", "query": odd}} for odd in ODD),
        *({"name": known, "router_data": {"asPath": odd, "headers": odd}} for odd in ODD),
    ]

    async def steps() -> None:
        for start in range(0, len(sent), 60):
            async with Attacker(server.url) as attacker:
                for data in sent[start : start + 60]:
                    await attacker.client.emit("event", data, namespace="/_event")
                for other in ("client_error", "ping", "nonsense"):
                    await attacker.client.emit(other, SECRET, namespace="/_event")
                await asyncio.sleep(0.3)

    attack(steps)
    lines = said()
    assert faults(lines) == []
    refused = [line for line in lines if "reason='malformed'" in line]
    assert 1 <= len(refused) < 8


def test_a_flood_of_refusals_is_a_few_lines(server: Server, said: Any) -> None:
    async def steps() -> None:
        for _ in range(4):
            async with Attacker(server.url) as attacker:
                for _ in range(100):
                    await attacker.emit(event_name("web.policies.FaultState", "setvar"), "/fr")
                await asyncio.sleep(0.3)

    attack(steps)
    lines = [line for line in said() if "event refused" in line]
    assert 1 <= len(lines) < 6


@pytest.mark.parametrize("where", ["/", "/_island/fr"], ids=["page", "island"])
def test_malformed_address_is_no_fault(server: Server, said: Any, where: str) -> None:
    odd = ["0", "-1", "9" * 30, "x" * 200, "%00", "%ff", "%ED%A0%80", "1e3", "%F0%9F%98%80", ".."]
    base = f"{server.url}/fr" if where == "/" else f"{server.url}{where}"
    with httpx.Client(
        headers={"Cookie": cookie_of(server, f"{uuid.uuid4().hex}@example.org")}
    ) as c:
        for route in ROUTES:
            names = re.findall(r"{(\w+)}", route.path)
            for value in odd:
                path = route.path
                for name in names:
                    path = path.replace(f"{{{name}}}", value)
                query = "&".join(f"{n}={value}" for n in ("q", "page", "category", "token", "next"))
                assert c.get(f"{base}{path}?{query}").status_code < 500, (path, query)
    assert faults(said()) == []


def test_malformed_form_is_no_fault(server: Server, said: Any) -> None:
    fields = ("email", "password", "token", "next", "number", "confirm", "frequency", "category")
    bodies = [
        b"", b"%", b"%00=%00&a", b"=" * 500, b"email=%ff%fe&password=%00&token=%ED%A0%80",
        b"&".join(b"%d=1" % number for number in range(2000)), b"x" * 200_000,
        *("&".join(f"{name}={value}" for name in fields).encode()
          for value in ("", "%00", "%ED%A0%80", "9" * 40, "x" * 5000, SECRET)),
    ]  # fmt: skip
    headers = {"Origin": server.url, "Content-Type": "application/x-www-form-urlencoded"}
    cookie = cookie_of(server, f"{uuid.uuid4().hex}@example.org")
    for route in ROUTES:
        if "POST" not in route.methods:
            continue
        path = re.sub(r"{\w+}", "x", route.path)
        for body in bodies:
            for more in ({}, {"Cookie": cookie}):
                answer = httpx.post(f"{server.url}/fr{path}", content=body, headers=headers | more)
                assert answer.status_code < 500, (path, body[:60])
    assert faults(said()) == []


def test_hanging_up_is_no_fault(server: Server, said: Any) -> None:
    place = urlsplit(server.url)
    head = (
        f"POST /fr/sign-in HTTP/1.1\r\nHost: {place.netloc}\r\nOrigin: {server.url}\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 5000\r\n\r\n"
    )
    begun = [
        head + f"email={SECRET}",
        head,
        head.replace("Content-Length: 5000", "Transfer-Encoding: chunked") + "5\r\nemail\r\n",
        head.replace("POST", "GET").replace("/fr/sign-in", "/fr/vacancies"),
        f"GET /_event/?token=x&EIO=4&transport=websocket HTTP/1.1\r\nHost: {place.netloc}\r\n"
        f"Origin: {server.url}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
    ]
    for text in begun:
        for _ in range(5):
            with socket.create_connection(("localhost", place.port or 80)) as line:
                line.sendall(text.encode())
                time.sleep(0.05)
    time.sleep(1)
    assert faults(said()) == []


def test_binary_and_broken_packets_are_no_faults(server: Server, said: Any) -> None:
    async def steps() -> None:
        for packet in (
            "",
            "9",
            "4",
            "42",
            "42/_event,",
            f'42/_event,["event",{SECRET}',
            "45",
            "\x00",
        ):
            async with Attacker(server.url) as attacker:
                websocket = attacker.client.eio.ws
                await websocket.send_str(packet)
                await websocket.send_bytes(b"\x00\xff" * 10)
                await asyncio.sleep(0.1)

    attack(steps)
    assert faults(said()) == []


def test_no_handler_of_candidates_takes_an_event_without_its_owner(server: Server) -> None:
    """A page says for whom it was made; what says nothing, or another, is done for nobody."""
    cookie = cookie_of(server, f"{uuid.uuid4().hex}@example.org")
    of_candidates = [
        name
        for name, found in RegistrationContext.get().event_handlers.items()
        if getattr(found.handler.fn, "__policy__", None) is Policy.CANDIDATE
    ]

    async def taken(owner: str) -> list[str]:
        found = []
        async with Attacker(server.url, cookie=cookie, owner=owner) as attacker:
            for name in of_candidates:
                payload = {part: RIGHT[part][0] for part in HANDLERS[name] if part != "data"}
                payload |= {"data": {"values": {}}} if "data" in HANDLERS[name] else {}
                answers = json.dumps(await attacker.send(name, **payload))
                found += [] if "is_foreign" in answers else [name]
        return found

    assert len(of_candidates) > 20
    for owner in ("", "visitor", "account-0"):
        assert attack(lambda owner=owner: taken(owner)) == []
