"""The checks: every refusal names its field and states the fix; no input breaks them."""

from datetime import datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typography import plain

from ilojobs_app.core.text import count
from ilojobs_app.profile.cleaning import clean_step
from ilojobs_app.profile.steps import (
    DATA_STEPS,
    EDUCATION,
    EXPERIENCE,
    EXPERTISE,
    ILO_EXPERIENCE,
    LANGUAGES,
    PERSONAL,
    REFERENCES,
    SUMMARY,
)
from ilojobs_app.profile.validation import MissingField, check_entry, check_step
from tests.conftest import NOON
from tests.factories.profile import (
    complete_steps,
    degree,
    expertise,
    ilo_post,
    language,
    personal,
    post,
    reference,
)
from tests.unit.profile.test_cleaning import JSON, KNOWN


def errors_of(step: Any, data: object, now: datetime = NOON) -> dict[str, str]:
    return {error.field: plain(error.text) for error in check_step(step, data, now=now)}


def post_errors(**changes: Any) -> dict[str, str]:
    return errors_of(EXPERIENCE, {"posts": [post(**changes)]})


def degree_errors(**changes: Any) -> dict[str, str]:
    return errors_of(EDUCATION, {"degrees": [degree(**changes)]})


@pytest.mark.parametrize("step", DATA_STEPS, ids=lambda step: step.slug)
def test_a_complete_step_has_no_error(step: Any) -> None:
    assert errors_of(step, complete_steps()[step.slug]) == {}


def test_everything_required_is_asked_for_in_page_order() -> None:
    errors = check_step(PERSONAL, {}, now=NOON)

    assert [error.field for error in errors] == [
        "first_names",
        "last_name",
        "birth_date",
        "gender",
        "nationality_1",
        "address",
        "city",
        "residence_country",
        "phone_country",
        "phone_number",
        "relatives",
    ]
    assert all(isinstance(error, MissingField) for error in errors)


def test_spaces_are_no_answer() -> None:
    assert "first_names" in errors_of(PERSONAL, personal(first_names=" \u00a0\n"))


def test_relatives_at_the_ilo_are_named() -> None:
    errors = errors_of(PERSONAL, personal(relatives="yes"))

    assert list(errors) == ["relative_name", "relative_relation"]


def test_there_is_at_least_one_post_or_no_experience() -> None:
    assert list(errors_of(EXPERIENCE, {})) == ["posts"]
    assert errors_of(EXPERIENCE, {"no_experience": True}) == {}
    assert errors_of(EXPERIENCE, {"no_experience": True, "posts": [{}]}) == {}


def test_at_least_one_degree_and_one_language() -> None:
    assert list(errors_of(EDUCATION, {})) == ["degrees"]
    assert list(errors_of(LANGUAGES, {"mother_tongue": "fr"})) == ["languages"]


def test_each_language_has_four_levels() -> None:
    data = {
        "mother_tongue": "fr",
        "languages": [language(), language(language="es", write="", speak="native")],
    }

    assert list(errors_of(LANGUAGES, data)) == ["languages.1.write", "languages.1.speak"]


def test_every_post_has_both_texts() -> None:
    errors = post_errors(main_duties="", main_achievements="")

    assert list(errors) == ["posts.0.main_duties", "posts.0.main_achievements"]


@pytest.mark.parametrize(
    ("length", "error"),
    [
        (2000, {}),
        (2001, {"posts.0.main_duties": "Raccourcissez ce texte de 1 caractère."}),
        (2044, {"posts.0.main_duties": "Raccourcissez ce texte de 44 caractères."}),
        (4000, {"posts.0.main_duties": "Raccourcissez ce texte de 2 000 caractères."}),
    ],
)
def test_a_text_that_is_too_long_says_by_how_much(length: int, error: dict[str, str]) -> None:
    assert post_errors(main_duties="é" * length) == error


@settings(max_examples=40, deadline=None)
@given(st.text(min_size=1).filter(count), st.integers(0, 30))
def test_limits_count_code_points_of_the_composed_text(text: str, more: int) -> None:
    typed = (text + "x") * (2000 // (count(text) + 1) + more)
    errors = post_errors(main_duties=typed)

    assert bool(errors) is (count(typed) > 2000)


def test_an_end_is_asked_for_unless_the_post_is_current() -> None:
    assert list(post_errors(end="")) == ["posts.0.end"]
    assert post_errors(end="", current=True) == {}
    assert post_errors(end="2000-01", current=True) == {}


@pytest.mark.parametrize(
    ("start", "end", "wrong"),
    [
        ("2021-09", "2021-08", "end"),
        ("2021-09", "2021-09", ""),
        ("2026-11", "2026-11", ""),
        ("2026-12", "2027-01", "start end"),
        ("2026-10", "2026-12", "end"),
        ("2021-13", "2021-08", "start"),
        ("2021-00", "2021-08", "start"),
        ("2021-", "2021-08", "start"),
        ("-09", "2021-08", "start"),
        ("1899-12", "2021-08", "start"),
        ("99999-01", "2021-08", "start"),
        ("2021-01", "août 2021", "end"),
        ("2021-02-30", "2021-08", "start"),
    ],
)
def test_months_are_possible_and_in_their_order(start: str, end: str, wrong: str) -> None:
    errors = post_errors(start=start, end=end)

    assert list(errors) == [f"posts.0.{name}" for name in wrong.split()]


def test_this_month_has_begun_wherever_the_candidate_lives() -> None:
    evening = NOON.replace(day=30, hour=23)
    data = {"posts": [post(start="2026-12", end="", current=True)]}

    assert errors_of(EXPERIENCE, data, evening) == {}
    assert list(errors_of(EXPERIENCE, data)) == ["posts.0.start"]


@pytest.mark.parametrize(
    "born", ["1990-02-30", "1990-13-01", "90-01-01", "1990-1-1", "19900101", "1990-W05-1", "x" * 99]
)
def test_impossible_dates_are_refused(born: str) -> None:
    assert list(errors_of(PERSONAL, personal(birth_date=born))) == ["birth_date"]


@pytest.mark.parametrize("born", ["１９９０-05-31", "١٩٩٠-05-٣١", "१९९०-05-31"])
def test_a_date_may_be_typed_in_the_digits_of_any_script(born: str) -> None:
    assert errors_of(PERSONAL, personal(birth_date=born)) == {}
    assert clean_step(PERSONAL, personal(birth_date=born))["birth_date"] == "1990-05-31"


@pytest.mark.parametrize("born", ["2010-11-24", "1925-11-01", "2026-11-23"])
def test_ages_outside_16_to_100_are_refused(born: str) -> None:
    assert list(errors_of(PERSONAL, personal(birth_date=born))) == ["birth_date"]


@pytest.mark.parametrize("percentage", ["", "0", "100", "50 %", "-5", "5.5", "½"])
def test_part_time_has_a_percentage(percentage: str) -> None:
    errors = post_errors(working_time="part_time", percentage=percentage)

    assert list(errors) == ["posts.0.percentage"]
    assert post_errors(working_time="part_time", percentage="80") == {}
    assert post_errors(working_time="part_time", percentage="٨٠") == {}
    assert post_errors(working_time="full_time", percentage=percentage) == {}


def test_others_asks_for_the_details() -> None:
    errors = degree_errors(institution_name="", institution_city="")

    assert list(errors) == ["degrees.0.institution_name", "degrees.0.institution_city"]
    assert degree_errors(institution="12", institution_name="", institution_city="") == {}


@pytest.mark.parametrize("institution", ["", "0", "-1", "1.5", "x", "9" * 30, "12; drop"])
def test_an_institution_is_chosen_from_the_list(institution: str) -> None:
    assert list(degree_errors(institution=institution)) == ["degrees.0.institution"]


def test_an_institution_of_another_country_is_refused() -> None:
    def is_institution(institution_id: int, country: str) -> bool:
        return (institution_id, country) == (12, "SN")

    def errors(**changes: Any) -> list[str]:
        entry = degree(institution="12", **changes)
        return [e.field for e in check_entry(EDUCATION, entry, NOON, is_institution)]

    assert errors() == []
    assert errors(country="CH") == ["institution"]


def test_a_degree_is_obtained_or_in_progress() -> None:
    assert list(degree_errors(obtained="")) == ["degrees.0.obtained"]
    assert list(degree_errors(obtained="2009-01")) == ["degrees.0.obtained"]
    assert list(degree_errors(obtained="2027-01")) == ["degrees.0.obtained"]
    assert degree_errors(obtained="", in_progress=True) == {}


@pytest.mark.parametrize(
    ("country", "number", "wrong"),
    [
        ("SN", "77 123 45 67", ""),
        ("SN", "+221 77 123 45 67", ""),
        ("CH", "022 799 61 11", ""),
        ("", "77 123 45 67", "phone_country"),
        ("XX", "77 123 45 67", "phone_country"),
        ("AQ", "77 123 45 67", "phone_country"),
        ("SN", "", "phone_number"),
        ("SN", "12", "phone_number"),
        ("SN", "+41 22 799 61 11", "phone_number"),
        ("SN", "appelez-moi", "phone_number"),
        ("SN", "7" * 31, "phone_number"),
        ("SN", "7" * 5_000, "phone_number"),
    ],
)
def test_a_phone_has_a_country_and_a_possible_number(country: str, number: str, wrong: str) -> None:
    errors = errors_of(PERSONAL, personal(phone_country=country, phone_number=number))

    assert list(errors) == wrong.split()


def test_an_optional_answer_outside_its_list_is_refused() -> None:
    errors = errors_of(PERSONAL, personal(nationality_2="Atlantis"))

    assert errors == {"nationality_2": "Choisissez une réponse dans la liste."}


def test_no_nationality_twice() -> None:
    text = "Choisissez une autre nationalité : celle-ci est déjà indiquée."
    one = personal(nationality_1="SN", nationality_2="SN", nationality_3="")
    assert errors_of(PERSONAL, one) == {"nationality_2": text}
    two = personal(nationality_1="SN", nationality_2="", nationality_3="SN")
    assert errors_of(PERSONAL, two) == {"nationality_3": text}
    three = personal(nationality_1="SN", nationality_2="FR", nationality_3="FR")
    assert errors_of(PERSONAL, three) == {"nationality_3": text}
    assert errors_of(PERSONAL, three | {"nationality_3": "CH"}) == {}


def test_no_language_twice() -> None:
    text = "Choisissez une autre langue : celle-ci est déjà dans la liste."
    kept = [language(), language(key="b", language="es"), language(key="c")]
    data = {"mother_tongue": "fr", "languages": kept}
    assert errors_of(LANGUAGES, data) == {"languages.2.language": text}
    (error,) = check_entry(LANGUAGES, kept[2], NOON, others=kept[:2])
    assert (error.field, plain(error.text)) == ("language", text)
    assert check_entry(LANGUAGES, kept[1], NOON, others=[kept[0], {}, None]) == []


def test_an_entry_is_checked_alone_with_bare_names() -> None:
    errors = check_entry(EXPERIENCE, post(city=""), NOON)

    assert [error.field for error in errors] == ["city"]
    assert check_entry(PERSONAL, {}, NOON) == []


def test_too_many_posts_say_how_many_to_remove() -> None:
    errors = errors_of(EXPERIENCE, {"posts": [post()] * 300})

    assert errors == {"posts": "Retirez 270 éléments de la liste."}


def test_ten_megabytes_are_refused() -> None:
    errors = post_errors(main_duties="é\u0301" * 2_500_000, employer="x" * 2_500_000)

    assert set(errors) == {"posts.0.main_duties", "posts.0.employer"}


def test_the_declaration_is_ticked() -> None:
    assert list(errors_of(SUMMARY, {})) == ["declaration"]
    assert errors_of(SUMMARY, {"declaration": True}) == {}


@pytest.mark.parametrize("step", DATA_STEPS, ids=lambda step: step.slug)
@settings(max_examples=40, deadline=None)
@given(data=JSON | st.dictionaries(KNOWN, JSON | st.lists(st.dictionaries(KNOWN, JSON))))
def test_no_input_breaks_the_checks(step: Any, data: Any) -> None:
    for error in check_step(step, data, now=NOON):
        assert error.text


@settings(max_examples=40, deadline=None)
@given(st.dictionaries(st.sampled_from(list(post())), JSON))
def test_no_post_breaks_the_checks(changes: dict[str, Any]) -> None:
    for error in check_step(EXPERIENCE, {"posts": [post(**changes)]}, now=NOON):
        assert error.text


def reference_errors(**changes: Any) -> dict[str, str]:
    return errors_of(REFERENCES, {"references": [reference(**changes)]})


@pytest.mark.parametrize(
    ("data", "fields"),
    [
        ({}, ["ilo_employed"]),
        ({"ilo_employed": "no"}, []),
        ({"ilo_employed": "no", "ilo_posts": [ilo_post(grade="")]}, []),
        ({"ilo_employed": "yes"}, ["ilo_posts"]),
        ({"ilo_employed": "yes", "ilo_posts": [ilo_post()]}, []),
        ({"ilo_employed": "yes", "ilo_posts": [ilo_post(grade="P.9")]}, ["ilo_posts.0.grade"]),
        (
            {"ilo_employed": "yes", "ilo_posts": [ilo_post(end="2013-09")]},
            ["ilo_posts.0.end"],
        ),
        (
            {"ilo_employed": "yes", "ilo_posts": [ilo_post(end="", current=True)]},
            [],
        ),
    ],
)
def test_posts_at_the_ilo_are_asked_of_who_worked_there(
    data: dict[str, Any], fields: list[str]
) -> None:
    assert list(errors_of(ILO_EXPERIENCE, data)) == fields


def test_one_to_ten_areas_each_once() -> None:
    areas = ("audit", "finance", "gender-equality", "labour-law", "osh", "pensions", "research")
    seven = [expertise(area=area) for area in areas]
    assert list(errors_of(EXPERTISE, {})) == ["expertise"]
    assert errors_of(EXPERTISE, {"expertise": seven}) == {}
    twice = errors_of(EXPERTISE, {"expertise": [*seven, expertise(area="audit")]})
    assert twice == {
        "expertise.7.area": "Choisissez un autre domaine : celui-ci est déjà dans la liste."
    }
    eleven = [expertise(area=f"area {number}") for number in range(11)]
    assert errors_of(EXPERTISE, {"expertise": eleven})["expertise"] == (
        "Retirez 1 élément de la liste."
    )


def test_references_are_optional_and_three_at_most() -> None:
    assert errors_of(REFERENCES, {}) == {}
    four = [reference(name=f"Personne {number}") for number in range(4)]
    assert errors_of(REFERENCES, {"references": four}) == {
        "references": "Retirez 1 élément de la liste."
    }


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({}, []),
        ({"email": "", "phone_country": "SN", "phone_number": "77 123 45 67"}, []),
        ({"email": ""}, ["references.0.email"]),
        ({"email": "mariama"}, ["references.0.email"]),
        (
            {"email": "mariama", "phone_country": "SN", "phone_number": "77 123 45 67"},
            ["references.0.email"],
        ),
        ({"phone_number": "77 123 45 67"}, ["references.0.phone_country"]),
        ({"may_be_contacted": ""}, ["references.0.may_be_contacted"]),
    ],
)
def test_a_reference_is_reached_by_mail_or_telephone(
    changes: dict[str, str], fields: list[str]
) -> None:
    assert list(reference_errors(**changes)) == fields
