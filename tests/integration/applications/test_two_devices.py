"""Two devices on one application: what one of them never saw, it neither replaces nor submits."""

from datetime import timedelta

import pytest
from sqlmodel import select

from ilojobs_app.applications import service
from ilojobs_app.applications.letters import LetterForm
from ilojobs_app.applications.models import Application, Status
from ilojobs_app.core.errors import Invalid
from tests.factories.applications import LETTER, make_candidate, make_submitted
from tests.factories.vacancies import make_vacancy

EMPTY = LetterForm()


@pytest.fixture
def own(session, now):
    return {
        "account_id": make_candidate(session, now).id,
        "job_id": make_vacancy(session).job_id,
        "now": now,
    }


def save(session, own, form, *changed, **seen):
    return service.save_letter_draft(session, **own, form=form, changed=changed, seen=seen)


def kept(session, own):
    return service.begin(session, **own).form


def test_a_device_that_answers_a_question_leaves_the_letter(session, own):
    save(session, own, LetterForm("Ma lettre"), "letter", letter=[""])
    # The other device still shows an empty letter.
    saved = save(session, own, LetterForm(seconded=False), "seconded", seconded=[None])
    assert saved.conflicts == ()
    assert kept(session, own) == LetterForm("Ma lettre", seconded=False)


@pytest.mark.parametrize(
    ("name", "before", "theirs", "mine"),
    [
        ("letter", "", "La leur", "La mienne"),
        ("personnel_number", "", "12345", "54321"),
        ("seconded", None, True, False),
    ],
)
def test_what_both_changed_is_kept_once_and_the_second_is_told(
    session, own, name, before, theirs, mine
):
    save(session, own, EMPTY)
    save(session, own, LetterForm(**{name: theirs}), name, **{name: [before]})
    told = save(session, own, LetterForm(**{name: mine}), name, **{name: [before]})
    assert told.conflicts == (name,)
    assert getattr(told.kept, name) == theirs == getattr(kept(session, own), name)
    chosen = save(session, own, LetterForm(**{name: mine}), name, **{name: [theirs]})
    assert chosen.conflicts == ()
    assert getattr(kept(session, own), name) == mine


def test_a_stale_page_does_not_submit_over_what_it_never_showed(session, own):
    save(session, own, EMPTY)
    save(session, own, LetterForm("La leur", seconded=True), "letter", "seconded")
    stale = LetterForm(seconded=False)
    with pytest.raises(service.ChangedElsewhere) as refusal:
        service.submit(session, **own, form=stale, changed=["seconded"], seen={"seconded": [None]})
    assert refusal.value.fields == ("letter", "seconded")
    assert refusal.value.kept.letter == "La leur"
    assert session.exec(select(Application)).one().status is Status.DRAFT


def test_who_has_seen_the_other_version_submits_the_own_one(session, own):
    save(session, own, EMPTY)
    save(session, own, LetterForm("La leur"), "letter")
    form = LetterForm("", seconded=False)
    seen = {"letter": ["La leur"], "seconded": [None]}
    service.submit(session, **own, form=form, changed=["letter", "seconded"], seen=seen)
    assert session.exec(select(Application)).one().letter == ""


def test_a_page_that_shows_what_is_kept_submits_it(session, own):
    form = LetterForm("Ma lettre", seconded=True, personnel_number="9" * 20)
    save(session, own, form)
    service.submit(session, **own, form=form, changed=[], seen={})
    assert session.exec(select(Application)).one().status is Status.SUBMITTED


def test_a_number_that_is_too_long_is_no_other_version(session, own):
    form = LetterForm("Ma lettre", seconded=True, personnel_number="9" * 200)
    save(session, own, form)
    with pytest.raises(Invalid):
        service.submit(session, **own, form=form, changed=[], seen={})


def test_a_letter_that_was_only_proposed_is_nobodys_version(session, own, now):
    other = make_vacancy(session, job_id=5002)
    make_submitted(session, own["account_id"], other.job_id, now - timedelta(days=2))
    # The first draft begins with all that the page shows, the proposed letter too.
    save(session, own, LetterForm(LETTER, seconded=False), "seconded", seconded=[None])
    assert kept(session, own).letter == LETTER


def test_a_number_comes_back_with_the_answer_that_asks_for_it(session, own):
    save(session, own, LetterForm(seconded=True, personnel_number="12345"))
    save(session, own, LetterForm(seconded=False, personnel_number="12345"), "seconded")
    save(session, own, LetterForm(seconded=True, personnel_number="12345"), "seconded")
    assert kept(session, own).personnel_number == "12345"
