"""Connections by address and by session, events by session."""

from contextlib import ExitStack

import pytest

from ilojobs_app.web.sockets import (
    ADDRESSES_OF_ONE_SITE,
    EVENTS_AT_ONCE,
    OF_ONE_SESSION,
    SESSIONS_OF_ONE_ADDRESS,
    Sockets,
)


def test_an_address_has_so_many_connections_whoever_opens_them() -> None:
    sockets = Sockets(of_one_address=3)
    with ExitStack() as stack:
        found = [stack.enter_context(sockets.place("192.0.2.1", f"s{n}")) for n in range(5)]
        assert found == [True, True, True, False, False]
        assert stack.enter_context(sockets.place("192.0.2.2", "s9"))
    # All have gone: nothing is remembered of them.
    assert not sockets._open
    with sockets.place("192.0.2.1", "s") as has_place:
        assert has_place


def test_a_session_has_so_many_connections_from_wherever_they_come() -> None:
    sockets = Sockets(of_one_address=1000)
    with ExitStack() as stack:
        found = [
            stack.enter_context(sockets.place(f"192.0.2.{n}", "one"))
            for n in range(OF_ONE_SESSION + 2)
        ]
        assert found == [True] * OF_ONE_SESSION + [False] * 2


def test_events_are_counted_by_session_not_by_connection() -> None:
    sockets = Sockets(of_one_address=1000)
    allowed = [sockets.allows_event("one", "192.0.2.1", now=1.0) for _ in range(EVENTS_AT_ONCE + 5)]
    assert allowed == [True] * EVENTS_AT_ONCE + [False] * 5
    assert sockets.allows_event("other", "192.0.2.1", now=1.0)
    # A second later, as many as a second allows.
    later = [sockets.allows_event("one", "192.0.2.1", now=2.0) for _ in range(30)]
    assert later.count(True) in (19, 20)


def test_a_site_has_a_few_times_what_an_address_has() -> None:
    sockets = Sockets(of_one_address=3)
    with ExitStack() as stack:
        found = [
            stack.enter_context(sockets.place(f"2001:db8:1:{line:x}::1", f"s{line}"))
            for line in range(3 * ADDRESSES_OF_ONE_SITE + 2)
        ]
        assert found == [True] * 3 * ADDRESSES_OF_ONE_SITE + [False] * 2
        assert stack.enter_context(sockets.place("2001:db8:2::1", "other"))
        assert stack.enter_context(sockets.place("192.0.2.1", "another"))
    assert not sockets._open


@pytest.mark.parametrize(
    ("addresses", "share"),
    [
        (["192.0.2.1", "::ffff:192.0.2.1"], SESSIONS_OF_ONE_ADDRESS),
        (
            [f"2001:db8:1:{line:x}::1" for line in range(100)],
            SESSIONS_OF_ONE_ADDRESS * ADDRESSES_OF_ONE_SITE,
        ),
    ],
    ids=["address", "site"],
)
def test_who_is_somebody_else_each_time_sends_no_more_events(
    addresses: list[str], share: int
) -> None:
    sockets = Sockets(of_one_address=1000)
    most = EVENTS_AT_ONCE * share
    allowed = [
        sockets.allows_event(f"session {n}", addresses[n % len(addresses)], now=1.0)
        for n in range(most + 50)
    ]
    assert allowed == [True] * most + [False] * 50
    assert sockets.allows_event("other", "198.51.100.1", now=1.0)


def test_one_that_floods_does_not_take_its_neighbours_events() -> None:
    sockets = Sockets(of_one_address=1000)
    for _ in range(EVENTS_AT_ONCE * SESSIONS_OF_ONE_ADDRESS * 2):
        sockets.allows_event("flood", "192.0.2.1", now=1.0)
    assert sockets.allows_event("neighbour", "192.0.2.1", now=1.0)
