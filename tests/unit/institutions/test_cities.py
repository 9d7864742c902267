"""Cities are read in the reader's language, however the imported list writes them."""

import pytest

from ilojobs_app.institutions.cities import city_name


@pytest.mark.parametrize(
    ("written", "french", "english"),
    [
        ("Zürich", "Zurich", "Zurich"),
        ("Zurich", "Zurich", "Zurich"),
        ("Basel", "Bâle", "Basel"),
        ("Bern", "Berne", "Bern"),
        ("Lucerne", "Lucerne", "Lucerne"),
        ("Luzern", "Lucerne", "Lucerne"),
        ("St. Gallen", "Saint-Gall", "St. Gallen"),
        ("Sankt Gallen", "Saint-Gall", "St. Gallen"),
        ("Winterthur", "Winterthour", "Winterthur"),
        ("Geneva", "Genève", "Geneva"),
        ("Chur", "Coire", "Chur"),
        ("Lausanne", "Lausanne", "Lausanne"),
    ],
)
def test_swiss_cities_have_their_french_names_on_french_pages(
    written: str, french: str, english: str
) -> None:
    assert city_name("CH", written, "fr") == french
    assert city_name("CH", written, "en") == english


def test_a_city_of_the_same_name_elsewhere_keeps_its_own() -> None:
    assert city_name("US", "Geneva", "fr") == "Geneva"
    assert city_name("US", "Bern", "fr") == "Bern"
