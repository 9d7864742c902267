import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilojobs_app.applications.letter_guard import mentions

OTHER = ("BR-ASIE/P/2026/09", "Économiste du travail", "Labour economist", "Bangkok")
OWN = ("SOCPRO/P/2026/14", "Spécialiste de la protection sociale", "Genève", "Geneva")
LETTER = """Madame, Monsieur,

Je vous adresse ma candidature au poste d’Économiste du travail à Bangkok (BR-ASIE/P/2026/09).

À l’Agence nationale, j’ai dirigé l’extension de l’assurance maladie. Mon expérience de Bangkokois
d'adoption sert votre équipe de BANGKOK.
"""


def marked(letter, other=OTHER, own=OWN):
    found = mentions(letter, other=other, own=own)
    return [[part.text for part in passage.parts if part.marked] for passage in found]


def test_number_title_and_duty_station_are_found_where_they_stand():
    assert marked(LETTER) == [
        ["Économiste du travail", "Bangkok", "BR-ASIE/P/2026/09"],
        ["BANGKOK"],
    ]
    first = mentions(LETTER, other=OTHER, own=OWN)[0]
    assert first.text.startswith("ma candidature au poste d’Économiste")
    assert first.text in LETTER


@pytest.mark.parametrize(
    ("letter", "found"),
    [
        ("au poste d'economiste  DU\u00a0travail", ["economiste  DU\u00a0travail"]),
        ("votre réf. br asie p 2026 09", ["br asie p 2026 09"]),
        ("as a labour-economist", ["labour-economist"]),
        ("Bangkokois", []),
        ("economiste du travailleur", []),
        ("", []),
    ],
)
def test_accents_case_and_punctuation_do_not_count_and_words_are_whole(letter, found):
    assert [text for passage in marked(letter) for text in passage] == found


def test_what_names_this_vacancy_too_is_no_finding():
    own = ("Économiste du travail principal", "Bangkok")
    other = ("Économiste du travail", "Bangkok")
    assert marked("Économiste du travail principal à Bangkok", other, own) == []
    assert marked("Économiste du travail à Bangkok", other, own) == [["Économiste du travail"]]


def test_an_empty_name_finds_nothing():
    assert marked("Madame, Monsieur", ("", "/"), ()) == []


def test_a_town_inside_a_title_is_marked_once():
    other = ("Chef du bureau de Bangkok", "Bangkok")
    assert marked("le Chef du bureau de Bangkok", other, ()) == [["Chef du bureau de Bangkok"]]


WORDS = st.text(alphabet="aàbB 'éßœ/\n-ก้\u0301", max_size=60)


@given(letter=WORDS, other=st.lists(WORDS, max_size=3), own=st.lists(WORDS, max_size=2))
def test_passages_are_pieces_of_the_letter(letter, other, own):
    for passage in mentions(letter, other=other, own=own):
        assert passage.text in letter
        assert "".join(part.text for part in passage.parts) == passage.text
        assert any(part.marked for part in passage.parts)
