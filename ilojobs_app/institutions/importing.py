"""Import a list: written beside the one that serves, made current in one small transaction.

Each batch has a transaction of its own, so that candidates who save meanwhile do not wait. What
an interrupted import leaves is seen by nobody, and the next one deletes it.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import datetime

from sqlmodel import Session

from ilojobs_app.institutions import generations, stored
from ilojobs_app.institutions.alone import alone
from ilojobs_app.institutions.generations import Entry
from ilojobs_app.institutions.merging import Merge, Report

Transactions = Callable[[], AbstractContextManager[Session]]


def preview(session: Session, incoming: Iterable[Entry], *, complete: bool = False) -> Report:
    """Say what an import would change, and change nothing."""
    merge = _merge(session)
    countries: set[str] = set()
    for _ in merge.fresh(_seen(incoming, countries)):
        pass
    _finish(merge, countries if complete else set())
    return merge.report


def import_list(
    transactions: Transactions,
    incoming: Iterable[Entry],
    *,
    source: str,
    digest: str,
    now: datetime,
    complete: bool = False,
) -> Report:
    """Merge a list into the one that serves, and let the result serve.

    Args:
        transactions: opens a transaction; many small ones are used.
        incoming: the entries of the list, as a stream.
        source: which list it is, at most 20 characters.
        digest: of the file, 64 characters.
        now: the time of the import.
        complete: the list is the whole of WHED or UNESCO for its countries, so that what it
            lacks is not listed (R13).

    Raises:
        ImportRunning: another import is under way.
    """
    with transactions() as session:
        held = alone(session)
    with held:
        return _import(transactions, incoming, source, digest, now, complete)


def _import(
    transactions: Transactions,
    incoming: Iterable[Entry],
    source: str,
    digest: str,
    now: datetime,
    complete: bool,
) -> Report:
    with transactions() as session:
        generations.sweep(session)
        stored.drop_unserved(session)
        merge = _merge(session)
        number = generations.begin(session, source=source, digest=digest, now=now)
        free = generations.next_institution_id(session)
    before, countries = dict(merge.kept), set[str]()
    fresh = merge.fresh(_seen(incoming, countries))
    _write(transactions, number, generations.numbered_from(free, fresh), are_new=True)
    _finish(merge, countries if complete else set())
    _write(transactions, number, merge.kept.values(), are_new=False)
    with transactions() as session:
        stored.update_institutions(session, _changed(merge, before))
        generations.switch(session, number, counts=dict(merge.report.counts), now=now)
    with transactions() as session:
        generations.sweep(session)
    return merge.report


def refresh(
    session: Session, incoming: Iterable[Entry], *, source: str, digest: str, now: datetime
) -> Report:
    """Merge a new version of the embedded list, in the caller's transaction.

    What the new version no longer has is closed: profiles that name it keep reading it.
    """
    merge = _merge(session)
    before = dict(merge.kept)
    number = generations.begin(session, source=source, digest=digest, now=now)
    fresh = list(generations.numbered(session, merge.fresh(incoming)))
    merge.close_unmet(source)
    generations.add_institutions(session, fresh)
    generations.write(session, number, [*merge.kept.values(), *fresh])
    stored.update_institutions(session, _changed(merge, before))
    generations.switch(session, number, counts=dict(merge.report.counts), now=now)
    generations.sweep(session)
    return merge.report


def _write(
    transactions: Transactions, number: int, entries: Iterable[Entry], *, are_new: bool
) -> None:
    for batch in generations.batched(entries):
        with transactions() as session:
            if are_new:
                generations.add_institutions(session, batch)
            generations.write(session, number, batch)


def _changed(merge: Merge, before: dict[int, Entry]) -> Iterator[Entry]:
    return (entry for key, entry in merge.kept.items() if entry != before[key])


def _merge(session: Session) -> Merge:
    load = generations.current(session)
    return Merge(stored.read(session, load.id) if load else (), Report())


def _finish(merge: Merge, complete_countries: set[str]) -> None:
    if complete_countries:
        merge.mark_unmet(complete_countries)


def _seen(incoming: Iterable[Entry], countries: set[str]) -> Iterator[Entry]:
    """Pass entries on, and note their countries; texts that a column would cut are cut here."""
    for entry in incoming:
        countries.add(entry.country)
        yield replace(entry, city=entry.city[: generations.CITY_MAX])
