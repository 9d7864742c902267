"""Who has no nationality completes the profile; nobody lives, studies or works in no country."""

import pytest

from ilojobs_app.core import lists
from ilojobs_app.profile.steps import DATA_STEPS, EDUCATION, EXPERIENCE, PERSONAL
from ilojobs_app.profile.validation import check_step
from tests.conftest import NOON
from tests.factories.profile import degree, personal, post

NO_COUNTRY = ["XXA", "XXX"]


@pytest.mark.parametrize("code", NO_COUNTRY)
def test_a_stateless_person_completes_the_personal_details(code: str) -> None:
    typed = personal(nationality_1=code, nationality_2="", nationality_3="")

    assert check_step(PERSONAL, typed, now=NOON) == []


def test_stateless_is_said_in_both_languages() -> None:
    assert lists.label("nationalities", "XXA", "fr") == "Apatride"
    assert lists.label("nationalities", "XXA", "en") == "Stateless"
    assert lists.label("nationalities", "SN", "fr") == "Sénégal"


@pytest.mark.parametrize("code", NO_COUNTRY)
def test_no_other_question_is_answered_by_no_country(code: str) -> None:
    fields = [field for step in DATA_STEPS for field in step.fields]
    fields += [field for step in DATA_STEPS if step.entries for field in step.entries.fields]
    offering = {
        field.name for field in fields if field.options and lists.is_option(field.options, code)
    }

    assert offering == {"nationality_1"}
    assert [e.field for e in check_step(EXPERIENCE, {"posts": [post(country=code)]}, now=NOON)]
    assert [e.field for e in check_step(EDUCATION, {"degrees": [degree(country=code)]}, now=NOON)]


@pytest.mark.parametrize("name", ["nationality_2", "nationality_3"])
def test_no_nationality_stands_beside_none(name: str) -> None:
    typed = personal(nationality_1="XXA", nationality_2="", nationality_3="") | {name: "SN"}

    assert [error.field for error in check_step(PERSONAL, typed, now=NOON)] == [name]
