"""A session opens what is its owner's, and nothing else: in memory, and with states in Redis."""

import asyncio
import json
import os
import re
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
import redis

from tests.e2e.attacker import COOKIE, ROOT, Attacker, attack, cookie_of, event_name
from tests.e2e.fixtures import started_server
from tests.e2e.server import Server

REDIS_URL = os.environ.get("TEST_REDIS_URL", "")
needs_redis = pytest.mark.skipif(not REDIS_URL, reason="TEST_REDIS_URL names no Redis")
STEP = "profile.state.fields.StepState"
SMALL = event_name("web.policies.FaultState", "dismiss")
SECRET_CITY = "Tombouctou-sur-Secret"
VALUES = {"edit": 1, "values": {"city": SECRET_CITY}}


@pytest.fixture(scope="module", params=["memory", pytest.param("redis", marks=needs_redis)])
def keeper(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, worker_id: str
) -> Iterator[Server]:
    """Give a server that keeps the states of tabs in memory or in Redis."""
    if request.param == "memory":
        yield request.getfixturevalue("server")
    else:
        yield from started_server(tmp_path_factory, worker_id, REDIS_URL=REDIS_URL)


def sign_out(server: Server, cookie: str) -> None:
    """Press « Se déconnecter » elsewhere."""
    headers = {"Cookie": cookie, "Origin": server.url}
    page = httpx.get(f"{server.url}/fr", headers=headers).text
    owner = re.search(r'name="owner" value="([^"]+)"', page)
    assert owner
    form = {"owner": owner[1]}
    assert httpx.post(f"{server.url}/fr/sign-out", data=form, headers=headers).status_code == 303


async def sees(attacker: Attacker) -> bool:
    """Say whether anything that the server answers holds the victim's city."""
    answers = await attacker.send(SMALL)
    answers += await attacker.send(f"{ROOT}.hydrate")
    answers += await attacker.send(event_name(STEP, "load"), slug="personal")
    return SECRET_CITY in json.dumps(answers)


def test_tab_of_one_account_tells_another_nothing(keeper: Server) -> None:
    victim = cookie_of(keeper, "tab.victim@example.org")
    thief = cookie_of(keeper, "tab.thief@example.org")

    async def steps() -> tuple[bool, list[bool]]:
        async with Attacker(keeper.url, cookie=victim) as own:
            await own.send(event_name(STEP, "save"), slug="personal", data=VALUES)
            seen = await sees(own)
        stolen = []
        for cookie in (thief, "", f"{COOKIE}=made-up"):
            async with Attacker(keeper.url, cookie=victim, token=own.token) as own:
                await own.send(event_name(STEP, "load"), slug="personal")
            async with Attacker(keeper.url, cookie=cookie, token=own.token) as other:
                stolen.append(await sees(other))
        return seen, stolen

    assert attack(steps) == (True, [False, False, False])


def test_connection_that_outlives_its_session_is_nobodys(keeper: Server) -> None:
    """The next session must not get the ended one's id, under which the connection is known."""
    thief = cookie_of(keeper, "outliving.thief@example.org")

    async def steps() -> list[bool]:
        async with Attacker(keeper.url, cookie=thief) as open_still:
            before = await sees(open_still)
            await asyncio.to_thread(sign_out, keeper, thief)
            victim = cookie_of(keeper, "outliving.victim@example.org")
            async with Attacker(keeper.url, cookie=victim) as own:
                await own.send(event_name(STEP, "save"), slug="personal", data=VALUES)
                own_sees = await sees(own)
            return [before, own_sees, await sees(open_still)]

    assert attack(steps) == [False, True, False]


def test_cookie_is_in_no_answer_no_log_and_no_store(keeper: Server) -> None:
    cookie = cookie_of(keeper, "cookie.owner@example.org")

    async def steps() -> list[Any]:
        async with Attacker(keeper.url, cookie=cookie) as own:
            return await own.send(f"{ROOT}.hydrate")

    secret = cookie.partition("=")[2]
    assert secret not in json.dumps(attack(steps))
    assert secret not in keeper.log.read_text()
    assert not [
        path
        for path in keeper.data.rglob("*")
        if path.is_file() and secret.encode() in path.read_bytes()
    ]
    if "REDIS_URL" in keeper.settings:
        store = redis.Redis.from_url(REDIS_URL)
        keys = [key for key in store.scan_iter("*") if store.type(key) == b"string"]
        values = [store.get(key) or b"" for key in keys]
        assert values
        assert not [value for value in values if secret.encode() in value]
