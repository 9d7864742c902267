"""Criteria: what makes them the same, what they match, how they are said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilojobs_app.alerts.criteria import AlertCriteria
from ilojobs_app.core.i18n import use_language
from ilojobs_app.vacancies.models import Vacancy
from tests.factories.vacancies import vacancy


@pytest.fixture(scope="module")
def actuary() -> Vacancy:
    return vacancy()


@pytest.mark.parametrize(
    ("criteria", "matches"),
    [
        (AlertCriteria(), True),
        (AlertCriteria(category="professional"), True),
        (AlertCriteria(category="internship"), False),
        (AlertCriteria(place="geneva", category="professional"), True),
        (AlertCriteria(place="bangkok", category="professional"), False),
        (AlertCriteria("actuaire"), True),
        (AlertCriteria("ACTUARY"), True),
        (AlertCriteria("evaluer Genève"), True),
        (AlertCriteria("tuaire"), False),
        (AlertCriteria("actuaire bangkok"), False),
        (AlertCriteria("socpro/p/2026/99"), True),
    ],
)
def test_match(actuary: Vacancy, criteria: AlertCriteria, matches: bool) -> None:
    assert criteria.match(actuary) is matches


@given(st.permutations(["protection", "sociale", "Genève"]), st.booleans())
def test_order_case_accents_and_repetition_make_no_other_criteria(words, upper: bool) -> None:
    typed = " ".join([*words, words[0]])
    other = AlertCriteria(typed.upper() if upper else typed, place="geneva", place_fr="Genève")
    assert other.key == AlertCriteria("geneve protection sociale", place="geneva").key


def test_each_field_makes_other_criteria() -> None:
    same = {
        AlertCriteria("a").key,
        AlertCriteria(category="a").key,
        AlertCriteria(place="a").key,
        AlertCriteria().key,
        AlertCriteria("a", "a", "a").key,
    }
    assert len(same) == 5


def test_stored_criteria_read_in_a_release_with_other_filters() -> None:
    criteria = AlertCriteria("actuaire", place="geneva", place_fr="Genève", place_en="Geneva")
    assert AlertCriteria.read(criteria.stored()) == criteria
    assert AlertCriteria.read(criteria.stored() | {"grades": ["P4"]}) == criteria
    assert AlertCriteria.read({}) == AlertCriteria()


@given(st.text(max_size=300))
def test_any_keyword_is_accepted_and_matches_as_its_own_stored_form(typed: str) -> None:
    criteria = AlertCriteria(typed)
    assert AlertCriteria.read(criteria.stored()).key == criteria.key
    assert all(len(term) <= 120 for condition in criteria.conditions for term in condition)


def test_words() -> None:
    place = {"place": "geneva", "place_fr": "Genève, Suisse", "place_en": "Geneva, Switzerland"}
    assert (
        AlertCriteria(category="professional", **place).words("en").endswith("Geneva, Switzerland")
    )
    assert AlertCriteria("actuaire").words("fr").strip("« »\u00a0") == "actuaire"
    with use_language("fr"):
        assert AlertCriteria(**place).title() == "Genève, Suisse"
        assert AlertCriteria("actuaire", category="professional").title() != ""
