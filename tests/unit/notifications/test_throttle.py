"""Places a second."""

from collections import Counter

import pytest

from ilojobs_app.notifications import throttle
from ilojobs_app.notifications.throttle import Throttle


class Store:
    """Counts as huey's storages do."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()

    def incr(self, key: str, amount: int = 1) -> int:
        self.counts[key] += amount
        return self.counts[key]

    def delete_counter(self, key: str) -> None:
        self.counts.pop(key, None)


@pytest.fixture
def seconds(monkeypatch):
    """Let a test set the second."""
    at = [1000]
    monkeypatch.setattr(throttle.time, "time", lambda: at[0])
    return at


def test_workers_share_the_places_of_a_second(seconds):
    store = Store()
    one, two = (Throttle(store, 50, reserve=False) for _ in "ab")
    assert [one.ask(20), two.ask(20), one.ask(20), two.ask(20)] == [20, 20, 10, 0]
    one.give_back(3)
    assert two.ask(20) == 3
    seconds[0] += 1
    assert two.ask(20) == 20


@pytest.mark.parametrize(("limit", "for_digests"), [(50, 45), (10, 9), (5, 4), (2, 1), (1, 1)])
def test_a_place_is_kept_for_people_who_wait(seconds, limit, for_digests):
    store = Store()
    digests, people = Throttle(store, limit, reserve=True), Throttle(store, limit, reserve=False)
    assert digests.ask(100) == for_digests
    assert people.ask(100) == limit - for_digests


def test_no_limit_counts_nothing(seconds):
    store = Store()
    assert Throttle(store, 0, reserve=True).ask(20) == 20
    assert not store.counts


def test_past_seconds_are_forgotten(seconds):
    store = Store()
    one = Throttle(store, 5, reserve=False)
    for _ in range(100):
        one.ask(1)
        seconds[0] += 1
    assert len(store.counts) <= throttle.KEPT_SECONDS + 1
