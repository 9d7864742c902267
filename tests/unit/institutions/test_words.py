"""Words: what is read of a query, and by which forms a name is found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilojobs_app.core.text import fold
from ilojobs_app.institutions.words import (
    LENGTH_MAX,
    WEIGHT_MAX,
    is_generic,
    name_words,
    parse,
    significant,
    word_weights,
)


def required(text: str) -> list[str]:
    return [token.forms[0] for token in parse(text).required]


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("Université de Genève", ["geneve"]),
        ("Univ. de Gen", ["gen"]),
        ("The University of Geneva", ["geneva"]),
        ("gen univ", ["gen"]),
        ("Universidad", ["universidad"]),
        ("the", ["the"]),
        ("U.N.A.M.", ["unam"]),
        ("Aix-Marseille", ["aix", "marseille"]),
        ("  ", []),
        ("sciences sciences", ["sciences"]),
    ],
)
def test_articles_and_university_narrow_only_when_alone(typed: str, wanted: list[str]) -> None:
    assert required(typed) == wanted


def test_a_begun_university_is_ignored_beside_a_telling_word() -> None:
    assert is_generic("univ") and is_generic("universit")
    assert not is_generic("uni")
    assert significant(["universite", "de", "geneve"]) == ["geneve"]


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("King's College London", "kings"),
        ("Université de N'Djamena", "ndjamena"),
        ("Université d'Alger", "dalger"),
        ("Université Mohammed V", "5"),
        ("Université Lyon II", "2"),
        ("東京大学", "京大学"),
        ("الجامعة اللبنانية", "جامعة"),
    ],
)
def test_a_name_is_also_found_by_what_is_typed_for_it(name: str, form: str) -> None:
    assert form in name_words(fold(name))
    assert form in word_weights([(fold(name), False)], "", first=True)


def test_german_vowels_may_be_typed_without_umlauts() -> None:
    (koeln,) = parse("koeln").required
    assert koeln.fits("koln") and koeln.fits("koeln")
    (quebec,) = parse("quebec").required
    assert quebec.forms == ("quebec",)


def test_first_words_of_short_curated_names_weigh_least() -> None:
    short = word_weights([("geneve ecole", False)], "Genève", first=True)
    assert short["geneve"] < short["ecole"]
    plain = word_weights([("geneve ecole", False)], "", first=False)
    assert short["geneve"] < plain["geneve"]
    city = word_weights([("ecole", False)], "Genève", first=True)
    assert plain["geneve"] < city["geneve"] < WEIGHT_MAX
    acronym = word_weights([("epfl", True)], "", first=True)
    assert acronym["epfl"] == LENGTH_MAX


@given(st.text(max_size=120))
def test_any_text_is_read_without_error_and_parts_add_up(text: str) -> None:
    query = parse(text)
    words = set(query.folded.split())
    assert {token.forms[0] for token in query.required} <= {word[:64] for word in words}
    assert bool(query.required) == bool(words)


@given(st.text(min_size=1, max_size=60), st.integers(1, 12))
def test_every_beginning_of_every_word_of_a_name_finds_it(name: str, length: int) -> None:
    folded = fold(name)
    indexed = word_weights([(folded, False)], "", first=False)
    for word in folded.split():
        assert any(form.startswith(word[:length]) for form in indexed)
    assert all(0 <= weight < WEIGHT_MAX for weight in indexed.values())
