"""Two devices of one candidate that save at the same instant."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import Engine

from ilojobs_app.core.db import transaction
from ilojobs_app.profile import drafts, service
from tests.factories.accounts import make_account
from tests.factories.profile import make_drafts, personal, post

DEVICES = 4


@pytest.fixture
def account_id(bind: Engine) -> int:
    with transaction(bind) as session:
        made = make_account(session).id
    assert made is not None
    return made


def test_what_devices_change_at_the_same_instant_is_all_kept(
    bind: Engine, account_id: int, now: datetime
) -> None:
    fields = ("city", "address", "birth_date", "phone_number")
    start = Barrier(len(fields))

    def save(field: str) -> None:
        start.wait()
        with transaction(bind) as session:
            own: dict[str, Any] = {"account_id": account_id, "slug": "personal"}
            drafts.keep_fields(session, **own, values={field: personal()[field]}, now=now)

    with ThreadPoolExecutor(len(fields)) as pool:
        list(pool.map(save, fields))

    with transaction(bind) as session:
        kept = service.load_step(session, account_id=account_id, slug="personal").data
    assert {field: kept[field] for field in fields} == {f: personal()[f] for f in fields}


def test_posts_added_at_the_same_instant_are_all_kept(
    bind: Engine, account_id: int, now: datetime
) -> None:
    start = Barrier(DEVICES)

    def save(device: int) -> None:
        start.wait()
        with transaction(bind) as session:
            own: dict[str, Any] = {"account_id": account_id, "slug": "experience"}
            drafts.keep_entry(session, **own, values=post(key=f"post-{device}"), now=now)

    with ThreadPoolExecutor(DEVICES) as pool:
        list(pool.map(save, range(DEVICES)))

    with transaction(bind) as session:
        kept = service.load_step(session, account_id=account_id, slug="experience").data["posts"]
    assert {entry["key"] for entry in kept} == {f"post-{device}" for device in range(DEVICES)}


def test_one_of_two_values_of_a_field_is_kept_and_the_other_device_told(
    bind: Engine, account_id: int, now: datetime
) -> None:
    start = Barrier(DEVICES)

    def save(device: int) -> tuple[str, ...]:
        start.wait()
        with transaction(bind) as session:
            return drafts.keep_fields(
                session,
                account_id=account_id,
                slug="personal",
                values={"city": f"Ville {device}"},
                seen={"city": [""]},
                now=now,
            ).conflicts

    with ThreadPoolExecutor(DEVICES) as pool:
        outcomes = sorted(pool.map(save, range(DEVICES)))

    assert outcomes == [()] + [("city",)] * (DEVICES - 1)


def test_a_device_that_is_behind_is_told_and_replaces_once_it_has_seen(
    bind: Engine, account_id: int, now: datetime
) -> None:
    own: dict[str, Any] = {"account_id": account_id, "slug": "experience", "now": now}
    key = {"key": "post-1"}
    with transaction(bind) as session:
        drafts.keep_entry(session, **own, values=post())
        mine = {"main_duties": "Ma version.", "city": "Thiès"}
        drafts.keep_entry(session, **own, values={**key, "main_duties": "L'autre version."})
        told = drafts.keep_entry(
            session,
            **own,
            values={**post(), **mine},
            changed=mine,
            seen={"main_duties": [post()["main_duties"]], "city": [post()["city"]]},
        )
        assert told.conflicts == ("main_duties",)
        assert (told.kept["main_duties"], told.kept["city"]) == ("L'autre version.", "Thiès")
        chosen = drafts.keep_entry(
            session,
            **own,
            values={**post(), **mine},
            changed=mine,
            seen={"main_duties": ["L'autre version."], "city": ["Thiès"]},
        )
    assert (chosen.conflicts, chosen.kept["main_duties"]) == ((), "Ma version.")


def test_two_tabs_change_different_fields_of_one_entry(bind: Engine, now: datetime) -> None:
    with transaction(bind) as session:
        account_id = make_account(session).id
        assert account_id is not None
        make_drafts(session, account_id, now)
        own: dict[str, Any] = {"account_id": account_id, "slug": "experience"}
        held = service.load_step(session, **own).data["posts"][0]
        for changed in ({"job_title": "Économiste"}, {"city": "Thiès"}):
            # Each tab still holds the rest as it was.
            values = {**held, **changed}
            drafts.keep_entry(session, **own, values=values, changed=changed, now=now)
        kept = service.load_step(session, **own).data["posts"][0]
    assert (kept["job_title"], kept["city"]) == ("Économiste", "Thiès")


def test_an_entry_for_which_there_is_no_room_is_refused_not_lost(
    bind: Engine, now: datetime
) -> None:
    with transaction(bind) as session:
        account_id = make_account(session).id
        assert account_id is not None
        own: dict[str, Any] = {"account_id": account_id, "slug": "languages"}
        for number in range(drafts.at_most("languages")):
            drafts.keep_entry(session, **own, values={"key": f"k{number}"}, now=now)
        with pytest.raises(drafts.ListFull):
            drafts.keep_entry(session, **own, values={"key": "one-more"}, now=now)


def test_a_removed_entry_comes_back_where_it_was(bind: Engine, now: datetime) -> None:
    with transaction(bind) as session:
        account_id = make_account(session).id
        assert account_id is not None
        own: dict[str, Any] = {"account_id": account_id, "slug": "languages"}
        for key in ("one", "two", "three"):
            drafts.keep_entry(session, **own, values={"key": key}, now=now)
        place, removed = drafts.remove_entry(session, **own, key="one", now=now)
        drafts.keep_entry(session, **own, values=removed, place=place, now=now)
        kept = service.load_step(session, **own).data["languages"]
    assert [entry["key"] for entry in kept] == ["one", "two", "three"]


def test_an_entry_that_another_device_brought_back_and_changed_stays_so(
    bind: Engine, account_id: int, now: datetime
) -> None:
    own: dict[str, Any] = {"account_id": account_id, "slug": "experience", "now": now}
    with transaction(bind) as session:
        drafts.keep_entry(session, **own, values=post())
        place, removed = drafts.remove_entry(session, **own, key=post()["key"])
        drafts.keep_entry(session, **own, values=post(city="Thiès"))
        drafts.keep_entry(session, **own, values=removed, changed={}, place=place)
        kept = service.load_step(session, account_id=account_id, slug="experience").data["posts"]
    assert [entry["city"] for entry in kept] == ["Thiès"]


def test_a_profile_saved_twice_at_once_is_saved(bind: Engine, now: datetime) -> None:
    with transaction(bind) as session:
        account_id = make_account(session).id
        assert account_id is not None
        make_drafts(session, account_id, now)
    start = Barrier(DEVICES)

    def save(_device: int) -> None:
        start.wait()
        with transaction(bind) as session:
            service.save_profile(session, account_id=account_id, declared=True, now=now)

    with ThreadPoolExecutor(DEVICES) as pool:
        list(pool.map(save, range(DEVICES)))

    with transaction(bind) as session:
        assert service.complete_profile(session, account_id=account_id) is not None


def test_a_profile_that_another_device_changed_is_not_saved_unread(
    bind: Engine, account_id: int, now: datetime
) -> None:
    with transaction(bind) as session:
        make_drafts(session, account_id, now)
        read = service.stamp(session, account_id=account_id)
        own: dict[str, Any] = {"account_id": account_id, "slug": "personal", "now": now}
        drafts.keep_fields(session, **own, values={"city": "Thiès"})
        saving: dict[str, Any] = {"account_id": account_id, "declared": True, "now": now}
        with pytest.raises(service.ProfileChanged):
            service.save_profile(session, **saving, read=read)
        assert service.complete_profile(session, account_id=account_id) is None
        read = service.stamp(session, account_id=account_id)
        service.save_profile(session, **saving, read=read)
        assert service.complete_profile(session, account_id=account_id) is not None
        # Saved once, it is another profile than the one that was read.
        assert service.stamp(session, account_id=account_id) != read
