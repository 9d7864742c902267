"""What an operator wants to know of the list: how much there is, and what looks wrong."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz.distance import OSA
from sqlmodel import Session

from ilojobs_app.core import lists
from ilojobs_app.core.text import fold
from ilojobs_app.institutions import generations, stored
from ilojobs_app.institutions.generations import Entry
from ilojobs_app.institutions.models import NameKind
from ilojobs_app.institutions.words import significant

FEW = 3
MISSPELT_FROM = 5
Group = tuple[Entry, ...]
Words = frozenset[str]


@dataclass(frozen=True)
class Check:
    """Counts by source and by status; institutions that may be one; countries with few."""

    open: int
    closed: int
    names: int
    sources: dict[str, int]
    statuses: dict[str, int]
    doubtful: list[str]
    few: dict[str, int]


def check(session: Session) -> Check:
    """Look through the list that serves."""
    load = generations.current(session)
    entries = list(stored.read(session, load.id)) if load else []
    opened = [entry for entry in entries if not entry.is_closed]
    countries = Counter(entry.country for entry in opened)
    few = {one.code: countries[one.code] for one in lists.options("territories")}
    return Check(
        open=len(opened),
        closed=len(entries) - len(opened),
        names=sum(len(entry.names) for entry in opened),
        sources=dict(Counter(entry.source for entry in opened).most_common()),
        statuses=dict(Counter(entry.status.value for entry in opened).most_common()),
        doubtful=[_line(group) for group in _doubtful(opened)],
        few={code: count for code, count in few.items() if count < FEW},
    )


def _doubtful(entries: list[Entry]) -> list[Group]:
    """Give institutions of a country that may be one, likeliest first.

    Their official names have the same telling words in any order or, in one city, all but one,
    which differs by a letter.
    """
    same: dict[tuple[str, Words], dict[int, Entry]] = defaultdict(dict)
    near: dict[tuple[str, str, Words], list[tuple[str, Entry]]] = defaultdict(list)
    for entry in entries:
        for words in _labels(entry):
            same[entry.country, words][entry.id] = entry
            for word in filter(_may_be_misspelt, words):
                near[entry.country, fold(entry.city), words - {word}].append((word, entry))
    groups = [tuple(owners.values()) for owners in same.values() if len(owners) > 1]
    groups += [pair for found in near.values() for pair in _nearly_alike(found)]
    # Two official names may say the same of the same institutions.
    return list({frozenset(one.id for one in group): group for group in groups}.values())


def _labels(entry: Entry) -> set[Words]:
    labels = (name.text for name in entry.names if name.kind is NameKind.LABEL)
    return {frozenset(significant(fold(text).split())) for text in labels}


def _may_be_misspelt(word: str) -> bool:
    """Say whether one letter more or less is likely to be a slip: not in Paris 1 or 京都."""
    return len(word) >= MISSPELT_FROM and word.isascii() and word.isalpha()


def _nearly_alike(found: list[tuple[str, Entry]]) -> Iterator[Group]:
    for (word, one), (other_word, other) in combinations(found, 2):
        if one.id != other.id and OSA.distance(word, other_word, score_cutoff=1) == 1:
            yield one, other


def _line(group: Group) -> str:
    named = (f"{entry.names[0].text} ({entry.id}, {entry.city or 'no city'})" for entry in group)
    return f"{group[0].country} {' = '.join(named)}"
