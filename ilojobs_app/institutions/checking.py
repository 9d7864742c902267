"""What an operator wants to know of the list: how much there is, and what looks wrong."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from sqlmodel import Session

from ilojobs_app.core import lists
from ilojobs_app.institutions import generations, stored
from ilojobs_app.institutions.generations import Entry
from ilojobs_app.institutions.merging import bare
from ilojobs_app.institutions.models import NameKind

FEW = 3


@dataclass(frozen=True)
class Check:
    """Counts by source and by status; pairs that may be one; countries with few institutions."""

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
        doubtful=_doubtful(opened),
        few={code: count for code, count in few.items() if count < FEW},
    )


def _doubtful(entries: list[Entry]) -> list[str]:
    """Give the names that several open institutions of a country have as their label."""
    owners: dict[tuple[str, str], set[int]] = defaultdict(set)
    for entry in entries:
        for name in entry.names:
            if name.kind is NameKind.LABEL:
                owners[entry.country, bare(name.text)].add(entry.id)
    return [
        f"{country} {name}: {', '.join(map(str, sorted(ids)))}"
        for (country, name), ids in sorted(owners.items())
        if len(ids) > 1
    ]
