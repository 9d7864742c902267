"""Experience in months: whole months, overlaps counted once (B6)."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ilojobs_app.profile.experience import month_number, months, total_months

TODAY = date(2026, 11, 22)

MONTH_NUMBERS = st.integers(1950 * 12, 2026 * 12 + 10)


def month(number: int) -> str:
    return f"{number // 12:04d}-{number % 12 + 1:02d}"


@st.composite
def posts(draw: st.DrawFn) -> dict[str, str | bool]:
    first, last = sorted((draw(MONTH_NUMBERS), draw(MONTH_NUMBERS)))
    return {"start": month(first), "end": month(last), "current": draw(st.booleans())}


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [("2017-03", "2021-08", 54), ("2013-10", "2017-02", 41), ("2020-01", "2020-01", 1)],
)
def test_months_count_whole_with_both_ends(start: str, end: str, expected: int) -> None:
    assert months({"start": start, "end": end}, TODAY) == expected


def test_a_current_post_lasts_until_this_month() -> None:
    assert months({"start": "2026-09", "end": "", "current": True}, TODAY) == 3


@pytest.mark.parametrize(
    "post",
    [
        {},
        {"start": "2021-09", "end": ""},
        {"start": "2021-09", "end": "2021-08"},
        {"start": "2021-13", "end": "2022-01"},
        {"start": "٢٠٢١-٠٩", "end": "2022-01"},
        {"start": "2027-01", "current": True},
    ],
)
def test_a_post_without_a_sound_period_counts_nothing(post: dict[str, str | bool]) -> None:
    assert months(post, TODAY) == 0
    assert total_months([post], TODAY) == 0


def test_overlaps_count_once() -> None:
    both = [{"start": "2020-01", "end": "2020-12"}, {"start": "2020-07", "end": "2021-06"}]

    assert total_months(both, TODAY) == 18


@settings(max_examples=40, deadline=None)
@given(st.lists(posts(), max_size=8))
def test_total_is_the_number_of_different_months(some: list[dict[str, str | bool]]) -> None:
    this_month = TODAY.year * 12 + TODAY.month - 1
    covered: set[int] = set()
    for post in some:
        first = month_number(str(post["start"]))
        last = this_month if post["current"] else month_number(str(post["end"]))
        assert first is not None
        assert last is not None
        covered |= set(range(first, last + 1))

    assert total_months(some, TODAY) == len(covered)


@settings(max_examples=40, deadline=None)
@given(st.lists(posts(), max_size=8), posts())
def test_one_more_post_never_shortens_experience(
    some: list[dict[str, str | bool]], more: dict[str, str | bool]
) -> None:
    before, after = total_months(some, TODAY), total_months([*some, more], TODAY)

    assert before <= after <= before + months(more, TODAY)
