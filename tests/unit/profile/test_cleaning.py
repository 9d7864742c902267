"""What is kept of what was typed: known questions, clean text, stable keys, newest first."""

import unicodedata
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ilojobs_app.profile.cleaning import asked_only, clean_step
from ilojobs_app.profile.steps import DATA_STEPS, EDUCATION, EXPERIENCE, LANGUAGES, PERSONAL
from tests.factories.profile import complete_steps, degree, language, post

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)
KNOWN = st.sampled_from(
    [
        "first_names",
        "posts",
        "degrees",
        "languages",
        "no_experience",
        "phone_number",
        "key",
        "start",
    ]
)


def test_unknown_answers_are_left_out_and_missing_ones_are_empty() -> None:
    kept = clean_step(PERSONAL, {"first_names": "Aïssata", "is_admin": True})

    assert kept["first_names"] == "Aïssata"
    assert kept["last_name"] == ""
    assert "is_admin" not in kept


def test_text_is_composed_and_single_lines_stay_on_one_line() -> None:
    kept = clean_step(
        PERSONAL,
        {
            "first_names": unicodedata.normalize("NFD", " Aïssata\r\n Éléonore\x00 "),
            "accommodation_needs": "Un\r\ndeux\u202e",
        },
    )

    assert kept["first_names"] == "Aïssata Éléonore"
    assert kept["accommodation_needs"] == "Un\ndeux"


def test_complete_steps_stay_as_they_are() -> None:
    for step in DATA_STEPS:
        data = complete_steps()[step.slug]
        assert clean_step(step, data) == data


def test_entries_keep_their_key_and_get_one_when_they_lack_it() -> None:
    found = clean_step(
        LANGUAGES, {"languages": [language(), language(), language(key="<b>"), language(key=7)]}
    )
    keys = [entry["key"] for entry in found["languages"]]

    assert keys[0] == "language-1"
    assert len(set(keys)) == 4


def test_posts_are_ordered_newest_first() -> None:
    posts = [
        post(key="old", start="2010-01", end="2012-01"),
        post(key="ended-early", start="2020-03", end="2021-01"),
        post(key="lasts-for-long", start="2015-06", end="2019-01", current=True),
        post(key="ended-late", start="2012-01", end="2021-11"),
        post(key="lasts", start="2020-01", end="", current=True),
        post(key="began-first", start="2020-01", end="2021-01"),
        post(key="no-end", start="2009-01", end=""),
        post(key="no-start", start=""),
    ]
    kept = clean_step(EXPERIENCE, {"posts": posts})

    assert [p["key"] for p in kept["posts"]] == [
        "no-start",
        "no-end",
        "lasts",
        "lasts-for-long",
        "ended-late",
        "ended-early",
        "began-first",
        "old",
    ]


def test_degrees_are_ordered_newest_first() -> None:
    degrees = [
        degree(key="doctorate", start="2013-10", obtained="2016-06"),
        degree(key="going-on", start="2012-01", obtained="", in_progress=True),
        degree(key="master", start="2014-01", obtained="2015-06"),
    ]
    kept = clean_step(EDUCATION, {"degrees": degrees})

    assert [d["key"] for d in kept["degrees"]] == ["going-on", "doctorate", "master"]


def test_three_hundred_posts_are_more_than_a_page_can_make() -> None:
    assert len(clean_step(EXPERIENCE, {"posts": [post(key="")] * 300})["posts"]) == 30


def test_answers_to_questions_that_are_not_asked_stay_in_drafts_only() -> None:
    draft = clean_step(EXPERIENCE, {"no_experience": True, "posts": [post(end="2021-08")]})
    assert len(draft["posts"]) == 1
    assert asked_only(EXPERIENCE, draft) == {"no_experience": True, "posts": []}

    current = clean_step(EXPERIENCE, {"posts": [post(current=True, end="2021-08")]})
    assert current["posts"][0]["end"] == "2021-08"
    assert asked_only(EXPERIENCE, current)["posts"][0]["end"] == ""


@pytest.mark.parametrize("step", DATA_STEPS, ids=lambda step: step.slug)
@settings(max_examples=40, deadline=None)
@given(data=JSON | st.dictionaries(KNOWN, JSON | st.lists(st.dictionaries(KNOWN, JSON))))
def test_anything_becomes_data_that_stays_the_same_when_cleaned_again(step: Any, data: Any) -> None:
    kept = clean_step(step, data)

    assert clean_step(step, kept) == kept
    assert asked_only(step, kept).keys() == kept.keys()


def test_ticked_boxes_of_native_forms_count() -> None:
    degree = {"in_progress": "on"}

    assert clean_step(EDUCATION, {"degrees": [degree]})["degrees"][0]["in_progress"] is True
