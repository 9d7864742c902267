"""Experience in months, overlaps counted once (B6). Months count whole, both ends included."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import combinations

from ilojobs_app.profile.fields import Values

_MONTH = re.compile("([0-9]{4})-(0[1-9]|1[0-2])")

# The first and the last month, both inside.
Span = tuple[int, int]
# Shorter gaps and overlaps are ordinary between two posts.
REMARKED = 3


def month_number(month: str) -> int | None:
    """Give the number of a month such as `2021-09`, one more each month; None for anything else."""
    found = _MONTH.fullmatch(month)
    return int(found[1]) * 12 + int(found[2]) - 1 if found else None


def span(post: Values, today: date, *, current: str = "current") -> Span | None:
    """Give the first and last month of a post; None when it has no sound period.

    A post that still lasts ends in today's month.
    """
    first = month_number(str(post.get("start", "")))
    this_month = today.year * 12 + today.month - 1
    last = this_month if post.get(current) is True else month_number(str(post.get("end", "")))
    if first is None or last is None or last < first:
        return None
    return first, last


def length(span: Span) -> int:
    """Count the months of a span."""
    return span[1] - span[0] + 1


def gaps(spans: Iterable[Span]) -> list[Span]:
    """Give the spans of over three months between posts in which there was none."""
    found: list[Span] = []
    reached: int | None = None
    for first, last in sorted(spans):
        if reached is not None and first - reached - 1 > REMARKED:
            found.append((reached + 1, first - 1))
        reached = last if reached is None else max(reached, last)
    return found


def overlaps(spans: Sequence[Span]) -> list[tuple[int, int, Span]]:
    """Give pairs of posts, by their places, that share over three months; and what they share."""
    shared = (
        (one, other, (max(spans[one][0], spans[other][0]), min(spans[one][1], spans[other][1])))
        for one, other in combinations(range(len(spans)), 2)
    )
    return [(one, other, both) for one, other, both in shared if length(both) > REMARKED]


def months(post: Values, today: date) -> int:
    """Count the months of one post: March 2017 to August 2021 are 54."""
    found = span(post, today)
    return length(found) if found else 0


def total_months(posts: Iterable[Values], today: date) -> int:
    """Count the months in which there was at least one post."""
    total, reached = 0, -1
    for first, last in sorted(found for post in posts if (found := span(post, today))):
        total += max(0, last - max(first - 1, reached))
        reached = max(reached, last)
    return total
