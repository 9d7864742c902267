"""The self-check reads the profile that an application would contain, or what is typed so far."""

from datetime import datetime
from typing import Any

from sqlmodel import Session

from ilojobs_app.applications.comparing import Outcome
from ilojobs_app.applications.self_check import SelfCheck, self_check
from tests.factories.accounts import make_account
from tests.factories.profile import (
    complete_steps,
    language,
    make_complete_profile,
    make_drafts,
    post,
    save_step,
)
from tests.factories.vacancies import make_vacancy

ASKED = {
    "degree": "advanced",
    "years": 4,
    "languages": [{"any_of": ["fr"], "level": "fluent"}, {"any_of": ["ar"], "level": "basic"}],
}


def check(session: Session, account_id: int, now: datetime, asked: Any = ASKED) -> SelfCheck | None:
    vacancy = make_vacancy(session, requirements=asked)
    return self_check(session, account_id=account_id, vacancy=vacancy, now=now)


def account(session: Session) -> int:
    made = make_account(session).id
    assert made is not None
    return made


def outcomes(found: SelfCheck | None) -> list[str]:
    assert found is not None
    return [finding.outcome.value for finding in found.findings]


def test_a_saved_profile_is_compared_without_what_is_typed_since(
    session: Session, now: datetime
) -> None:
    own = account(session)
    make_complete_profile(session, own, now)
    save_step(session, own, "languages", {"languages": [language(language="ar")]}, now)
    found = check(session, own, now)
    # No WHED list is imported: the degree is to be verified (R13).
    assert outcomes(found) == ["to_be_verified", "met", "met", "not_shown"]
    assert found is not None
    assert (found.is_saved, found.has_drafts) == (True, True)


def test_a_draft_is_compared_while_there_is_no_profile(session: Session, now: datetime) -> None:
    own = account(session)
    make_drafts(session, own, now, experience={"no_experience": False, "posts": [post(end="")]})
    found = check(session, own, now)
    assert outcomes(found) == ["to_be_verified", "not_shown", "met", "not_shown"]
    assert found is not None
    assert not found.is_saved


def test_an_empty_profile_shows_nothing(session: Session, now: datetime) -> None:
    assert set(outcomes(check(session, account(session), now))) == {Outcome.NOT_SHOWN.value}


def test_a_notice_without_requirements_has_no_self_check(session: Session, now: datetime) -> None:
    own = account(session)
    assert check(session, own, now, None) is None


def test_a_requirement_that_no_list_knows_any_more_does_not_break_the_notice(
    session: Session, now: datetime
) -> None:
    gone = {"languages": [{"any_of": ["xx"], "level": "fluent"}]}
    assert check(session, account(session), now, gone) is None


def test_overlapping_posts_at_and_outside_the_ilo_count_once(
    session: Session, now: datetime
) -> None:
    own = account(session)
    steps = complete_steps()
    posts = [
        post(key="a", start="2017-01", end="2019-12"),
        post(key="b", start="2018-01", end="2020-12"),
    ]
    for slug, data in {**steps, "experience": {"no_experience": False, "posts": posts}}.items():
        save_step(session, own, slug, data, now)
    # 48 months; counted apart they would be 72.
    assert outcomes(check(session, own, now, {"years": 5})) == ["not_shown"]
