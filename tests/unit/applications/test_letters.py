import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilojobs_app.applications.letters import (
    LETTER_MAX,
    LetterForm,
    LetterTooLong,
    LetterUnchanged,
    decide,
    secondment_errors,
)
from ilojobs_app.applications.models import LetterDecision
from ilojobs_app.core.text import clean

LAST = "Madame, Monsieur,\n\nVotre équipe de Bangkok m'intéresse."
NEW = LAST.replace("Bangkok", "Lomé")


@pytest.mark.parametrize(
    ("letter", "last", "keeps", "decision"),
    [
        ("", "", False, LetterDecision.NONE),
        ("", LAST, False, LetterDecision.NONE),
        (" \n ", LAST, True, LetterDecision.NONE),
        (NEW, "", False, LetterDecision.WRITTEN),
        (NEW, "", True, LetterDecision.WRITTEN),
        (NEW, LAST, False, LetterDecision.WRITTEN),
        (NEW, LAST, True, LetterDecision.WRITTEN),
        (LAST, LAST, True, LetterDecision.KEPT),
        (LAST, "", False, LetterDecision.WRITTEN),
    ],
)
def test_a_letter_is_updated_removed_or_kept_knowingly(letter, last, keeps, decision):
    assert decide(LetterForm(letter, keeps), last) is decision


@pytest.mark.parametrize(
    "again", [LAST, f"  {LAST}\n", LAST.replace("\n", "\r\n"), LAST.replace(" ", "  ")]
)
def test_the_last_letter_again_needs_a_word(again):
    with pytest.raises(LetterUnchanged) as refusal:
        decide(LetterForm(again), LAST)
    assert refusal.value.field == "letter"


@pytest.mark.parametrize("unit", ["a", "é", "e\u0301", "👩"])
def test_three_thousand_code_points_are_allowed(unit):
    number = LETTER_MAX // len(clean(unit))
    assert decide(LetterForm(unit * number), "") is LetterDecision.WRITTEN
    with pytest.raises(LetterTooLong) as refusal:
        decide(LetterForm(unit * (number + 44)), "")
    assert "44" in refusal.value.message()


@given(st.text(max_size=200), st.text(max_size=200), st.booleans())
def test_never_is_an_unconfirmed_letter_the_last_one(letter, last, keeps):
    try:
        decision = decide(LetterForm(letter, keeps), last)
    except LetterUnchanged:
        assert not keeps
        return
    same = clean(letter).split() == clean(last).split()
    if decision is LetterDecision.WRITTEN:
        assert not same
    elif decision is LetterDecision.KEPT:
        assert same and keeps
    else:
        assert not clean(letter)


@pytest.mark.parametrize(
    ("seconded", "number", "field"),
    [
        (None, "", "seconded"),
        (None, "12345", "seconded"),
        (False, "", None),
        (True, "", "personnel_number"),
        (True, "  ", "personnel_number"),
        (True, "1" * 21, "personnel_number"),
        (True, "1" * 20, None),
    ],
)
def test_staff_on_secondment_give_their_number(seconded, number, field):
    errors = secondment_errors(LetterForm(seconded=seconded, personnel_number=number))
    assert [error.field for error in errors] == ([field] if field else [])


def test_a_number_is_submitted_only_where_it_is_asked_for():
    for seconded, number in ((True, "123"), (False, ""), (None, "")):
        form = LetterForm(seconded=seconded, personnel_number=" 123 ").cleaned()
        assert form.personnel_number == "123"
        assert form.asked_only().personnel_number == number
