"""Experience in months, overlaps counted once (B6). Months count whole, both ends included."""

import re
from collections.abc import Iterable
from datetime import date

from ilojobs_app.profile.fields import Values

_MONTH = re.compile("([0-9]{4})-(0[1-9]|1[0-2])")

Span = tuple[int, int]


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


def months(post: Values, today: date) -> int:
    """Count the months of one post: March 2017 to August 2021 are 54."""
    found = span(post, today)
    return found[1] - found[0] + 1 if found else 0


def total_months(posts: Iterable[Values], today: date) -> int:
    """Count the months in which there was at least one post."""
    total, reached = 0, -1
    for first, last in sorted(found for post in posts if (found := span(post, today))):
        total += max(0, last - max(first - 1, reached))
        reached = max(reached, last)
    return total
