"""Drafts, the profile as a whole, and what an application may copy."""

from datetime import datetime, timedelta

import pytest
from sqlmodel import Session, select

from ilojobs_app.core.errors import NotFound
from ilojobs_app.profile import drafts, service
from ilojobs_app.profile.fields import StepData
from ilojobs_app.profile.models import AccommodationNeeds, Profile, ProfileDraft
from ilojobs_app.profile.views import Completeness, DraftSaved, StepState
from tests.factories.accounts import make_account
from tests.factories.profile import (
    NEEDS,
    complete_steps,
    degree,
    ilo_post,
    make_complete_profile,
    make_drafts,
    personal,
    post,
    save_step,
)


@pytest.fixture
def account_id(session: Session) -> int:
    account = make_account(session, first_names="Aïssata", last_name="Diallo", country="SN")
    assert account.id is not None
    return account.id


def save(
    session: Session,
    account_id: int,
    now: datetime,
    slug: str = "personal",
    data: StepData | None = None,
) -> DraftSaved:
    return save_step(session, account_id, slug, personal() if data is None else data, now)


def states(session: Session, account_id: int, now: datetime) -> list[str]:
    return [line.state for line in service.overview(session, account_id=account_id, now=now)]


def test_the_first_visit_is_prefilled_from_the_account(session: Session, account_id: int) -> None:
    view = service.load_step(session, account_id=account_id, slug="personal")

    assert view.data["first_names"] == "Aïssata"
    assert view.data["last_name"] == "Diallo"
    assert view.data["residence_country"] == "SN"
    assert (view.version, view.updated_at, view.from_draft) == (0, None, False)


def test_a_draft_is_kept_right_or_wrong(session: Session, account_id: int, now: datetime) -> None:
    saved = save(session, account_id, now, data={"city": "x" * 150, "birth_date": "31/05"})
    view = service.load_step(session, account_id=account_id, slug="personal")

    assert view.data["city"] == "x" * 150
    assert view.data["birth_date"] == "31/05"
    assert (view.version, view.updated_at, view.from_draft) == (saved.version, now, True)


def test_the_country_of_residence_is_the_account_s(
    session: Session, account_id: int, now: datetime
) -> None:
    save(session, account_id, now, data=personal(residence_country="FR"))

    view = service.load_step(session, account_id=account_id, slug="personal")
    assert view.data["residence_country"] == "SN"


def test_a_draft_larger_than_any_profile_is_refused(
    session: Session, account_id: int, now: datetime
) -> None:
    with pytest.raises(drafts.DraftTooLarge):
        save(session, account_id, now, data=personal(address="x" * 10_000_000))


@pytest.mark.parametrize("value", [None, [], {}, 3, True])
def test_what_has_the_wrong_type_becomes_empty(
    session: Session, account_id: int, now: datetime, value: object
) -> None:
    entry = {"key": "post-1", "job_title": value}
    save(session, account_id, now, "experience", {"no_experience": value, "posts": [entry]})

    view = service.load_step(session, account_id=account_id, slug="experience")
    assert [entry["job_title"] for entry in view.data["posts"]] == [""]


@pytest.mark.parametrize("key", [None, "", "x" * 41, "A B", ["k"]])
def test_an_entry_without_a_sound_key_is_not_kept(
    session: Session, account_id: int, now: datetime, key: object
) -> None:
    with pytest.raises(NotFound):
        save(session, account_id, now, "experience", {"posts": [post(key=key)]})


@pytest.mark.parametrize(
    "text", ["مرحبا", "你好", "😀", "a\x00b", "\ud800", "\u202eabc", "<b>'\"; --"]
)
def test_text_of_every_script_is_kept(
    session: Session, account_id: int, now: datetime, text: str
) -> None:
    posts = [post(main_duties=f"x{text}x")]
    save(session, account_id, now, "experience", {"posts": posts})

    view = service.load_step(session, account_id=account_id, slug="experience")
    assert view.data["posts"][0]["main_duties"].startswith("x")
    assert view.data["posts"][0]["main_duties"].endswith("x")


@pytest.mark.parametrize("slug", ["summary", "unknown", ""])
def test_only_steps_with_data_have_drafts(
    session: Session, account_id: int, now: datetime, slug: str
) -> None:
    with pytest.raises(NotFound):
        save(session, account_id, now, slug=slug)


def test_candidates_see_their_own_steps_only(
    session: Session, account_id: int, now: datetime
) -> None:
    other = make_account(session).id
    assert other is not None
    make_complete_profile(session, account_id, now)
    save(session, account_id, now, "experience", {"posts": [post()]})

    assert service.load_step(session, account_id=other, slug="experience").data["posts"] == []
    assert service.complete_profile(session, account_id=other) is None


def test_an_account_that_is_gone_has_no_profile(session: Session) -> None:
    with pytest.raises(NotFound):
        service.load_step(session, account_id=987654, slug="personal")


def test_the_stepper_tells_where_each_step_stands(
    session: Session, account_id: int, now: datetime
) -> None:
    assert states(session, account_id, now) == [*["unvisited"] * 6, "complete", "unvisited"]

    save(session, account_id, now)
    save(session, account_id, now, "experience", {"posts": [post(city="")]})
    save(session, account_id, now, slug="education", data={"degrees": [degree(start="2027-01")]})
    assert states(session, account_id, now) == [
        "complete",
        "incomplete",
        "unvisited",
        "error",
        "unvisited",
        "unvisited",
        "complete",
        "incomplete",
    ]

    make_complete_profile(session, account_id, now)
    assert states(session, account_id, now) == ["complete"] * 8


def test_the_profile_is_saved_whole_and_drafts_go(
    session: Session, account_id: int, now: datetime
) -> None:
    make_drafts(session, account_id, now)
    service.save_profile(session, account_id=account_id, declared=True, now=now)

    copy = service.complete_profile(session, account_id=account_id)
    assert copy is not None
    assert copy.saved_at == now
    assert copy.data["experience"] == complete_steps()["experience"]
    assert session.exec(select(ProfileDraft)).all() == []


def test_an_incomplete_profile_says_what_is_missing_and_changes_nothing(
    session: Session, account_id: int, now: datetime
) -> None:
    make_drafts(session, account_id, now, experience={"posts": [post(city="")]})

    with pytest.raises(service.ProfileIncomplete) as refused:
        service.save_profile(session, account_id=account_id, declared=False, now=now)

    assert [(one.slug, one.error.field) for one in refused.value.problems] == [
        ("experience", "posts.0.city"),
        ("summary", "declaration"),
    ]
    assert refused.value.message()
    assert service.complete_profile(session, account_id=account_id) is None
    assert len(session.exec(select(ProfileDraft)).all()) == 7


def test_the_old_profile_stays_in_force_until_the_new_one_is_saved(
    session: Session, account_id: int, now: datetime
) -> None:
    make_complete_profile(session, account_id, now)
    first = service.complete_profile(session, account_id=account_id)
    later = now + timedelta(days=1)
    save(session, account_id, later, data=personal(city=""))

    with pytest.raises(service.ProfileIncomplete):
        service.save_profile(session, account_id=account_id, declared=True, now=later)
    assert service.complete_profile(session, account_id=account_id) == first

    save(session, account_id, later, data=personal(city="Thiès"))
    service.save_profile(session, account_id=account_id, declared=True, now=later)
    second = service.complete_profile(session, account_id=account_id)
    assert first is not None
    assert second is not None
    assert second.data["personal"]["city"] == "Thiès"
    assert second.version > first.version


def test_answers_that_are_not_asked_are_not_in_the_profile(
    session: Session, account_id: int, now: datetime
) -> None:
    make_complete_profile(
        session, account_id, now, experience={"no_experience": True, "posts": [post()]}
    )

    copy = service.complete_profile(session, account_id=account_id)
    assert copy is not None
    assert copy.data["experience"] == {"no_experience": True, "posts": []}


def test_accommodation_needs_stay_apart(session: Session, account_id: int, now: datetime) -> None:
    make_drafts(session, account_id, now)
    assert all(NEEDS not in str(draft.data) for draft in session.exec(select(ProfileDraft)))
    view = service.load_step(session, account_id=account_id, slug="personal")
    assert view.data["accommodation_needs"] == NEEDS

    service.save_profile(session, account_id=account_id, declared=True, now=now)
    assert NEEDS not in str(session.exec(select(Profile)).one().data)
    assert NEEDS not in str(service.complete_profile(session, account_id=account_id))
    assert session.exec(select(AccommodationNeeds)).one().text == NEEDS

    save(session, account_id, now, data=personal(accommodation_needs=""))
    assert session.exec(select(AccommodationNeeds)).one().text == NEEDS
    service.save_profile(session, account_id=account_id, declared=True, now=now)
    assert session.exec(select(AccommodationNeeds)).one().text == ""


def test_an_institution_that_is_not_in_the_list_is_refused(
    session: Session, account_id: int, now: datetime
) -> None:
    unknown = degree(institution="4711")
    save(session, account_id, now, slug="education", data={"degrees": [unknown]})

    errors = service.check_draft(session, account_id=account_id, slug="education", now=now)
    assert [error.field for error in errors] == ["degrees.0.institution"]
    entry = service.check_entry(session, slug="education", entry=unknown, now=now)
    assert [error.field for error in entry] == ["institution"]


def test_a_profile_from_before_a_step_was_added_is_not_complete(
    session: Session, account_id: int, now: datetime
) -> None:
    make_complete_profile(session, account_id, now)
    profile = session.exec(select(Profile)).one()
    profile.data = {slug: data for slug, data in profile.data.items() if slug != "languages"}
    session.flush()

    assert service.complete_profile(session, account_id=account_id) is None
    line = service.overview(session, account_id=account_id, now=now)[4]
    assert (line.slug, line.state, line.is_added) == ("languages", StepState.UNVISITED, True)


def test_a_profile_from_before_an_optional_step_was_added_stays_complete(
    session: Session, account_id: int, now: datetime
) -> None:
    make_complete_profile(session, account_id, now)
    profile = session.exec(select(Profile)).one()
    profile.data = {slug: data for slug, data in profile.data.items() if slug != "references"}
    session.flush()

    copy = service.complete_profile(session, account_id=account_id)
    assert copy
    assert "references" not in copy.data
    line = service.overview(session, account_id=account_id, now=now)[6]
    assert (line.slug, line.errors) == ("references", 0)


def test_an_answer_of_no_keeps_the_posts_in_the_draft_and_out_of_the_profile(
    session: Session, account_id: int, now: datetime
) -> None:
    kept = {"ilo_employed": "no", "ilo_posts": [ilo_post()]}
    make_drafts(session, account_id, now, ilo_experience=kept)
    view = service.load_step(session, account_id=account_id, slug="ilo-experience")
    assert len(view.data["ilo_posts"]) == 1
    service.save_profile(session, account_id=account_id, declared=True, now=now)
    copy = service.complete_profile(session, account_id=account_id)
    assert copy
    assert copy.data["ilo-experience"] == {"ilo_employed": "no", "ilo_posts": []}


def test_completeness_counts_what_is_required_and_says_where_the_rest_is(
    session: Session, account_id: int, now: datetime
) -> None:
    nothing = service.completeness(session, account_id=account_id, now=now)
    make_drafts(session, account_id, now, experience={"posts": [post(city="", end="")]})
    some = service.completeness(session, account_id=account_id, now=now)
    assert nothing.percent < some.percent < 100
    assert [address for address, _text in some.missing] == [
        "/profile/experience#post-1.city",
        "/profile/experience#post-1.end",
    ]
    make_drafts(session, account_id, now)
    assert service.completeness(session, account_id=account_id, now=now) == (Completeness(100, ()))


def test_changes_are_abandoned_and_the_saved_profile_stays(
    session: Session, account_id: int, now: datetime
) -> None:
    make_complete_profile(session, account_id, now)
    save(session, account_id, now, data=personal(city="Thiès", accommodation_needs="Autre."))
    read = service.stamp(session, account_id=account_id)
    service.abandon_changes(session, account_id=account_id, read=read)
    # The same form posted again, by an impatient finger.
    service.abandon_changes(session, account_id=account_id, read=read)

    view = service.load_step(session, account_id=account_id, slug="personal")
    assert (view.data["city"], view.from_draft) == (personal()["city"], False)
    assert view.data["accommodation_needs"] == NEEDS


def test_what_another_device_kept_since_is_not_abandoned(
    session: Session, account_id: int, now: datetime
) -> None:
    make_complete_profile(session, account_id, now)
    save(session, account_id, now, data=personal(city="Thiès"))
    read = service.stamp(session, account_id=account_id)
    save(session, account_id, now + timedelta(minutes=1), data=personal(city="Saint-Louis"))
    for stale in (read, ""):
        with pytest.raises(service.ProfileChanged):
            service.abandon_changes(session, account_id=account_id, read=stale)
    view = service.load_step(session, account_id=account_id, slug="personal")
    assert view.data["city"] == "Saint-Louis"


def test_drafts_without_a_profile_are_not_abandoned(
    session: Session, account_id: int, now: datetime
) -> None:
    save(session, account_id, now, data=personal(city="Thiès"))
    read = service.stamp(session, account_id=account_id)
    service.abandon_changes(session, account_id=account_id, read=read)
    view = service.load_step(session, account_id=account_id, slug="personal")
    assert view.data["city"] == "Thiès"
