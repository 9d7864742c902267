"""Ages."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ilojobs_app.profile.rules import age, birth_date

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("born", "accepted"),
    [
        ("2010-11-22", True),
        ("2010-11-23", False),
        ("1926-11-22", True),
        ("1925-11-23", True),
        ("1925-11-22", False),
        ("2027-01-01", False),
        ("0001-01-01", False),
    ],
)
def test_candidates_are_16_to_100_years_old(born: str, accepted: bool) -> None:
    assert (birth_date({"birth_date": born}, TODAY) == "") is accepted


def test_a_birthday_of_29_february_comes_on_1_march() -> None:
    assert age(date(2012, 2, 29), date(2028, 2, 28)) == 15
    assert age(date(2012, 2, 29), date(2028, 2, 29)) == 16
    assert age(date(2012, 2, 29), date(2029, 2, 28)) == 16
    assert age(date(2012, 2, 29), date(2029, 3, 1)) == 17


@settings(max_examples=40, deadline=None)
@given(st.dates(date(1900, 1, 1), date(2026, 11, 22)))
def test_age_is_the_number_of_birthdays(born: date) -> None:
    birthdays = sum(
        (year, born.month, born.day) <= (TODAY.year, TODAY.month, TODAY.day)
        for year in range(born.year + 1, TODAY.year + 1)
    )

    assert age(born, TODAY) == birthdays
