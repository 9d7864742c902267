"""The queue's store, and what stands in it."""

import time

import pytest
from huey import PostgresHuey, RedisHuey, SqliteHuey

from ilojobs_app.core.settings import WrongSetting, settings
from ilojobs_app.notifications import queueing
from ilojobs_app.notifications.queueing import claim_tick, forget_ticks, open_queue


def test_one_worker_claims_a_tick():
    one, two = open_queue(), open_queue()
    assert [claim_tick(one, "a", 7), claim_tick(two, "a", 7)] == [True, False]
    assert [claim_tick(two, "a", 8), claim_tick(two, "b", 7)] == [True, True]


def test_old_ticks_are_forgotten(monkeypatch):
    huey = open_queue()
    claim_tick(huey, "a", 7)
    later = time.time() + 90_000
    monkeypatch.setattr(queueing.time, "time", lambda: later)
    claim_tick(huey, "a", 8)
    forget_ticks(huey)
    assert list(huey.storage.result_items()) == ["tick:a:8"]


def test_tasks_stand_there_as_json_and_come_back_whole():
    huey, done = open_queue(), []
    task = huey.task(name="note")(done.append)
    task("x")
    [raw] = huey.storage.enqueued_items()
    assert bytes(raw).startswith(b"{")
    huey.execute(huey.dequeue())
    assert done == ["x"]


def test_pickle_is_not_read():
    huey = open_queue()
    huey.storage.enqueue(b"\x80\x04cos\nsystem\n(S'true'\ntR.")
    with pytest.raises(ValueError):
        huey.dequeue()


def test_the_setting_names_the_store(monkeypatch):
    assert isinstance(open_queue(), SqliteHuey)
    assert (settings().data / "queue.db").is_file()
    monkeypatch.setenv("QUEUE_URL", "redis://127.0.0.1:6379/9")
    settings.cache_clear()
    assert isinstance(open_queue(), RedisHuey)
    assert not isinstance(open_queue(), PostgresHuey)
    monkeypatch.setenv("QUEUE_URL", "amqp://x")
    settings.cache_clear()
    with pytest.raises(WrongSetting, match="QUEUE_URL"):
        settings()
