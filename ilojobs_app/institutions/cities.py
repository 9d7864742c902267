"""Cities in the reader's language: « Bâle » for Basel. Lists of institutions name a city once."""

from ilojobs_app.core import lists
from ilojobs_app.core.text import fold


def city_name(country: str, city: str, language: str) -> str:
    """Word a city of a country (alpha-2 code); as it stands where the list `cities` lacks it."""
    code = f"{country} {fold(city)}"
    return lists.label("cities", code, language) if lists.is_option("cities", code) else city
