"""The queue and the schedule of the worker: huey, in the store that QUEUE_URL names.

What is queued is only a sign that there is something to do. huey forgets a task when it hands it
out, so a worker that is killed loses it; the mails stand in the outbox, and chores catch up.
"""

import json
import time
from typing import Any

import psycopg
from huey import Huey, PostgresHuey, RedisHuey, SqliteHuey
from huey.registry import Message
from huey.serializer import Serializer

from ilojobs_app.core.settings import settings

NAME = "ilojobs"
READ_SECONDS = 1  # also the longest that an idle worker takes to end
TICKS_KEPT_SECONDS = 86400


class JsonSerializer(Serializer):
    """Keeps tasks as JSON: huey's own pickle would run what somebody slips into the store."""

    def _serialize(self, data: Any) -> bytes:
        return json.dumps(data._asdict() if isinstance(data, Message) else data).encode()

    def _deserialize(self, data: Any) -> Any:
        value = json.loads(bytes(data))
        return Message(**value) if isinstance(value, dict) else value


def open_queue() -> Huey:
    """Open the store of QUEUE_URL; by default SQLite in DATA."""
    url = settings().queue_url
    options = {"results": False, "serializer": JsonSerializer()}
    if url.startswith("redis"):
        return RedisHuey(NAME, url=url, read_timeout=READ_SECONDS, **options)
    if url:
        # PostgreSQL's CREATE TABLE IF NOT EXISTS fails when two workers start at once.
        with psycopg.connect(url, autocommit=True) as alone:
            alone.execute("SELECT pg_advisory_lock(hashtext(%s))", [NAME])
            return PostgresHuey(NAME, dsn=url, read_timeout=READ_SECONDS, **options)
    settings().data.mkdir(parents=True, exist_ok=True, mode=0o700)
    return SqliteHuey(NAME, filename=str(settings().data / "queue.db"), **options)


def claim_tick(huey: Huey, name: str, tick: int) -> bool:
    """Say whether this worker is the first to ask for a tick: the others leave it to it."""
    return bool(huey.put_if_empty(_tick_key(name, tick), int(time.time())))


def forget_ticks(huey: Huey) -> None:
    """Delete the ticks of yesterday and before."""
    oldest = time.time() - TICKS_KEPT_SECONDS
    for key, raw in huey.storage.result_items().items():
        if key.startswith("tick:") and huey.serializer.deserialize(raw) < oldest:
            huey.delete(key)


def _tick_key(name: str, tick: int) -> str:
    return f"tick:{name}:{tick}"
