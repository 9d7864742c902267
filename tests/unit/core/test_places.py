"""Slow work leaves everybody else their turn."""

import threading
import time

import pytest

from ilojobs_app.core import places
from ilojobs_app.core.places import Busy, Places

MOMENT = 0.1


def rested(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Keep what is slept."""
    slept: list[float] = []
    monkeypatch.setattr(places.time, "sleep", slept.append)
    return slept


def test_a_place_rests_as_long_as_it_worked_while_others_wait(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    room = Places(at_once=1, waiting=1, rests=True)
    pause = time.sleep
    slept = rested(monkeypatch)

    def wait_for_a_place() -> None:
        with room.place():
            pass

    other = threading.Thread(target=wait_for_a_place)
    with room.place():
        other.start()
        while room._inside < 2:
            pause(0.001)
        pause(MOMENT)
    other.join()
    assert len(slept) == 1
    assert slept[0] >= MOMENT


def test_who_is_alone_waits_for_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    room = Places(at_once=1, waiting=1, rests=True)
    slept = rested(monkeypatch)
    with room.place():
        pass
    assert slept == []


def test_work_that_fails_gives_its_place_back() -> None:
    room = Places(at_once=1, waiting=0)
    for _ in range(2):
        with pytest.raises(ValueError), room.place(7):
            raise ValueError
    with room.place(7), pytest.raises(Busy):
        room.expect()
    room.expect()
