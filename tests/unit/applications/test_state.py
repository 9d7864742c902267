import pytest

from ilojobs_app.applications.letters import LetterForm
from ilojobs_app.applications.state.form import conflicts_of, form_of, sent, values_from
from ilojobs_app.applications.wording import number_at_end


@pytest.mark.parametrize(
    "form",
    [
        LetterForm(),
        LetterForm("Texte", True, True, "4711"),
        LetterForm("Texte", False, False, ""),
    ],
)
def test_a_form_comes_back_as_it_was_sent(form):
    assert form_of(values_from(form)) == form


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"letter": 1, "keeps_letter": "true", "seconded": True, "personnel_number": ["1"]},
        {"letter": None, "keeps_letter": 1, "seconded": "maybe", "personnel_number": {}},
    ],
)
def test_what_has_not_its_type_counts_as_not_given(values):
    assert form_of(values) == LetterForm()


def test_what_a_page_sends_is_read_once():
    data = {
        "edit": 1,
        "values": {"letter": "Texte", "seconded": "yes", "other": "x"},
        "changed": ["seconded", "unknown"],
        "bases": {"seconded": ["", "no"], "letter": "x", "unknown": ["x"]},
    }
    assert sent(data) == {
        "form": LetterForm("Texte", seconded=True),
        "changed": ["seconded"],
        "seen": {"seconded": [None, False]},
    }


def test_versions_are_worded_as_the_page_asks():
    kept = LetterForm("Texte", True, None, "12")
    found = conflicts_of(("letter", "keeps_letter", "seconded", "personnel_number"), kept)
    assert [(one.value, one.words) for one in found] == [
        ("Texte", "Texte"),
        (True, "Oui"),
        ("", ""),
        ("12", "12"),
    ]


@pytest.mark.parametrize(
    ("address", "number"),
    [
        ("/fr/apply/1002", 1002),
        ("/applications/7/", 7),
        ("/apply/007", 0),
        ("/apply/-1", 0),
        ("/apply/1e3", 0),
        ("/apply/١٢", 0),
        ("/apply/12345678901", 0),
        ("/apply/", 0),
        ("", 0),
    ],
)
def test_only_a_plain_number_is_one(address, number):
    assert number_at_end(address) == number
