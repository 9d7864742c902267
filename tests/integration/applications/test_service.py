from datetime import timedelta

import pytest
from sqlmodel import select

from ilojobs_app.applications import service
from ilojobs_app.applications.letters import LetterForm, LetterUnchanged
from ilojobs_app.applications.models import Application, LetterDecision, Status
from ilojobs_app.applications.profile_check import ProfileNeeded
from ilojobs_app.applications.views import Stage
from ilojobs_app.core.errors import Invalid, NotFound
from ilojobs_app.notifications.models import OutboxMail
from ilojobs_app.profile.models import Profile
from ilojobs_app.vacancies.errors import VacancyClosed
from tests.factories.accounts import make_account
from tests.factories.applications import LETTER, letter_form, make_candidate, make_submitted
from tests.factories.profile import make_drafts, personal, save_step
from tests.factories.vacancies import make_vacancy


@pytest.fixture
def vacancy(session):
    return make_vacancy(session)


@pytest.fixture
def other_vacancy(session):
    return make_vacancy(
        session,
        job_id=5002,
        vacancy_number="BR-ASIE/P/2026/09",
        title_fr="Économiste du travail",
        title_en="Labour economist",
        duty_station_fr="Bangkok",
        duty_station_en="Bangkok",
        country="TH",
        time_zone="Asia/Bangkok",
    )


@pytest.fixture
def candidate(session, now):
    return make_candidate(session, now)


def begin(session, account, vacancy, now):
    return service.begin(session, account_id=account.id, job_id=vacancy.job_id, now=now)


def submit(session, account, vacancy, now, **changes):
    return make_submitted(session, account.id, vacancy.job_id, now, **changes)


def save(session, account, vacancy, now, **changes):
    form = letter_form(**changes)
    return service.save_letter_draft(
        session, account_id=account.id, job_id=vacancy.job_id, form=form, now=now
    )


def test_a_candidate_with_a_complete_profile_can_write(session, candidate, vacancy, now):
    view = begin(session, candidate, vacancy, now)
    assert view.stage is Stage.WRITE
    assert view.vacancy.title == "Actuaire"
    assert (view.to_do, view.profile_changed, view.number, view.last) == ((), False, None, None)
    assert view.form == LetterForm()
    assert session.exec(select(Application)).all() == []


def test_an_incomplete_profile_is_refused_with_what_is_missing(session, vacancy, now):
    account = make_account(session)
    view = begin(session, account, vacancy, now)
    assert view.stage is Stage.INCOMPLETE
    assert [step.slug for step in view.to_do] == [
        "personal",
        "experience",
        "ilo-experience",
        "education",
        "languages",
        "expertise",
    ]
    with pytest.raises(ProfileNeeded) as refusal:
        submit(session, account, vacancy, now)
    assert refusal.value.to_do == view.to_do


def test_a_step_added_since_the_profile_was_saved_is_named(session, candidate, vacancy, now):
    profile = session.exec(select(Profile).where(Profile.account_id == candidate.id)).one()
    profile.data = {slug: data for slug, data in profile.data.items() if slug != "expertise"}
    session.flush()
    view = begin(session, candidate, vacancy, now)
    assert view.stage is Stage.INCOMPLETE
    assert [(step.slug, "ajoutée depuis" in step.remains) for step in view.to_do] == [
        ("expertise", True)
    ]


def test_a_draft_of_a_profile_is_not_a_profile(session, vacancy, now):
    account = make_account(session)
    make_drafts(session, account.id, now)
    view = begin(session, account, vacancy, now)
    assert [step.slug for step in view.to_do] == ["summary"]
    with pytest.raises(ProfileNeeded):
        submit(session, account, vacancy, now)


def test_changes_that_are_not_saved_are_announced(session, candidate, vacancy, now):
    data = personal(city="Thiès")
    save_step(session, candidate.id, "personal", data, now)
    view = begin(session, candidate, vacancy, now)
    assert (view.stage, view.profile_changed) == (Stage.WRITE, True)


def test_a_draft_is_kept_and_comes_back(session, candidate, vacancy, now):
    save(session, candidate, vacancy, now, letter=" Début ", seconded=True, personnel_number="12")
    save(session, candidate, vacancy, now, letter="Suite", seconded=None, personnel_number="12")
    view = begin(session, candidate, vacancy, now)
    assert view.form == LetterForm("Suite", personnel_number="12")
    (line,) = service.own_applications(session, account_id=candidate.id, now=now)
    assert (line.is_draft, line.is_open, line.number) == (True, True, view.number)


def test_a_draft_keeps_what_is_wrong(session, candidate, vacancy, now):
    long = "mot " * 5000
    save(session, candidate, vacancy, now, letter=long, seconded=True, personnel_number="9" * 50)
    form = begin(session, candidate, vacancy, now).form
    assert form.letter == long.strip()
    assert form.personnel_number == "9" * 50


def test_submitting_seals_and_acknowledges(session, candidate, vacancy, now):
    number = submit(session, candidate, vacancy, now)
    application = session.exec(select(Application)).one()
    assert application.status is Status.SUBMITTED
    assert application.submitted_at == now
    assert application.letter_decision is LetterDecision.WRITTEN
    mail = session.exec(select(OutboxMail)).one()
    assert (mail.kind, mail.to_address) == ("application_received", candidate.email)
    assert f"/fr/applications/{number}" in mail.text
    assert "Actuaire" in mail.subject
    assert begin(session, candidate, vacancy, now).stage is Stage.SUBMITTED


def test_a_second_submission_changes_nothing(session, candidate, vacancy, now):
    number = submit(session, candidate, vacancy, now)
    later = now + timedelta(days=60)
    assert submit(session, candidate, vacancy, later) == number
    # A page with another letter must not be told that this letter has left.
    with pytest.raises(service.AlreadySubmitted) as refusal:
        submit(session, candidate, vacancy, later, letter="Autre")
    assert refusal.value.number == number
    assert session.exec(select(Application)).one().letter == LETTER
    assert len(session.exec(select(OutboxMail)).all()) == 1


def test_a_late_autosave_changes_nothing(session, candidate, vacancy, now):
    submit(session, candidate, vacancy, now)
    with pytest.raises(service.AlreadySubmitted):
        save(session, candidate, vacancy, now, letter="Autre")


def test_the_deadline_passes_between_page_and_submit(session, candidate, vacancy, now):
    assert begin(session, candidate, vacancy, vacancy.closes_at).stage is Stage.WRITE
    late = vacancy.closes_at + timedelta(seconds=1)
    with pytest.raises(VacancyClosed):
        submit(session, candidate, vacancy, late)
    assert begin(session, candidate, vacancy, late).stage is Stage.CLOSED
    assert session.exec(select(Application)).all() == []


def test_a_letter_written_too_late_is_kept_to_be_read(session, candidate, vacancy, now):
    late = vacancy.closes_at + timedelta(seconds=1)
    assert not save(session, candidate, vacancy, late, letter="Trop tard").is_open
    view = begin(session, candidate, vacancy, late)
    assert (view.stage, view.written) == (Stage.CLOSED, "Trop tard")
    (line,) = service.own_applications(session, account_id=candidate.id, now=late)
    assert (line.is_draft, line.is_open, line.letter) == (True, False, "Trop tard")


def test_a_letter_for_a_notice_that_was_taken_back_is_still_read(session, candidate, vacancy, now):
    save(session, candidate, vacancy, now, letter="Commencée")
    vacancy.published_at = now + timedelta(days=1)
    session.flush()
    own = {"account_id": candidate.id, "job_id": vacancy.job_id}
    with pytest.raises(NotFound):
        service.begin(session, **own, now=now)
    assert service.written_letter(session, **own) == "Commencée"
    (line,) = service.own_applications(session, account_id=candidate.id, now=now)
    assert (line.is_open, line.is_closed, line.letter) == (False, False, "Commencée")


def test_a_letter_that_was_only_proposed_is_not_shown_as_written(
    session, candidate, vacancy, other_vacancy, now
):
    submit(session, candidate, vacancy, now)
    late = other_vacancy.closes_at + timedelta(days=1)
    assert begin(session, candidate, other_vacancy, late).written == ""


def test_the_last_second_still_counts(session, candidate, vacancy):
    assert submit(session, candidate, vacancy, vacancy.closes_at) > 0


def test_an_application_stays_readable_after_the_deadline(session, candidate, vacancy, now):
    submit(session, candidate, vacancy, now)
    late = vacancy.closes_at + timedelta(days=1)
    assert begin(session, candidate, vacancy, late).stage is Stage.SUBMITTED
    (line,) = service.own_applications(session, account_id=candidate.id, now=late)
    assert (line.is_draft, line.is_open, line.at) == (False, False, now)


@pytest.mark.parametrize("job_id", [0, -1, 999, 2**40])
def test_an_unknown_vacancy_is_not_found(session, candidate, now, job_id):
    with pytest.raises(NotFound):
        service.begin(session, account_id=candidate.id, job_id=job_id, now=now)
    with pytest.raises(NotFound):
        make_submitted(session, candidate.id, job_id, now)


def test_errors_come_in_the_order_of_the_page(session, candidate, vacancy, now):
    with pytest.raises(Invalid) as refusal:
        submit(session, candidate, vacancy, now, letter="x" * 3044, seconded=None)
    assert [error.field for error in refusal.value.errors] == ["letter", "seconded"]


def test_a_number_is_required_on_secondment(session, candidate, vacancy, now):
    with pytest.raises(Invalid):
        submit(session, candidate, vacancy, now, seconded=True)
    submit(session, candidate, vacancy, now, seconded=True, personnel_number="12345")
    assert session.exec(select(Application)).one().personnel_number == "12345"


def test_the_last_letter_is_proposed_with_its_vacancy(
    session, candidate, vacancy, other_vacancy, now
):
    submit(session, candidate, vacancy, now)
    view = begin(session, candidate, other_vacancy, now)
    assert view.form.letter == LETTER
    assert (view.last.vacancy.title, view.last.written_at) == ("Actuaire", now)
    marked = [part.text for passage in view.passages for part in passage.parts if part.marked]
    assert marked == ["Actuaire", "Genève"]


def test_a_proposed_letter_cannot_leave_unseen(session, candidate, vacancy, other_vacancy, now):
    submit(session, candidate, vacancy, now)
    with pytest.raises(Invalid) as refusal:
        submit(session, candidate, other_vacancy, now)
    assert [type(error) for error in refusal.value.errors] == [LetterUnchanged]
    submit(session, candidate, other_vacancy, now, keeps_letter=True)


def test_a_letter_submitted_from_another_tab_cannot_leave_unseen(
    session, candidate, vacancy, other_vacancy, now
):
    third = make_vacancy(session, job_id=5003, title_fr="Juriste", title_en="Lawyer")
    submit(session, candidate, vacancy, now)
    save(session, candidate, third, now)
    submit(session, candidate, other_vacancy, now + timedelta(days=1), letter="Toute neuve")
    view = begin(session, candidate, third, now)
    assert (view.form.letter, view.last.vacancy.title) == (LETTER, "Actuaire")
    with pytest.raises(Invalid) as refusal:
        submit(session, candidate, third, now)
    assert [type(error) for error in refusal.value.errors] == [LetterUnchanged]
    submit(session, candidate, third, now, keeps_letter=True)


def test_a_letter_kept_is_still_written_for_the_first_vacancy(
    session, candidate, vacancy, other_vacancy, now
):
    third = make_vacancy(session, job_id=5003)
    submit(session, candidate, vacancy, now)
    submit(session, candidate, other_vacancy, now + timedelta(days=1), keeps_letter=True)
    assert begin(session, candidate, third, now).last.vacancy.job_id == vacancy.job_id


def test_an_updated_letter_becomes_the_last_one(session, candidate, vacancy, other_vacancy, now):
    third = make_vacancy(session, job_id=5003)
    submit(session, candidate, vacancy, now)
    submit(session, candidate, other_vacancy, now + timedelta(days=1), letter="Toute neuve")
    last = begin(session, candidate, third, now).last
    assert (last.text, last.vacancy.job_id) == ("Toute neuve", other_vacancy.job_id)


def test_an_application_without_letter_leaves_the_last_one(
    session, candidate, vacancy, other_vacancy, now
):
    third = make_vacancy(session, job_id=5003)
    submit(session, candidate, vacancy, now)
    submit(session, candidate, other_vacancy, now + timedelta(days=1), letter="")
    assert begin(session, candidate, third, now).last.text == LETTER


def test_a_draft_that_was_emptied_stays_empty(session, candidate, vacancy, other_vacancy, now):
    submit(session, candidate, vacancy, now)
    save(session, candidate, other_vacancy, now, letter="")
    assert begin(session, candidate, other_vacancy, now).form.letter == ""


def test_saving_tells_what_the_letter_still_names(session, candidate, vacancy, other_vacancy, now):
    submit(session, candidate, vacancy, now)
    for town, found in (("Genève", True), ("Bangkok", False)):
        kept = save(session, candidate, other_vacancy, now, letter=f"Votre équipe de {town}")
        assert bool(kept.passages) is found


def test_another_candidates_applications_do_not_exist(session, candidate, vacancy, now):
    number = submit(session, candidate, vacancy, now)
    stranger = make_candidate(session, now)
    assert service.own_applications(session, account_id=stranger.id, now=now) == ()
    for asked in (number, number + 1, 0, 2**40):
        with pytest.raises(NotFound):
            service.own_application(session, account_id=stranger.id, number=asked)
    assert begin(session, stranger, vacancy, now).last is None
    assert begin(session, stranger, vacancy, now).stage is Stage.WRITE


def test_a_draft_has_nothing_sealed_to_read(session, candidate, vacancy, now):
    save(session, candidate, vacancy, now)
    number = begin(session, candidate, vacancy, now).number
    with pytest.raises(NotFound):
        service.own_application(session, account_id=candidate.id, number=number)
