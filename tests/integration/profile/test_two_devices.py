"""Two devices of one candidate that save at the same instant."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from threading import Barrier

from sqlalchemy import Engine

from ilojobs_app.core.db import transaction
from ilojobs_app.profile import service
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
