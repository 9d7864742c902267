"""Experience in months: whole months, overlaps counted once (B6)."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ilojobs_app.profile.experience import (
    gaps,
    length,
    month_number,
    months,
    overlaps,
    total_months,
)

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


SPANS = st.lists(
    st.tuples(MONTH_NUMBERS, st.integers(0, 120)).map(lambda pair: (pair[0], pair[0] + pair[1])),
    max_size=8,
)


def covered(spans: list[tuple[int, int]]) -> set[int]:
    return {month for first, last in spans for month in range(first, last + 1)}


@given(spans=SPANS)
@settings(deadline=None)
def test_gaps_are_long_hold_no_post_and_lie_between_posts(spans: list[tuple[int, int]]) -> None:
    found = gaps(spans)
    months_of_posts = covered(spans)
    for first, last in found:
        assert last - first + 1 > 3
        assert not covered([(first, last)]) & months_of_posts
        assert {first - 1, last + 1} <= months_of_posts
    assert gaps(list(reversed(spans))) == found


@given(spans=SPANS)
@settings(deadline=None)
def test_overlaps_are_shared_by_both_posts(spans: list[tuple[int, int]]) -> None:
    for one, other, both in overlaps(spans):
        assert length(both) > 3
        assert covered([both]) == covered([spans[one]]) & covered([spans[other]])


@pytest.mark.parametrize(
    ("second", "expected"),
    [(14, []), (15, [(11, 14)]), (11, []), (5, [])],
)
def test_a_gap_of_three_months_is_not_remarked(
    second: int, expected: list[tuple[int, int]]
) -> None:
    assert gaps([(0, 10), (second, 30)]) == expected
