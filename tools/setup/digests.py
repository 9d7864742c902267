"""Content hashes: what was made from what, so that nothing is made twice."""

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path

from say import ROOT

# What a frontend build is made of. Templates are read by the server when it answers.
SOURCES = (
    ("ilojobs_app", (".py", ".po", ".json")),
    ("assets", ()),
)
SINGLE = ("rxconfig.py", "requirements.txt", "reflex.lock/package-lock.json")
# Written into the pages when they are built.
SETTINGS = ("ILO_PEOPLE_URL",)
GENERATED = ("assets/generated", "assets/external", "ilojobs_app/data/institutions")


def of_files(paths: Iterable[Path], more: Iterable[str] = ()) -> str:
    """Give the hash of names and contents, short enough for a folder's name."""
    digest = hashlib.sha256("".join(more).encode())
    for path in sorted(paths):
        digest.update(os.path.relpath(path, ROOT).encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


def of_frontend(data: Path) -> str:
    """Give the hash of all that goes into the frontend build, the operator's lists included."""
    found = [ROOT / name for name in SINGLE]
    generated = tuple(ROOT / name for name in GENERATED)
    for folder, suffixes in SOURCES:
        found += [
            path
            for path in (ROOT / folder).rglob("*")
            if path.is_file()
            and (not suffixes or path.suffix in suffixes)
            and not any(path.is_relative_to(g) for g in generated)
        ]
    found += (data / "lists").glob("*.json")
    return of_files(found, [os.environ.get(name, "") for name in SETTINGS])
