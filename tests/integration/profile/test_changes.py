"""What counts as a change of a saved profile: values, not visits."""

from datetime import datetime
from typing import Any

import pytest
from sqlmodel import Session

from ilojobs_app.accounts.models import Account
from ilojobs_app.profile import drafts, service
from ilojobs_app.profile.views import StepState
from tests.factories.accounts import make_account
from tests.factories.profile import (
    complete_steps,
    make_complete_profile,
    make_drafts,
    personal,
    save_step,
)


@pytest.fixture
def account_id(session: Session, now: datetime) -> int:
    account_id = make_account(session).id
    assert account_id is not None
    make_complete_profile(session, account_id, now)
    return account_id


def is_changed(session: Session, account_id: int, now: datetime) -> bool:
    """Ask what the stepper and the summary say; they must agree."""
    *_lines, last = service.overview(session, account_id=account_id, now=now)
    changed = service.has_changes(session, account_id=account_id)
    assert changed is (last.state is not StepState.COMPLETE)
    return changed


def kept(session: Session, account_id: int, slug: str) -> dict[str, Any]:
    return service.load_step(session, account_id=account_id, slug=slug).data


@pytest.mark.parametrize(
    ("field", "value"),
    [("city", "Thiès"), ("former_names", "Sow"), ("accommodation_needs", "Un autre écran")],
)
def test_a_field_changed_and_put_back_is_no_change(
    session: Session, account_id: int, now: datetime, field: str, value: str
) -> None:
    own: dict[str, Any] = {"account_id": account_id, "slug": "personal", "now": now}
    before = kept(session, account_id, "personal")[field]
    drafts.keep_fields(session, **own, values={field: value})
    assert is_changed(session, account_id, now)
    drafts.keep_fields(session, **own, values={field: f" {before}"})
    assert not is_changed(session, account_id, now)


def test_an_entry_changed_or_removed_and_put_back_is_no_change(
    session: Session, account_id: int, now: datetime
) -> None:
    own: dict[str, Any] = {"account_id": account_id, "slug": "experience", "now": now}
    entry = kept(session, account_id, "experience")["posts"][0]
    drafts.keep_entry(session, **own, values={**entry, "city": "Thiès"})
    assert is_changed(session, account_id, now)
    drafts.keep_entry(session, **own, values=entry)
    assert not is_changed(session, account_id, now)
    place, removed = drafts.remove_entry(session, **own, key=entry["key"])
    assert is_changed(session, account_id, now)
    drafts.keep_entry(session, **own, values=removed, place=place)
    assert not is_changed(session, account_id, now)


def test_an_entry_typed_again_is_no_change(
    session: Session, account_id: int, now: datetime
) -> None:
    own: dict[str, Any] = {"account_id": account_id, "slug": "experience", "now": now}
    entry = kept(session, account_id, "experience")["posts"][0]
    drafts.remove_entry(session, **own, key=entry["key"])
    drafts.keep_entry(session, **own, values={**entry, "key": "another"})
    assert not is_changed(session, account_id, now)


def test_an_answer_to_what_is_not_asked_any_more_is_no_change(
    session: Session, account_id: int, now: datetime
) -> None:
    own: dict[str, Any] = {"account_id": account_id, "slug": "personal", "now": now}
    assert kept(session, account_id, "personal")["relatives"] == "no"
    drafts.keep_fields(session, **own, values={"relatives": "yes", "relative_name": "Awa"})
    assert is_changed(session, account_id, now)
    drafts.keep_fields(session, **own, values={"relatives": "no"})
    assert not is_changed(session, account_id, now)
    # The draft keeps it all the same: ticking a box by mistake loses nothing.
    assert kept(session, account_id, "personal")["relative_name"] == "Awa"


@pytest.mark.parametrize("slug", sorted(complete_steps()))
def test_a_step_saved_as_it_was_is_no_change(
    session: Session, account_id: int, now: datetime, slug: str
) -> None:
    save_step(session, account_id, slug, kept(session, account_id, slug), now)
    assert not is_changed(session, account_id, now)


def test_another_country_of_residence_alone_is_no_change_of_the_profile(
    session: Session, account_id: int, now: datetime
) -> None:
    save_step(session, account_id, "personal", personal(), now)
    session.get_one(Account, account_id).country = "FR"
    assert not is_changed(session, account_id, now)


def test_whatever_is_kept_without_a_saved_profile_is_a_change(
    session: Session, now: datetime
) -> None:
    account_id = make_account(session).id
    assert account_id is not None
    assert not service.has_changes(session, account_id=account_id)
    make_drafts(session, account_id, now)
    assert service.has_changes(session, account_id=account_id)
