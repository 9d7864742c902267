"""An event has to look as its handler declares; anything else is refused unread."""

from typing import Any

import pytest

from ilojobs_app.web.wellformed import fits


async def save(self: Any, slug: str, data: dict[str, Any], job_id: int = 0) -> None:
    """Take the kinds of arguments that our handlers take."""


def choose(self: Any, wanted: bool, names: list[str] | None = None) -> None:
    """Take the rest."""


@pytest.mark.parametrize(
    "payload",
    [
        {"slug": "personal", "data": {}},
        {"slug": "", "data": {"values": {"city": "Thiès"}}, "job_id": 12},
        {"slug": "a", "data": {}, "job_id": 2**53},
    ],
)
def test_what_a_page_sends_fits(payload: dict[str, Any]) -> None:
    assert fits(save, payload)


@pytest.mark.parametrize(
    "payload",
    [
        {},
        {"slug": "personal"},
        {"slug": "personal", "data": {}, "more": 1},
        {"self": 1, "slug": "personal", "data": {}},
        {"slug": None, "data": {}},
        {"slug": ["personal"], "data": {}},
        {"slug": "personal", "data": "values"},
        {"slug": "personal", "data": [1]},
        {"slug": "personal", "data": {}, "job_id": "12"},
        {"slug": "personal", "data": {}, "job_id": 1.5},
        {"slug": "personal", "data": {}, "job_id": True},
        {"slug": "personal", "data": {}, "job_id": 10**30},
    ],
)
def test_anything_else_does_not(payload: dict[str, Any]) -> None:
    assert not fits(save, payload)


def test_alternatives_and_truth_are_told_apart() -> None:
    assert fits(choose, {"wanted": True})
    assert fits(choose, {"wanted": False, "names": None})
    assert fits(choose, {"wanted": False, "names": ["a"]})
    assert not fits(choose, {"wanted": 1})
    assert not fits(choose, {"wanted": True, "names": "a"})
