"""An impossible date is named; only what is really missing is asked for."""

from calendar import monthrange
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilojobs_app.core.i18n import use_language
from ilojobs_app.profile.dates import date_fault, month_fault
from ilojobs_app.profile.steps import PERSONAL
from ilojobs_app.profile.validation import check_step
from tests.conftest import NOON
from tests.factories.profile import personal


@pytest.mark.parametrize(
    ("value", "french", "english"),
    [
        ("1988-02-31", "Février 1988 a 29 jours", "February 1988 has 29 days"),
        ("1987-02-29", "Février 1987 a 28 jours", "February 1987 has 28 days"),
        ("1900-02-29", "Février 1900 a 28 jours", "February 1900 has 28 days"),
        ("1990-04-31", "Avril 1990 a 30 jours", "April 1990 has 30 days"),
        ("1990-13-01", "de 1 à 12", "from 1 to 12"),
        ("1990-00-01", "de 1 à 12", "from 1 to 12"),
        ("1990-05-00", "de 1 à 31", "from 1 to 31"),
        ("1990-05-32", "de 1 à 31", "from 1 to 31"),
        ("1990-05-le 3", "de 1 à 31", "from 1 to 31"),
        ("88-05-03", "quatre chiffres", "four digits"),
        ("0000-05-03", "quatre chiffres", "four digits"),
        ("-02-31", "aussi l’année.", "the year as well"),
        ("1990--03", "aussi le mois.", "the month as well"),
        ("1990-05-", "aussi le jour.", "the day as well"),
        ("1990--", "aussi le jour et le mois.", "the day and the month as well"),
    ],
)
def test_what_is_wrong_with_a_date_is_said(value: str, french: str, english: str) -> None:
    with use_language("fr"):
        assert french in date_fault(value).replace("\u00a0", " ")
        (error,) = check_step(PERSONAL, personal(birth_date=value), now=NOON)
        assert (error.field, error.text) == ("birth_date", date_fault(value))
    with use_language("en"):
        assert english in date_fault(value)


@given(st.dates(), st.integers(0, 40))
def test_a_date_is_refused_exactly_when_it_does_not_exist(day: date, number: int) -> None:
    value = f"{day.year:04}-{day.month:02}-{number:02}"
    exists = 1 <= number <= monthrange(day.year, day.month)[1]

    assert (date_fault(value) == "") == exists


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("2021-13", "de 1 à 12"),
        ("2021-", "aussi le mois."),
        ("-09", "aussi l’année."),
        ("1899-12", "à partir de 1900"),
        ("21-09", "quatre chiffres"),
        ("2021-09-30", "le mois et l’année"),
        ("2021-09", ""),
    ],
)
def test_what_is_wrong_with_a_month_is_said(value: str, said: str) -> None:
    fault = month_fault(value).replace("\u00a0", " ")

    assert said in fault
    assert bool(fault) == bool(said)


@given(st.text("0123456789-٣ x", max_size=14))
def test_no_text_breaks_the_reading_of_dates(value: str) -> None:
    if not date_fault(value):
        date.fromisoformat(value)
    if not month_fault(value):
        date.fromisoformat(f"{value}-01")
