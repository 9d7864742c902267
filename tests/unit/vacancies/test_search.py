"""What a keyword is read as."""

import pytest

from ilojobs_app.vacancies.search import words


@pytest.mark.parametrize(
    "typed",
    [
        "économiste principal",
        "ÉCONOMISTE\u2028PRINCIPAL",
        "écono\u200bmiste\u00a0prin\u00adcipal",
        "\ufeffeconomiste\tprincipal\u200e",
        "économiste\u0085principal\x1f",
        "« économiste, principal »",
    ],
)
def test_a_pasted_keyword_is_read_as_it_looks(typed: str) -> None:
    assert words(typed) == ["economiste", "principal"]


@pytest.mark.parametrize("typed", ["", "\u200b", " \u00ad ", "…"])
def test_what_shows_no_word_looks_for_none(typed: str) -> None:
    assert words(typed) == []
