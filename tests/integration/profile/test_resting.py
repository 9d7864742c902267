"""Drafts that rest: a mail in time, then they go; using them keeps them (B4)."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select

from ilojobs_app.core.db import transaction
from ilojobs_app.notifications.models import OutboxMail
from ilojobs_app.profile import resting, service
from ilojobs_app.profile.models import AccommodationNeeds, ProfileDraft
from ilojobs_app.profile.resting import remind_and_delete
from tests.factories.accounts import make_account
from tests.factories.profile import NEEDS, make_complete_profile, make_drafts, personal, save_step

WEEK, MONTH, HOUR = timedelta(days=7), timedelta(days=30), timedelta(hours=1)


@pytest.fixture
def account_id(session: Session) -> int:
    account = make_account(session, language="fr")
    assert account.id is not None
    return account.id


def mails(session: Session) -> list[OutboxMail]:
    return list(session.exec(select(OutboxMail)).all())


def drafts(session: Session) -> int:
    return len(session.exec(select(ProfileDraft)).all())


def pass_hours(session: Session, start: datetime, end: datetime) -> None:
    """Let the worker do its chore once a day from `start` to `end`."""
    moment = start
    while moment <= end:
        remind_and_delete(session, now=moment)
        moment += timedelta(days=1)


def test_a_mail_goes_once_seven_days_before(
    session: Session, account_id: int, now: datetime
) -> None:
    make_drafts(session, account_id, now)
    pass_hours(session, now, now + MONTH - WEEK - HOUR)
    assert mails(session) == []
    pass_hours(session, now + MONTH - WEEK, now + MONTH - HOUR)
    (mail,) = mails(session)
    assert "sera supprimé le" in mail.subject
    assert "/fr/profile" in mail.text
    assert NEEDS not in mail.text
    assert drafts(session)
    remind_and_delete(session, now=now + MONTH)
    assert drafts(session) == 0
    needs = session.exec(select(AccommodationNeeds)).one()
    session.refresh(needs)
    assert needs.draft is None
    assert len(mails(session)) == 1


def test_using_one_step_keeps_all_and_rests_anew(
    session: Session, account_id: int, now: datetime
) -> None:
    make_drafts(session, account_id, now)
    pass_hours(session, now, now + MONTH - HOUR)
    used = now + MONTH - HOUR
    save_step(session, account_id, "personal", personal(), used)
    pass_hours(session, used, used + MONTH - WEEK - HOUR)
    assert (len(mails(session)), drafts(session)) == (1, 7)
    pass_hours(session, used + MONTH - WEEK, used + MONTH)
    assert (len(mails(session)), drafts(session)) == (2, 0)


def test_nothing_goes_without_its_mail_after_a_long_stop(
    session: Session, account_id: int, now: datetime
) -> None:
    make_drafts(session, account_id, now)
    later = now + timedelta(days=100)
    pass_hours(session, later, later + WEEK - HOUR)
    assert (len(mails(session)), drafts(session)) == (1, 7)
    remind_and_delete(session, now=later + WEEK)
    assert drafts(session) == 0


def test_the_saved_profile_stays(session: Session, account_id: int, now: datetime) -> None:
    make_complete_profile(session, account_id, now)
    saved = service.complete_profile(session, account_id=account_id)
    save_step(session, account_id, "personal", personal(), now)
    pass_hours(session, now, now + MONTH)
    assert drafts(session) == 0
    assert service.complete_profile(session, account_id=account_id) == saved


def test_another_candidates_drafts_stay(session: Session, account_id: int, now: datetime) -> None:
    make_drafts(session, account_id, now)
    other = make_account(session, email="other@example.org").id
    assert other is not None
    make_drafts(session, other, now + MONTH)
    pass_hours(session, now + MONTH - WEEK, now + MONTH)
    left = session.exec(select(ProfileDraft.account_id).distinct()).all()
    assert list(left) == [other]


def test_the_mail_is_in_the_accounts_language(session: Session, now: datetime) -> None:
    account_id = make_account(session, language="en").id
    assert account_id is not None
    make_drafts(session, account_id, now)
    remind_and_delete(session, now=now + MONTH)
    (mail,) = mails(session)
    assert mail.language == "en"
    assert "will be deleted on" in mail.subject


def test_what_is_typed_while_the_chore_runs_is_kept(
    bind: Engine, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    with transaction(bind) as session:
        account_id = make_account(session).id
        assert account_id is not None
        make_drafts(session, account_id, now)
        remind_and_delete(session, now=now + MONTH - WEEK)
    due = [(account_id, now, now + MONTH - WEEK)]
    monkeypatch.setattr(resting, "_resting", lambda *_arguments: due)
    with transaction(bind) as session:
        save_step(session, account_id, "personal", personal(city="Thiès"), now + MONTH)
    with transaction(bind) as session:
        remind_and_delete(session, now=now + MONTH)
        assert drafts(session) == 7


def test_nobody_is_written_to_about_changes_that_were_put_back(
    session: Session, account_id: int, now: datetime
) -> None:
    make_complete_profile(session, account_id, now)
    for city in ("Thiès", personal()["city"]):
        save_step(session, account_id, "personal", personal(city=city), now)
    pass_hours(session, now, now + MONTH)
    assert (mails(session), drafts(session)) == ([], 0)
    assert service.complete_profile(session, account_id=account_id) is not None
