"""The embedded list: read from its file, loaded once, whatever the number of starts."""

import gzip
import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlmodel import Session, col, select

from ilojobs_app.institutions import generations
from ilojobs_app.institutions.alone import ImportRunning, alone
from ilojobs_app.institutions.generations import Entry, Name
from ilojobs_app.institutions.importing import refresh
from ilojobs_app.institutions.models import InstitutionLoad, NameKind

FOLDER = Path(__file__).parent.parent / "data" / "institutions"
SOURCE = "embedded"


def load_embedded(session: Session, now: datetime, folder: Path = FOLDER) -> int:
    """Load the embedded list unless this very list was loaded before.

    A newer list is merged into the one that serves, which keeps its ids and its imports; while an
    import is under way, that waits for the next start.
    Returns the number of institutions read, 0 when there was nothing to do.
    """
    digest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["sha256"]
    known = select(InstitutionLoad).where(
        col(InstitutionLoad.digest) == digest,
        col(InstitutionLoad.switched_at).is_not(None),
    )
    if session.exec(known).first():
        return 0
    entries = list(read_embedded(folder))
    if generations.current(session) is None:
        return publish(session, entries, digest=digest, now=now)
    try:
        with alone(session):
            refresh(session, entries, source=SOURCE, digest=digest, now=now)
    except ImportRunning:
        return 0
    return len(entries)


def publish(session: Session, entries: Iterable[Entry], *, digest: str, now: datetime) -> int:
    """Write entries as the first list of an empty database, and let it serve."""
    generation = generations.begin(session, source=SOURCE, digest=digest, now=now)
    numbered = list(generations.numbered(session, entries))
    generations.add_institutions(session, numbered)
    generations.write(session, generation, numbered)
    generations.switch(session, generation, counts={"added": len(numbered)}, now=now)
    return len(numbered)


def read_embedded(folder: Path = FOLDER) -> Iterator[Entry]:
    """Read the rows that `tools/build_institutions.py` wrote."""
    with gzip.open(folder / "institutions.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            yield replace(_entry(json.loads(line)), source=SOURCE)


def _entry(row: dict[str, Any]) -> Entry:
    """Read `{"c": country, "t": city, "n": [[kind, language, text]], "w": host, "k": curated}`."""
    return Entry(
        country=row["c"],
        city=row.get("t", ""),
        names=tuple(Name(text, NameKind(kind), lang) for kind, lang, text in row["n"]),
        identifiers=(("web", row["w"]),) if "w" in row else (),
        is_curated=bool(row.get("k")),
    )
