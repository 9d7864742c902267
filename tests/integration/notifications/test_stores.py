"""The worker with each store of huey: chores once a time, mails once."""

import os
import threading
import time
import uuid
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from datetime import timedelta

import pytest
from sqlmodel import SQLModel, select

from ilojobs_app.core import clock, db
from ilojobs_app.core.settings import settings
from ilojobs_app.notifications import outbox, queueing, worker
from ilojobs_app.notifications.models import MailStatus, OutboxMail
from ilojobs_app.notifications.rendering import RenderedMail
from ilojobs_app.notifications.worker import Chore
from tests.databases import postgres_schema

POSTGRES_URL = os.environ.get("TEST_POSTGRES_URL", "")
REDIS_URL = os.environ.get("TEST_REDIS_URL", "")


@pytest.fixture(
    params=[
        "sqlite",
        pytest.param("postgresql", marks=pytest.mark.skipif(not POSTGRES_URL, reason="no server")),
        pytest.param("redis", marks=pytest.mark.skipif(not REDIS_URL, reason="no server")),
    ]
)
def store(request, monkeypatch) -> Iterator[None]:
    """Point QUEUE_URL at an empty store."""
    name = f"test{uuid.uuid4().hex}"
    monkeypatch.setattr(queueing, "NAME", name)
    with postgres_schema() if request.param == "postgresql" else nullcontext(REDIS_URL) as url:
        if request.param != "sqlite":
            monkeypatch.setenv("QUEUE_URL", url)
        settings.cache_clear()
        yield
    if request.param == "redis":
        queueing.open_queue().flush()


def test_two_workers_share_mails_and_ticks(store, monkeypatch):
    SQLModel.metadata.create_all(db.engine())
    sent: Counter[int] = Counter()
    monkeypatch.setattr(
        "ilojobs_app.notifications.senders.Outlet.send", lambda _self, mail: sent.update([mail.id])
    )
    with db.transaction() as session:
        for number in range(50):
            outbox.add_unrendered(
                session, kind="k", to=f"n{number}@example.org", language="fr", payload={},
                now=clock.now(),
            )  # fmt: skip
    monkeypatch.setattr(
        "ilojobs_app.notifications.rendering.render", lambda *_: RenderedMail("s", "t", "h")
    )
    ticks: list[int] = []
    second = Chore("each second", timedelta(seconds=1), lambda _now: ticks.append(int(time.time())))
    stop = threading.Event()
    workers = [threading.Thread(target=worker.run, args=(stop, [second])) for _ in range(2)]
    for one in workers:
        one.start()
    for _ in range(600):
        if sum(sent.values()) >= 50 and len(ticks) >= 3:
            break
        time.sleep(0.05)
    stop.set()
    for one in workers:
        one.join(20)
    assert sent == dict.fromkeys(sent, 1)
    assert len(sent) == 50
    # A tick that is late may fall into the next second; never are there more than seconds.
    assert 3 <= len(ticks) <= ticks[-1] - ticks[0] + 2
    with db.transaction() as session:
        assert {row.status for row in session.exec(select(OutboxMail)).all()} == {MailStatus.SENT}


def test_many_workers_start_at_once_on_an_empty_store(store):
    with ThreadPoolExecutor(8) as threads:
        opened = list(threads.map(lambda _: queueing.open_queue(), range(8)))
    assert [queueing.claim_tick(one, "chore", 1) for one in opened] == [True] + [False] * 7
