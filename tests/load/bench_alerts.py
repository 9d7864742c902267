"""`make bench-alerts`: many alerts against 200 new vacancies, on SQLite and PostgreSQL.

Each size is filled into an empty database; then one run matches and queues, as the worker does,
and after it, on the same data in the same process, one query per alert does the same for a sample
and is extrapolated. PostgreSQL takes part when TEST_POSTGRES_URL names it.

    python tests/load/bench_alerts.py [--sizes 10000,100000,1000000] [--only sqlite]
"""

import argparse
import multiprocessing
import os
import random
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))
os.environ["DATA"] = tempfile.mkdtemp(prefix="bench-alerts-")

import sqlalchemy as sa
from sqlmodel import Session, col, select

from ilojobs_app import models as _every_table  # noqa: F401
from ilojobs_app.accounts.models import Account
from ilojobs_app.alerts import digests, mails, queueing
from ilojobs_app.alerts.criteria import AlertCriteria
from ilojobs_app.alerts.models import CriteriaRow, CriteriaTerm, Digest, Frequency, JobAlert, Match
from ilojobs_app.alerts.preview import _conditions
from ilojobs_app.alerts.schedule import MERGE
from ilojobs_app.core.db import make_engine, transaction
from ilojobs_app.core.settings import settings
from ilojobs_app.notifications import delivery, rendering
from ilojobs_app.notifications.models import MailStatus, OutboxMail
from ilojobs_app.notifications.outbox import add_unrendered
from ilojobs_app.vacancies.models import Vacancy
from tests.databases import analyze, empty_database
from tests.factories.vacancies import vacancy

NOW = datetime(2026, 11, 23, 6, tzinfo=UTC)
BEFORE = NOW - timedelta(days=7)
LATER = NOW + MERGE
VACANCIES, SAMPLE, RENDERED, SEED = 200, 1_000, 1_000, 7
CATEGORIES = ["professional", "director", "national", "general-service",
              "development-cooperation", "junior-experts", "internships", "external"]  # fmt: skip
PLACES = [f"place-{number}" for number in range(60)]
ZONES = ["Europe/Zurich", "Africa/Dakar", "Africa/Nairobi", "Asia/Bangkok", "America/Lima"]
# Words of a notice: a few thousand, the frequent ones far more often, as in language.
VOCABULARY = [f"{a}{b}{c}{d}" for a in "bcdfglmprst" for b in "aeiou" for c in "lnrst"
              for d in ("a", "e", "ion", "ement", "eur", "ique")]  # fmt: skip
ASKED = 600  # different keywords that candidates look for


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--sizes", default="10000,100000,1000000")
    parser.add_argument("--only", default="sqlite,postgresql")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.one:
        database, _, size = chosen.one.partition(":")
        with empty_database(database) as engine:
            measure(engine, int(size))
        return
    print(f"load of the machine at the start: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    for database in chosen.only.split(","):
        if database == "postgresql" and not os.environ.get("TEST_POSTGRES_URL"):
            print("postgresql: left out, TEST_POSTGRES_URL names no database")
            continue
        for size in chosen.sizes.split(","):
            # A process a size: the peak of its memory is its own.
            command = [sys.executable, __file__, "--one"]
            subprocess.run([*command, f"{database}:{size}"], check=True)


def measure(engine: sa.Engine, size: int) -> None:
    """Fill, run, compare, and print one block."""
    name = engine.dialect.name
    rng = random.Random(SEED)
    # Filled by a process of its own: memory that filling gave back would hide what the run takes.
    url = engine.url.render_as_string(hide_password=False)
    filling = multiprocessing.get_context("spawn").Process(target=filled, args=(url, size))
    filling.start()
    filling.join()
    assert filling.exitcode == 0
    with Session(engine) as session:
        criteria = session.exec(select(sa.func.count()).select_from(CriteriaRow)).one()
    before, spent = peak(), time.process_time()
    started = time.perf_counter()
    report = digests.run(NOW, bind=engine)
    later = digests.run(LATER, bind=engine)  # those « dès la publication » come ten minutes after
    taken = time.perf_counter() - started
    grown, spent = peak() - before, time.process_time() - spent
    mails_queued, sendings = report.mails + later.mails, report.sendings + later.sendings
    print(
        f"{name:10} {size:>9,} alerts ({criteria:,} different criteria) x {VACANCIES} vacancies: "
        f"{taken:7.2f} s ({spent:.2f} s of this process), {report.matches:,} matches, {sendings:,} alerts with something "
        f"new, {mails_queued:,} mails queued; memory +{grown:.1f} MB (peak {peak():.0f} MB)"
    )
    spent_before = time.process_time()
    sample, found, expected = one_by_one(engine, size, rng)
    spent_sample = time.process_time() - spent_before
    whole = sample / SAMPLE * size
    print(
        f"{'':10} one query per alert: {sample:.2f} s ({spent_sample:.2f} s of this process) for {SAMPLE:,} -> {whole:,.1f} s for all: "
        f"{whole / taken:.0f} times as long; the sample's answers agree: {found == expected}"
    )
    analyze(engine)
    wall, own = render_speed(engine)
    print(f"{'':10} rendering: {wall:,.0f} mails a second, {own:,.0f} a second of this process")
    before = peak()
    sent, wall, own = send_speed(engine)
    print(
        f"{'':10} rendering and sending by SMTP: {sent:,} mails, {wall:,.0f} a second and worker, "
        f"{own:,.0f} a second of this process; memory +{peak() - before:.1f} MB",
        flush=True,
    )


def filled(url: str, size: int) -> None:
    """Fill a database."""
    fill(make_engine(url), size, random.Random(SEED))


def fill(engine: sa.Engine, size: int, rng: random.Random) -> int:
    """Add candidates, one to three alerts each, all due at NOW, and vacancies; count criteria."""
    asked = rng.sample(VOCABULARY, ASKED)
    alerts = 0
    ids: dict[AlertCriteria, int] = {}
    account = 0
    while alerts < size:
        people, rows = [], []
        while alerts < size and len(rows) < 10_000:
            account += 1
            people.append(person(account))
            wanted = {choose(rng, asked) for _ in range(rng.choice((1, 1, 2, 3)))}
            wanted = sorted(wanted, key=str)[: size - alerts]
            zone = rng.choice(ZONES)
            rows += [(account, one, zone, rng.choice(list(Frequency))) for one in wanted]
            alerts += len(wanted)
        new = sorted({one for _, one, _, _ in rows} - ids.keys(), key=str)
        ids |= {one: len(ids) + number for number, one in enumerate(new, 1)}
        with transaction(engine) as session:
            connection = session.connection()
            connection.execute(sa.insert(Account), people)
            add_criteria(connection, {one: ids[one] for one in new})
            connection.execute(sa.insert(JobAlert), [row(ids, *one) for one in rows])
    digests.run(BEFORE, bind=engine)  # criteria are known before the vacancies come
    with transaction(engine) as session:
        for number in range(VACANCIES):
            session.add(notice(number, rng))
    analyze(engine)
    return len(ids)


def add_criteria(connection: sa.Connection, ids: dict[AlertCriteria, int]) -> None:
    """Add criteria as `store.criteria_id` does, many at once."""
    rows = [
        {"id": number, "key": one.key, "conditions": len(one.conditions)}
        for one, number in ids.items()
    ]
    terms = [
        {"criteria_id": number, "condition": place, "term": term}
        for one, number in ids.items()
        for place, condition in enumerate(one.conditions)
        for term in condition
    ]
    if rows:
        connection.execute(sa.insert(CriteriaRow), rows)
        connection.execute(sa.insert(CriteriaTerm), terms)


def choose(rng: random.Random, asked: list[str]) -> AlertCriteria:
    """Choose as candidates do: mostly a category, often a place, every third with a keyword."""
    keyword = asked[min(int(rng.expovariate(1 / 120)), ASKED - 1)] if rng.random() < 0.35 else ""
    category = rng.choice(CATEGORIES) if rng.random() < 0.8 else ""
    place = rng.choice(PLACES) if rng.random() < 0.5 else ""
    return AlertCriteria(keyword, category, place)


def notice(number: int, rng: random.Random) -> Vacancy:
    """Give a vacancy with a text of real length: 700 words."""
    words = [
        VOCABULARY[min(int(rng.expovariate(1 / 300)), len(VOCABULARY) - 1)] for _ in range(700)
    ]
    text, place = " ".join(words), rng.choice(PLACES)
    return vacancy(
        job_id=5000 + number, category=rng.choice(CATEGORIES), place=place, duty_station_en=place,
        published_at=NOW - timedelta(minutes=10 * number + 1),
        updated_at=NOW - timedelta(minutes=10 * number + 1),
        body_fr=[{"heading": "duties", "text": text}],
        body_en=[{"heading": "duties", "text": text}],
    )  # fmt: skip


def person(number: int) -> dict[str, Any]:
    address = f"candidate{number}@example.org"
    return {
        "id": number, "email": address, "address_key": address, "first_names": "Aïssata",
        "last_name": "Diallo", "password_hash": "-", "country": "SN", "language": "fr",
        "wants_alerts": True, "wants_communications": False, "created_at": BEFORE,
        "confirmed_at": BEFORE,
    }  # fmt: skip


def row(
    ids: dict[AlertCriteria, int],
    account: int,
    criteria: AlertCriteria,
    zone: str,
    often: Frequency,
) -> dict[str, Any]:
    return {
        "account_id": account, "criteria_id": ids[criteria], "criteria": criteria.stored(),
        "frequency": often, "weekday": 0, "language": "fr", "time_zone": zone,
        "created_at": BEFORE, "paused": False, "last_run_at": BEFORE,
        "next_run_at": None if often is Frequency.IMMEDIATE else NOW,
    }  # fmt: skip


def one_by_one(
    engine: sa.Engine, size: int, rng: random.Random
) -> tuple[float, list[int], list[int]]:
    """Match and queue a sample of alerts with a query and an insert each, as one would at first."""
    chosen = sorted(rng.sample(range(1, size + 1), SAMPLE))
    found: list[int] = []
    started = time.perf_counter()
    with transaction(engine) as session:
        for alert_id in chosen:
            alert = session.get_one(JobAlert, alert_id)
            account = session.get_one(Account, alert.account_id)
            matching = select(Vacancy.job_id).where(
                col(Vacancy.published_at) > BEFORE,
                col(Vacancy.closes_at) >= NOW,
                *_conditions(AlertCriteria.read(alert.criteria)),
            )
            job_ids = session.exec(matching).all()
            if job_ids and account.wants_alerts:
                add_unrendered(
                    session, kind="bench", to=account.email, language=alert.language,
                    payload={"jobs": list(job_ids)}, now=NOW,
                )  # fmt: skip
            alert.last_run_at = NOW
            found.append(len(job_ids))
            session.flush()
    taken = time.perf_counter() - started
    with Session(engine) as session:
        counted = dict(
            session.exec(
                select(JobAlert.id, sa.func.count())
                .join(Match, col(Match.criteria_id) == col(JobAlert.criteria_id))
                .where(col(JobAlert.id).in_(chosen))
                .group_by(col(JobAlert.id))
            ).all()
        )
    return taken, found, [counted.get(alert_id, 0) for alert_id in chosen]


def render_speed(engine: sa.Engine) -> tuple[float, float]:
    """Write a thousand mails as the worker does before it sends; give mails a second, twice.

    By the clock, and by the time this process had: on a busy machine the two differ.
    """
    with transaction(engine) as session:
        keys = session.exec(select(Digest.key).order_by(col(Digest.id)).limit(RENDERED)).all()
        query = select(OutboxMail).where(col(OutboxMail.dedupe_key).in_(keys))
        waiting = session.exec(query).all()
        started, spent = time.perf_counter(), time.process_time()
        for mail in waiting:
            mails.render(session, mail, LATER)
        taken, spent = time.perf_counter() - started, time.process_time() - spent
        session.rollback()
    return len(waiting) / taken, len(waiting) / spent


def send_speed(engine: sa.Engine) -> tuple[int, float, float]:
    """Send a thousand mails as the worker does, to an SMTP server of another process.

    Gives how many left, and how many a second: by the clock, and by this process's time.
    """
    with transaction(engine) as session:
        ids = session.exec(select(OutboxMail.id).order_by(col(OutboxMail.id)).limit(RENDERED)).all()
        others = sa.update(OutboxMail).where(col(OutboxMail.id).not_in(ids))
        session.execute(others.values(status=MailStatus.DROPPED))
    rendering.register(queueing.KIND, mails.render)
    with smtp_server():
        started, spent = time.perf_counter(), time.process_time()
        sent = delivery.deliver_due(LATER, engine)
        taken, spent = time.perf_counter() - started, time.process_time() - spent
    return sent, sent / taken, sent / spent


@contextmanager
def smtp_server() -> Iterator[None]:
    """Serve SMTP, as SMTP_URL says, as long as the block runs."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        os.environ["SMTP_URL"] = f"smtp://127.0.0.1:{listening.getsockname()[1]}"
        settings.cache_clear()
        server = multiprocessing.get_context("fork").Process(target=take_mails, args=(listening,))
        server.start()
        try:
            yield
        finally:
            server.terminate()
            server.join()


def take_mails(listening: socket.socket) -> None:
    """Take every mail, as Postfix's smtp-sink does: a server in Python would be what is measured."""
    while True:
        connection, _peer = listening.accept()
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        lines = connection.makefile("rb")
        connection.sendall(b"220 sink\r\n")
        for line in lines:
            if line[:4].upper() == b"DATA":
                connection.sendall(b"354 go on\r\n")
                while lines.readline() not in (b".\r\n", b""):
                    pass
            connection.sendall(b"250 taken\r\n")


def peak() -> float:
    """Give the most memory this process has had, in MB."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


if __name__ == "__main__":
    main()
