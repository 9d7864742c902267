"""How a new list joins the one that serves: by identifier, then by bare name and country."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from ilojobs_app.core.text import fold
from ilojobs_app.institutions.generations import Entry, Name
from ilojobs_app.institutions.models import NameKind, Status
from ilojobs_app.institutions.words import bare

EXAMPLES_MAX = 20
# A host says whose site it is, not which institution: faculties and alliances share them.
WEB = "web"


@dataclass
class Report:
    """What a merge changes: a count for each kind of change, and some examples."""

    counts: Counter[str] = field(default_factory=Counter)
    examples: list[str] = field(default_factory=list)

    def note(self, change: str, entry: Entry, detail: str = "") -> None:
        """Count a change, and keep the first ones as examples."""
        self.counts[change] += 1
        if len(self.examples) < EXAMPLES_MAX:
            self.examples.append(f"{change}: {entry.country} {entry.names[0].text}{detail}")


class Merge:
    """The entries that serve, and what becomes of them when others come in."""

    def __init__(self, existing: Iterable[Entry], report: Report) -> None:
        """Index the entries by identifier and by label."""
        self.report = report
        self.kept = {entry.id: entry for entry in existing}
        self.met: set[int] = set()
        self._by_identifier: dict[tuple[str, str], int] = {}
        self._by_label: dict[tuple[str, str], int] = {}
        for entry in self.kept.values():
            self._learn(entry)

    def fresh(self, incoming: Iterable[Entry]) -> Iterator[Entry]:
        """Merge entries into those kept, and give the ones that are new, as they come."""
        for entry in incoming:
            known = self._find(entry)
            if known is not None:
                self._join(self.kept[known], entry)
            elif not entry.is_closed:
                self.report.note("added", entry)
                yield replace(entry, names=_all_names(entry.names, ()))

    def close_unmet(self, source: str) -> None:
        """Close what a complete new version of a source no longer has, unless others know it."""
        for key, entry in self.kept.items():
            alone = all(scheme == WEB for scheme, _ in entry.identifiers)
            if entry.source == source and alone and key not in self.met and not entry.is_closed:
                self.kept[key] = replace(entry, is_closed=True)
                self.report.note("closed", entry)

    def mark_unmet(self, countries: set[str]) -> None:
        """Mark as not listed what a complete list of these countries does not have (R13)."""
        for key, entry in self.kept.items():
            open_there = entry.country in countries and not entry.is_closed
            if key not in self.met and open_there and entry.status is not Status.NOT_LISTED:
                self.kept[key] = replace(entry, status=Status.NOT_LISTED)
                self.report.note("not listed", entry)

    def _learn(self, entry: Entry) -> None:
        for identifier in entry.identifiers:
            if identifier[0] != WEB:
                self._by_identifier.setdefault(identifier, entry.id)
        for name in entry.names:
            if name.kind is NameKind.LABEL:
                self._by_label.setdefault((entry.country, bare(name.text)), entry.id)

    def _find(self, entry: Entry) -> int | None:
        for identifier in entry.identifiers:
            if identifier in self._by_identifier:
                return self._by_identifier[identifier]
        for name in entry.names:
            key = self._by_label.get((entry.country, bare(name.text)))
            label = name.kind is NameKind.LABEL
            if label and key is not None and not _contradict(self.kept[key], entry):
                return key
        return None

    def _join(self, old: Entry, new: Entry) -> None:
        self.met.add(old.id)
        merged = joined(old, new)
        if merged == old:
            self.report.counts["unchanged"] += 1
            return
        self.kept[old.id] = merged
        self._learn(merged)
        self.report.note(_change(old, merged), merged, _detail(old, merged))


def joined(old: Entry, new: Entry) -> Entry:
    """Give an entry with what another says of it; the id stays, and no name is lost.

    Curated names keep their place; otherwise the names of the newcomer come first.
    """
    first, second = (old, new) if old.is_curated else (new, old)
    return replace(
        old,
        names=_all_names(first.names, second.names),
        city=old.city or new.city,
        status=old.status if new.status is Status.TO_BE_VERIFIED else new.status,
        identifiers=tuple(sorted({**dict(new.identifiers), **dict(old.identifiers)}.items())),
        is_curated=old.is_curated or new.is_curated,
        is_closed=new.is_closed,
    )


def _all_names(first: tuple[Name, ...], second: tuple[Name, ...]) -> tuple[Name, ...]:
    """Put names together; of two that read alike, the first stays, with a language if either has."""
    names: dict[tuple[str, bool], Name] = {}
    for name in (*first, *second):
        key = (fold(name.text), name.kind is NameKind.ACRONYM)
        known = names.setdefault(key, name)
        if not known.language and name.language:
            names[key] = replace(known, language=name.language)
    return tuple(names.values())


def _contradict(old: Entry, new: Entry) -> bool:
    """Say whether both have an identifier of one scheme, and not the same."""
    known = dict(old.identifiers)
    return any(
        scheme != WEB and known.get(scheme, value) != value for scheme, value in new.identifiers
    )


def _change(old: Entry, new: Entry) -> str:
    if old.is_closed != new.is_closed:
        return "closed" if new.is_closed else "opened again"
    return "renamed" if _detail(old, new) else "completed"


def _detail(old: Entry, new: Entry) -> str:
    before, after = old.names[0].text, new.names[0].text
    return f" (was {before})" if before != after else ""
