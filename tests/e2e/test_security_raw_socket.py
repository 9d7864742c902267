"""Nothing that the page protects is open to a client that is not the page."""

import asyncio
import json
import uuid
from functools import partial
from typing import Any

import httpx
import pytest
from sqlmodel import select

from ilojobs_app.accounts.models import Account
from ilojobs_app.alerts.models import JobAlert
from ilojobs_app.profile import drafts
from ilojobs_app.profile.service import load_step
from tests.e2e.attacker import ROOT, Attacker, attack, cookie_of, event_name, is_refused
from tests.e2e.server import Clock, Server
from tests.factories.alerts import make_alert
from tests.factories.profile import make_drafts, post

REGISTRATION = "accounts.state.RegistrationState"
RESIDENCE = "accounts.state.ResidenceState"
STEP = "profile.state.fields.StepState"
SECRET_CITY = "Tombouctou-sur-Secret"


def registration(**changes: Any) -> dict[str, Any]:
    """Give a complete registration form."""
    values = {
        "first_names": "Awa",
        "last_name": "Traoré",
        "email": "raw.event@example.org",
        "password": "quatre chameaux bleus 81",
        "country": "SN",
        "wants_alerts": True,
        "wants_communications": False,
    }
    return {"edit": 1, "values": values | changes}


def errors_in(answers: list[Any]) -> list[str]:
    """Give the fields of the errors that the server answered with."""
    found: list[str] = []
    for answer in answers:
        for values in answer.get("delta", {}).values():
            for name, value in values.items():
                if name.startswith("errors"):
                    found = [error["field"] for error in value]
    return found


@pytest.mark.parametrize("origin", ["http://evil.example", "null", ""])
def test_foreign_or_missing_origin_cannot_connect(server: Server, origin: str) -> None:
    assert attack(lambda: is_refused(server.url, origin=origin))


def test_polling_transport_is_closed(server: Server) -> None:
    answer = httpx.get(f"{server.url}/_event/?EIO=4&transport=polling&token=x")
    assert answer.status_code == 404


@pytest.mark.parametrize("path", ["/_upload", "/_all_routes", "/_health", "/ping"])
def test_unused_routes_of_reflex_are_closed(server: Server, path: str) -> None:
    assert httpx.get(f"{server.url}{path}").status_code == 404


@pytest.mark.parametrize(
    "name",
    [
        f"{ROOT}.setvar",
        f"{ROOT}.reset",
        f"{ROOT}.reflex___state____frontend_event_exception_state.handle_frontend_exception",
        event_name(REGISTRATION, "setvar"),
        event_name(REGISTRATION, "_reading"),
        "nonsense",
    ],
)
def test_undeclared_handlers_are_not_callable(server: Server, name: str) -> None:
    async def steps() -> list[Any]:
        async with Attacker(server.url) as attacker:
            return await attacker.send(name, var_name="consent", value="accepted")

    assert attack(steps) == []


def test_candidate_handler_tells_a_visitor_to_sign_in_and_nothing_else(server: Server) -> None:
    async def steps() -> list[Any]:
        async with Attacker(server.url) as attacker:
            return await attacker.send(event_name(STEP, "load"), slug="personal")

    answered = {name for answer in attack(steps) for name in answer["delta"]}
    assert answered - {ROOT} == {f"{ROOT}.ilojobs_app___web___policies____signed_out_state"}


def test_internal_headers_from_outside_are_ignored(server: Server) -> None:
    cookie_of(server, "header.victim@example.org")
    forged = {"x-ilojobs-session": "1", "x-ilojobs-connected": "1"}

    async def steps() -> list[Any]:
        async with Attacker(server.url, headers=forged) as attacker:
            return await attacker.send(event_name(STEP, "load"), slug="personal")

    assert "signed_out" in json.dumps(attack(steps))


@pytest.mark.parametrize(
    "order",
    [
        [],
        [("accept", {})],
        [("open_statement", {"country": "SN"})],
        [("open_statement", {"country": "FR"}), ("accept", {})],
        [("open_statement", {"country": "SN"}), ("accept", {}), ("decline", {})],
        [
            ("open_statement", {"country": "SN"}),
            ("accept", {}),
            ("change_country", {"country": "FR"}),
        ],
        [
            ("open_statement", {"country": "SN"}),
            ("change_country", {"country": "FR"}),
            ("accept", {}),
        ],
        [
            ("accept", {}),
            ("open_statement", {"country": "SN"}),
        ],
    ],
    ids=[
        "nothing",
        "accept only",
        "open only",
        "other country",
        "declined",
        "country changed",
        "country changed before accepting",
        "accepted before opening",
    ],
)
def test_registration_out_of_order_makes_no_account(
    server: Server, order: list[tuple[str, dict[str, str]]]
) -> None:
    async def steps() -> list[Any]:
        async with Attacker(server.url) as attacker:
            for handler, payload in order:
                await attacker.send(event_name(REGISTRATION, handler), **payload)
            return await attacker.send(event_name(REGISTRATION, "submit"), data=registration())

    assert errors_in(attack(steps)) == ["consent"]


@pytest.mark.parametrize(
    ("order", "field"),
    [
        ([], "consent"),
        ([("accept", {})], "consent"),
        ([("open_statement", {"country": "FR"})], "consent"),
        ([("accept", {}), ("open_statement", {"country": "FR"})], "consent"),
        ([("open_statement", {"country": "CI"}), ("accept", {})], "consent"),
        (
            [("open_statement", {"country": "FR"}), ("accept", {}), ("decline", {})],
            "consent",
        ),
        (
            [
                ("open_statement", {"country": "FR"}),
                ("accept", {}),
                ("change_country", {"country": "CI"}),
            ],
            "consent",
        ),
        ([("open_statement", {"country": "FR"}), ("accept", {})], ""),
    ],
    ids=["nothing", "accept", "open", "reversed", "other", "declined", "cancelled", "in order"],
)
def test_country_changes_in_order_only(
    server: Server, order: list[tuple[str, dict[str, str]]], field: str, request: Any
) -> None:
    email = f"moves-{request.node.callspec.id.replace(' ', '-')}@example.org"
    cookie = cookie_of(server, email)

    async def steps() -> list[Any]:
        async with Attacker(server.url, cookie=cookie) as attacker:
            for handler, payload in order:
                await attacker.send(event_name(RESIDENCE, handler), **payload)
            data = {"edit": 1, "values": {"country": "FR"}}
            return await attacker.send(event_name(RESIDENCE, "submit"), data=data)

    assert errors_in(attack(steps)) == ([field] if field else [])
    with server.transaction() as session:
        account = session.exec(select(Account).where(Account.email == email)).one()
        assert account.country == ("SN" if field else "FR")


def test_visitor_changes_no_country(server: Server) -> None:
    async def steps() -> list[Any]:
        async with Attacker(server.url) as attacker:
            await attacker.send(event_name(RESIDENCE, "open_statement"), country="FR")
            await attacker.send(event_name(RESIDENCE, "accept"))
            data = {"edit": 1, "values": {"country": "FR"}}
            return await attacker.send(event_name(RESIDENCE, "submit"), data=data)

    assert "signed_out" in json.dumps(attack(steps))


@pytest.mark.parametrize("data", [None, [], "x", 7])
def test_what_is_no_form_is_refused(server: Server, data: Any) -> None:
    async def steps() -> list[Any]:
        async with Attacker(server.url) as attacker:
            return await attacker.send(event_name(REGISTRATION, "submit"), data=data)

    assert attack(steps) == []


@pytest.mark.parametrize("data", [{}, {"values": 3}, {"values": {"email": {}}}])
def test_wrong_types_are_answered_kindly(server: Server, data: Any) -> None:
    async def steps() -> list[Any]:
        async with Attacker(server.url) as attacker:
            return await attacker.send(event_name(REGISTRATION, "submit"), data=data)

    assert "first_names" in errors_in(attack(steps))


def test_flood_ends_the_connection_and_nobody_elses(server: Server) -> None:
    async def steps() -> tuple[bool, list[Any]]:
        flooding = Attacker(server.url)
        async with Attacker(server.url) as other:
            async with flooding:
                for _ in range(400):
                    await flooding.client.emit("event", {"name": "x"}, namespace="/_event")
                await asyncio.sleep(1)
                connected = flooding.client.connected
            return connected, await other.send(
                event_name(REGISTRATION, "open_statement"), country="SN"
            )

    connected, answers = attack(steps)
    assert not connected
    assert answers


def test_what_clients_send_is_not_logged(server: Server) -> None:
    async def steps() -> None:
        async with Attacker(server.url) as attacker:
            await attacker.send(f"no.such.handler.{SECRET_CITY}", city=SECRET_CITY)
            await attacker.client.emit("event", f"{SECRET_CITY}{{", namespace="/_event")
            await attacker.send(event_name(REGISTRATION, "open_statement"), nothing=SECRET_CITY)

    attack(steps)
    assert SECRET_CITY not in server.log.read_text()


def test_post_from_another_site_is_refused(server: Server) -> None:
    for headers in ({"Origin": "http://evil.example"}, {"Origin": "null"}, {}):
        answer = httpx.post(f"{server.url}/fr/sign-in", data={"email": "a@b.c"}, headers=headers)
        assert answer.status_code == 403


def sign_in_status(server: Server, *, came_through: str) -> int:
    """Try a wrong password through a proxy on this machine."""
    headers = {"Origin": server.url, "X-Forwarded-For": came_through}
    form = {"email": "behind.proxy@example.org", "password": "un mot de passe faux 12"}
    return httpx.post(f"{server.url}/fr/sign-in", data=form, headers=headers).status_code


def test_tries_behind_a_proxy_count_by_the_address_it_names(server: Server) -> None:
    tries = [sign_in_status(server, came_through=f"192.0.2.{n}, 198.51.100.1") for n in range(6)]
    assert tries == [422] * 5 + [429]
    assert sign_in_status(server, came_through="198.51.100.2") == 422


def test_form_with_more_fields_than_any_of_ours_is_read_as_empty(server: Server) -> None:
    fields = {f"f{n}": "x" for n in range(101)}
    answer = httpx.post(f"{server.url}/fr/sign-in", data=fields, headers={"Origin": server.url})
    assert answer.status_code == 422


def test_acceptance_counts_in_its_own_tab_and_once(server: Server) -> None:
    accepted = [("open_statement", {"country": "SN"}), ("accept", {})]

    async def steps() -> list[list[str]]:
        async with Attacker(server.url) as tab, Attacker(server.url) as other:
            for handler, payload in accepted:
                await tab.send(event_name(REGISTRATION, handler), **payload)
            submit = event_name(REGISTRATION, "submit")
            data = [registration(email=f"tab{n}@example.org") for n in range(3)]
            return [
                errors_in(await other.send(submit, data=data[0])),
                errors_in(await tab.send(submit, data=data[1])),
                errors_in(await tab.send(submit, data=data[2])),
            ]

    assert attack(steps) == [["consent"], [], ["consent"]]


def test_registration_by_raw_event_in_order_is_stored_with_its_proof(server: Server) -> None:
    email = "raw.in.order@example.org"

    async def steps() -> list[Any]:
        async with Attacker(server.url) as attacker:
            await attacker.send(event_name(REGISTRATION, "open_statement"), country="SN")
            await attacker.send(event_name(REGISTRATION, "accept"))
            return await attacker.send(
                event_name(REGISTRATION, "submit"), data=registration(email=email)
            )

    assert errors_in(attack(steps)) == []
    with server.transaction() as session:
        known = session.exec(select(Account).where(Account.email == email)).all()
    assert known == [], "not an account before its link is opened"


@pytest.mark.parametrize("verb", ["change", "pause", "resume", "remove", "undo"])
def test_alert_of_somebody_else_is_out_of_reach(server: Server, verb: str) -> None:
    now = Clock(server.data).now()
    with server.transaction() as session:
        alert = make_alert(session, now)
        alert_id, before = alert.id, alert.model_dump()

    cookie = cookie_of(server, f"alerts-{verb}@example.org")

    async def steps() -> list[Any]:
        async with Attacker(server.url, cookie=cookie) as attacker:
            values = {"alert": alert_id, "frequency": "daily", "language": "en"}
            return await attacker.send(
                event_name("alerts.state.alerts.AlertsState", verb),
                data={"edit": 1, "values": values},
            )

    assert "existe plus" in json.dumps(attack(steps), ensure_ascii=False)
    with server.transaction() as session:
        assert session.get_one(JobAlert, alert_id).model_dump() == before


def test_a_post_too_many_is_refused_in_words_and_loses_nothing(server: Server) -> None:
    email, own = "full.list@example.org", "profile.state.entries.EntriesState"
    cookie = cookie_of(server, email)
    with server.transaction() as session:
        account_id = session.exec(select(Account.id).where(Account.email == email)).one()
        assert account_id is not None
        full = [post(key=f"post-{number}") for number in range(drafts.at_most("experience"))]
        make_drafts(
            session,
            account_id,
            Clock(server.data).now(),
            experience={"no_experience": False, "posts": full},
        )
    one_more = {"edit": 7, "values": post(key="post-300"), "changed": ["job_title"]}

    async def steps() -> list[Any]:
        async with Attacker(server.url, cookie=cookie) as attacker:
            await attacker.send(event_name(own, "load"), slug="experience")
            await attacker.send(event_name(own, "save"), slug="experience", data=one_more)
            return await attacker.send(
                event_name(own, "finish"), slug="experience", data={**one_more, "edit": 8}
            )

    answers = json.dumps(attack(steps))
    assert "Cette liste est" in answers
    assert "reference" not in answers
    with server.transaction() as session:
        kept = load_step(session, account_id=account_id, slug="experience").data["posts"]
    assert len(kept) == len(full)


@pytest.mark.parametrize("characters", [600_000, 10_000_000])
def test_more_text_than_a_step_takes_is_no_fault(server: Server, characters: int) -> None:
    cookie = cookie_of(server, f"much.text.{characters}@example.org")
    data = {"edit": 1, "values": {"city": "x" * characters}, "changed": ["city"]}

    async def steps() -> list[Any]:
        async with Attacker(server.url, cookie=cookie) as attacker:
            return await attacker.send(event_name(STEP, "save"), slug="personal", data=data)

    assert "fault" not in json.dumps(attack(steps))
    assert httpx.get(f"{server.url}/health").status_code == 200


def test_what_was_typed_on_the_page_of_another_account_is_not_kept(server: Server) -> None:
    # The tab still shows the first account; it connects again with the cookie of the second.
    cookie = cookie_of(server, "second.account@example.org")
    with server.transaction() as session:
        second = session.exec(
            select(Account.id).where(Account.email == "second.account@example.org")
        ).one()
    assert second is not None
    data = {"edit": 1, "values": {"city": "Dakar"}, "changed": ["city"], "bases": {"city": [""]}}

    async def steps(owner: str) -> list[Any]:
        async with Attacker(server.url, cookie=cookie, owner=owner) as attacker:
            return await attacker.send(event_name(STEP, "save"), slug="personal", data=data)

    for owner in (f"account-{second + 1}", "visitor", ""):
        assert "is_foreign" in json.dumps(attack(partial(steps, owner)))
    with server.transaction() as session:
        assert load_step(session, account_id=second, slug="personal").data["city"] == ""
    assert "is_foreign" not in json.dumps(attack(lambda: steps(f"account-{second}")))
    with server.transaction() as session:
        assert load_step(session, account_id=second, slug="personal").data["city"] == "Dakar"


@pytest.mark.parametrize("handler", ["save", "finish"])
@pytest.mark.parametrize("values", [{}, {"key": ""}, {"key": "x" * 41}, {"key": 3}])
def test_an_entry_without_a_sound_key_is_no_fault(
    server: Server, handler: str, values: dict[str, Any]
) -> None:
    cookie = cookie_of(server, f"no.key.{uuid.uuid4().hex}@example.org")
    own = "profile.state.entries.EntriesState"

    async def steps() -> list[Any]:
        async with Attacker(server.url, cookie=cookie) as attacker:
            data = {"edit": 1, "values": values, "changed": []}
            return await attacker.send(event_name(own, handler), slug="experience", data=data)

    assert "reference" not in json.dumps(attack(steps))
