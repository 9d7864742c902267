"""A client that speaks the page's own protocol without being a page: what an attacker would write."""

import asyncio
import json
import uuid
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import socketio

from ilojobs_app.accounts.sessions import begin_session
from tests.e2e.server import Clock, Server
from tests.factories.accounts import make_account

NAMESPACE = "/_event"
ROOT = "reflex___state____state"
COOKIE = "ilojobs-session"
SETTLE = 0.5
# For whom the pages of each cookie are made: an attacker knows that of their own.
OWNERS: dict[str, str] = {}


def attack(steps: Callable[[], Awaitable[Any]]) -> Any:
    """Run an attack in a thread of its own: Playwright's loop may run in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(lambda: asyncio.run(steps())).result()


def cookie_of(server: Server, email: str) -> str:
    """Sign a new account in, straight in the server's database; give the cookie."""
    with server.transaction() as session:
        account = make_account(session, email=email)
        assert account.id is not None
        now = Clock(server.data).now()
        cookie = f"{COOKIE}={begin_session(session, account_id=account.id, now=now)}"
    OWNERS[cookie] = f"account-{account.id}"
    return cookie


def event_name(state: str, handler: str) -> str:
    """Give the full name of a handler: `("accounts.state.RegistrationState", "submit")`."""
    *module, name = state.split(".")
    snake = "".join(f"_{c.lower()}" if c.isupper() else c for c in name).lstrip("_")
    return f"{ROOT}.ilojobs_app___{'___'.join(module)}____{snake}.{handler}"


class Attacker:
    """A raw websocket connection with any origin, cookie, headers and tab token."""

    def __init__(
        self,
        base_url: str,
        *,
        origin: str | None = None,
        cookie: str = "",
        token: str | None = None,
        headers: dict[str, str] | None = None,
        owner: str | None = None,
    ) -> None:
        self.base_url = base_url
        self.owner = OWNERS.get(cookie, "") if owner is None else owner
        self.token = token or str(uuid.uuid4())
        self.headers = {"Origin": base_url if origin is None else origin} | (headers or {})
        self.headers = {name: value for name, value in self.headers.items() if value}
        if cookie:
            self.headers["Cookie"] = cookie
        self.answers: list[Any] = []
        # Reflex, where a test has loaded it, has put a writer of its own in the place of json.
        self.client = socketio.AsyncClient(reconnection=False, json=json)
        self.client.on("event", self.answers.append, namespace=NAMESPACE)

    async def __aenter__(self) -> "Attacker":
        await self.client.connect(
            f"{self.base_url}/?token={self.token}",
            headers=self.headers,
            transports=["websocket"],
            namespaces=[NAMESPACE],
            socketio_path="/_event",
            wait_timeout=5,
        )
        return self

    async def __aexit__(self, *_error: object) -> None:
        await self.client.disconnect()

    async def send(self, name: str, path: str = "/fr", **payload: Any) -> list[Any]:
        """Send an event and give what the server answered to it."""
        self.answers.clear()
        await self.emit(name, path, **payload)
        await asyncio.sleep(SETTLE)
        return list(self.answers)

    async def emit(self, name: str, path: str, **payload: Any) -> None:
        """Send an event."""
        location = {"pathname": path, "asPath": path, "query": {}, "owner": self.owner}
        event = {"name": name, "payload": payload, "router_data": location}
        await self.client.emit("event", event, namespace=NAMESPACE)


async def is_refused(base_url: str, **how: Any) -> bool:
    """Say whether a connection is refused."""
    attacker = Attacker(base_url, **how)
    try:
        async with attacker:
            return False
    except socketio.exceptions.ConnectionError:
        return True
    finally:
        if attacker.client.eio.http:
            await attacker.client.eio.http.close()
