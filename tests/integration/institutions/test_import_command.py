"""The operator's import: one at a time, killed without harm, measured."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, func, select

from ilojobs_app.core.db import make_engine, reading, transaction
from ilojobs_app.institutions import generations
from ilojobs_app.institutions.alone import ImportRunning, alone
from ilojobs_app.institutions.importing import import_list
from ilojobs_app.institutions.loading import load_embedded
from ilojobs_app.institutions.models import InstitutionLoad, InstitutionName
from ilojobs_app.institutions.search import search
from tests.factories.institutions import NOON, make_entry, serve

ROOT = Path(__file__).parents[3]
SUBSET = ROOT.parent / "shared" / "data" / "ror_education_subset.jsonl.gz"
CLI = (sys.executable, "-m", "ilojobs_app.cli")
# On a quiet machine 20 s and 250 MB are expected; tests share theirs.
SECONDS, MEGABYTES = 120, 350

Run = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Start a command of the product on a database of its own."""
    env = {**os.environ, "DATA": str(tmp_path / "data")}
    env.pop("DATABASE_URL", None)

    def start(*arguments: str) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [*CLI, *arguments],
            cwd=ROOT,
            env=env,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )

    for command in (("migrate",), ("institutions", "load")):
        process = start(*command)
        output, _none = process.communicate(timeout=120)
        assert process.returncode == 0, output
    return start


@pytest.fixture
def served(tmp_path: Path, run: Run) -> Iterator[Engine]:
    engine = make_engine(f"sqlite:///{tmp_path / 'data' / 'ilojobs.db'}")
    yield engine
    engine.dispose()


def geneva(engine: Engine) -> list[str]:
    with reading(engine) as session:
        found = search(session, country="CH", query="univ gen", language="fr")
    return [option.name for option in found.options]


def names_of(session: Session, generation: int) -> int:
    wanted = InstitutionName.generation == generation
    return session.exec(select(func.count()).where(wanted)).one()


def many(path: Path, number: int = 60_000) -> Path:
    lines = (f"CH,Haute école {n} de Nulle-Part,Bern" for n in range(number))
    path.write_text("\n".join(["country,name,city", *lines]), encoding="utf-8")
    return path


def test_killed_in_the_middle_the_old_list_serves_and_the_next_import_works(
    tmp_path: Path, run: Run, served: Engine
) -> None:
    before = geneva(served)
    assert "Université de Genève" in before
    with reading(served) as session:
        load = generations.current(session)
    assert load is not None
    process = run("institutions", "import", str(many(tmp_path / "many.csv")), "--format", "csv")
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        with reading(served) as session:
            if names_of(session, load.id + 1) > 2_000:
                break
        time.sleep(0.02)
    assert process.poll() is None
    process.send_signal(signal.SIGKILL)
    process.wait(30)
    process.communicate()
    assert geneva(served) == before
    with reading(served) as session:
        assert names_of(session, load.id + 1) > 0

    few = tmp_path / "few.csv"
    few.write_text("country,name,city\nCH,École nouvelle,Bern\n", encoding="utf-8")
    process = run("institutions", "import", str(few), "--format", "csv")
    output, _none = process.communicate(timeout=120)
    assert process.returncode == 0, output
    assert geneva(served) == before
    with reading(served) as session:
        kept = session.exec(select(func.count(func.distinct(InstitutionName.generation)))).one()
        load = generations.current(session)
        assert load
        assert (kept, session.get_one(InstitutionLoad, load.id).source) == (1, "csv")


def test_an_import_shows_how_far_it_is_and_check_what_is_doubtful(
    tmp_path: Path, run: Run, served: Engine
) -> None:
    process = run(
        "institutions", "import", str(many(tmp_path / "many.csv", 3_000)), "--format", "csv"
    )
    output, _none = process.communicate(timeout=120)
    assert re.search(r"100% 3,000 read", output), output
    slip = tmp_path / "slip.csv"
    slip.write_text(
        "country,name,city\nCH,Haute école 7 de Nullepart,Bern\nCH,Haute école 7 de Nulepart,Bern\n"
    )
    run("institutions", "import", str(slip), "--format", "csv").communicate(timeout=120)
    output, _none = run("institutions", "check").communicate(timeout=120)
    assert re.search(r"^\d+ institutions with \d+ names; 0 closed\.$", output, re.M)
    assert re.search(r"^Sources: embedded \d+, csv 3002$", output, re.M), output
    assert re.search(r"^Statuses: to_be_verified \d+$", output, re.M)
    number = re.search(r"^Doubtful duplicates: (\d+), of which 50 are shown:$", output, re.M)
    assert number and int(number[1]) > 50
    assert output.count("\n  ") == 50
    assert re.search(r"^Countries with fewer than 3: .*\bWF 0", output, re.M)


@pytest.mark.skipif(not SUBSET.exists(), reason="the ROR subset is not on this machine")
def test_the_ror_subset_is_imported_in_time_and_memory(run: Run, served: Engine) -> None:
    process = run("institutions", "import", str(SUBSET), "--format", "ror")
    output, _none = process.communicate(timeout=300)
    assert process.returncode == 0, output
    found = re.search(r"([\d.]+) s, (\d+) MB of memory at most", output)
    assert found, output
    assert float(found[1]) < SECONDS
    assert int(found[2]) < MEGABYTES
    assert "Université de Genève" in geneva(served)


def test_two_imports_at_once_are_refused(bind: Engine) -> None:
    with transaction(bind) as session:
        serve(session, make_entry("fr:Université de Genève"))
        held = alone(session)
    with held, pytest.raises(ImportRunning):
        import_list(
            lambda: transaction(bind), [make_entry("EPFL")], source="csv", digest="d" * 64, now=NOON
        )
    with transaction(bind) as session:
        assert len(session.exec(select(InstitutionLoad)).all()) == 1


def test_the_embedded_list_waits_for_an_import(bind: Engine) -> None:
    with transaction(bind) as session:
        serve(session, make_entry("fr:Université de Genève"))
        held = alone(session)
    with held, transaction(bind) as session:
        assert load_embedded(session, NOON) == 0
