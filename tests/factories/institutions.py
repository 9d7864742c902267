"""Institutions for tests: entries with valid defaults, and a list that serves them."""

from collections.abc import Iterable
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from sqlmodel import Session

from ilojobs_app.institutions.generations import Entry, Name
from ilojobs_app.institutions.loading import publish
from ilojobs_app.institutions.models import NameKind

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def make_entry(*labels: str, acronyms: Iterable[str] = (), **changes: Any) -> Entry:
    """Give an entry; a label may begin with its language: `fr:Université de Genève`."""
    names = [_name(label) for label in labels or ("fr:Université de Genève",)]
    names += [Name(text, NameKind.ACRONYM) for text in acronyms]
    defaults = {"country": "CH", "city": "", "source": "test"}
    return Entry(names=tuple(names), **(defaults | changes))


def serve(session: Session, *entries: Entry) -> list[int]:
    """Publish a list of entries, which get the ids 1, 2, …; gives the ids."""
    digest = sha256(repr(entries).encode()).hexdigest()
    publish(session, iter(entries), digest=digest, now=NOON)
    return list(range(1, len(entries) + 1))


def _name(label: str) -> Name:
    language, colon, text = label.partition(":")
    return Name(text, language=language) if colon else Name(label)
