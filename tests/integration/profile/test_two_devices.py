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
from tests.factories.profile import make_drafts, personal

DEVICES = 4


def test_one_of_the_first_drafts_is_kept_and_the_others_are_told(
    bind: Engine, now: datetime
) -> None:
    with transaction(bind) as session:
        account_id = make_account(session).id
    assert account_id is not None
    start = Barrier(DEVICES)

    def save(device: int) -> str:
        start.wait()
        data = personal(city=f"Ville {device}")
        try:
            with transaction(bind) as session:
                service.save_draft(
                    session,
                    account_id=account_id,
                    slug="personal",
                    data=data,
                    version=0,
                    now=now,
                )
        except service.DraftConflict:
            return "told"
        return "kept"

    with ThreadPoolExecutor(DEVICES) as pool:
        outcomes = sorted(pool.map(save, range(DEVICES)))

    assert outcomes == ["kept"] + ["told"] * (DEVICES - 1)


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
