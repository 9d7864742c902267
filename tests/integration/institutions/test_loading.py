"""The embedded list: loaded once, complete, within its limits."""

import gzip
import json
from datetime import datetime
from pathlib import Path

from sqlmodel import Session, select

from ilojobs_app.core.lists import is_option
from ilojobs_app.institutions.loading import FOLDER, load_embedded, read_embedded
from ilojobs_app.institutions.models import Institution, InstitutionLoad, Status

LIMIT_BYTES = 1_000_000
# The United Nations' list of territories lacks them; an operator's file may add them.
ADDED_BY_OPERATORS = {"TW", "XK"}


def make_list(folder: Path, digest: str, *lines: object) -> Path:
    folder.mkdir(exist_ok=True)
    text = "".join(f"{json.dumps(line)}\n" for line in lines)
    (folder / "institutions.jsonl.gz").write_bytes(gzip.compress(text.encode()))
    (folder / "manifest.json").write_text(json.dumps({"sha256": digest}))
    return folder


ROW = {"c": "CH", "n": [["label", "fr", "Université de Genève"]], "t": "Genève", "k": 1}


def test_an_unchanged_list_is_loaded_once(session: Session, now: datetime, tmp_path: Path) -> None:
    folder = make_list(tmp_path / "list", "a" * 64, ROW)
    assert load_embedded(session, now, folder) == 1
    assert load_embedded(session, now, folder) == 0
    assert len(session.exec(select(Institution)).all()) == 1
    [load] = session.exec(select(InstitutionLoad)).all()
    assert (load.is_current, load.counts) == (True, {"added": 1})


def test_a_loaded_institution_has_all_its_parts(
    session: Session, now: datetime, tmp_path: Path
) -> None:
    load_embedded(session, now, make_list(tmp_path / "list", "a" * 64, ROW | {"w": "unige.ch"}))
    one = session.exec(select(Institution)).one()
    assert (one.country, one.city, one.is_curated) == ("CH", "Genève", True)
    assert one.identifiers == {"web": "unige.ch"}
    assert one.status is Status.TO_BE_VERIFIED


def test_the_embedded_list_keeps_its_promises() -> None:
    manifest = json.loads((FOLDER / "manifest.json").read_text())
    entries = list(read_embedded())
    assert len(entries) == manifest["institutions"]
    assert sum(entry.is_curated for entry in entries) == manifest["curated"] >= 400
    assert (FOLDER / "institutions.jsonl.gz").stat().st_size < LIMIT_BYTES
    assert all(entry.status is Status.TO_BE_VERIFIED for entry in entries)
    unknown = {entry.country for entry in entries if not is_option("territories", entry.country)}
    assert unknown <= ADDED_BY_OPERATORS
