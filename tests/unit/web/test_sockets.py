"""Connections by address and by session, events by session."""

from contextlib import ExitStack

from ilojobs_app.web.sockets import EVENTS_AT_ONCE, OF_ONE_SESSION, Sockets


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
    allowed = [sockets.allows_event("one", now=1.0) for _ in range(EVENTS_AT_ONCE + 5)]
    assert allowed == [True] * EVENTS_AT_ONCE + [False] * 5
    assert sockets.allows_event("other", now=1.0)
    # A second later, as many as a second allows.
    later = [sockets.allows_event("one", now=2.0) for _ in range(30)]
    assert later.count(True) in (19, 20)
