"""Imports on both databases: merged, previewed, interrupted, repeated."""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlmodel import select

from ilojobs_app.core.db import transaction
from ilojobs_app.institutions import checking, generations, service
from ilojobs_app.institutions.formats import Format, read_list
from ilojobs_app.institutions.generations import Entry
from ilojobs_app.institutions.importing import import_list, preview, refresh
from ilojobs_app.institutions.models import Institution, InstitutionWord, Status
from ilojobs_app.institutions.search import search
from tests.factories.institutions import NOON, make_entry, serve

SUBSET = Path(__file__).parents[4] / "shared" / "data" / "ror_education_subset.jsonl.gz"
GENEVA = make_entry("fr:Université de Genève")
BERN = make_entry("de:Universität Bern")


class Interrupted(Exception):
    pass


def bring(bind: Engine, incoming: Iterable[Entry], *, complete: bool = False) -> None:
    import_list(
        lambda: transaction(bind),
        incoming,
        source="ror",
        digest="d" * 64,
        now=NOON,
        complete=complete,
    )


def found(bind: Engine, query: str, country: str = "CH") -> list[tuple[int, str, Status]]:
    with transaction(bind) as session:
        results = search(session, country=country, query=query, language="fr")
        return [(option.id, option.name, option.status) for option in results.options]


def test_an_import_merges_keeps_ids_and_adds(bind: Engine) -> None:
    with transaction(bind) as session:
        serve(session, GENEVA, BERN)
    bring(
        bind,
        [make_entry("fr:Université de Genève", "en:University of Geneva"), make_entry("EPFL")],
    )
    assert found(bind, "geneva") == [(1, "Université de Genève", Status.TO_BE_VERIFIED)]
    assert [one[0] for one in found(bind, "epfl")] == [3]
    assert [one[0] for one in found(bind, "bern")] == [2]


def test_a_renamed_institution_is_found_by_both_names_and_a_closed_one_read(bind: Engine) -> None:
    known = make_entry("fr:Université Paris 12", country="FR", identifiers=(("ror", "a"),))
    gone = make_entry("fr:Institut disparu", country="FR", identifiers=(("ror", "b"),))
    with transaction(bind) as session:
        serve(session, known, gone)
    bring(
        bind,
        [
            make_entry("fr:Université Paris-Est", country="FR", identifiers=(("ror", "a"),)),
            make_entry("fr:Institut disparu", identifiers=(("ror", "b"),), is_closed=True),
        ],
    )
    assert found(bind, "paris 12", "FR")[0][:2] == (1, "Université Paris-Est")
    assert found(bind, "disparu", "FR") == []
    with transaction(bind) as session:
        view = service.institution(session, institution_id=2)
        assert view and view.is_closed and view.name("fr") == "Institut disparu"


def test_a_preview_counts_and_changes_nothing(bind: Engine) -> None:
    with transaction(bind) as session:
        serve(session, GENEVA)
        report = preview(session, [make_entry("EPFL"), make_entry("fr:Université de Genève")])
    assert report.counts == {"added": 1, "unchanged": 1}
    assert report.examples == ["added: CH EPFL"]
    assert found(bind, "epfl") == []


def test_an_interrupted_import_leaves_the_old_list_and_no_trace_after_the_next(
    bind: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    with transaction(bind) as session:
        serve(session, GENEVA)
    monkeypatch.setattr(generations, "batched", lambda items: ([one] for one in items))

    def cut_short() -> Iterator[Entry]:
        yield make_entry("EPFL")
        yield make_entry("Eawag")
        raise Interrupted

    with pytest.raises(Interrupted):
        bring(bind, cut_short())
    assert [one[0] for one in found(bind, "geneve")] == [1]
    assert found(bind, "epfl") == []
    bring(bind, [BERN])
    with transaction(bind) as session:
        assert len(session.exec(select(Institution)).all()) == 2
        assert len(set(session.exec(select(InstitutionWord.generation)))) == 1


def test_a_whed_list_sets_the_status_and_its_institutions_come_first(bind: Engine) -> None:
    with transaction(bind) as session:
        serve(session, GENEVA, make_entry("fr:Genève école"))
    bring(bind, [make_entry("fr:Université de Genève", status=Status.LISTED)], complete=True)
    assert [(one[0], one[2]) for one in found(bind, "gen")] == [
        (1, Status.LISTED),
        (2, Status.NOT_LISTED),
    ]


def test_a_newer_embedded_list_keeps_ids_and_closes_what_it_lacks(bind: Engine) -> None:
    with transaction(bind) as session:
        serve(session, make_entry("fr:A", source="embedded"), make_entry("fr:B", source="embedded"))
        refresh(
            session, [make_entry("fr:B"), make_entry("fr:C")],
            source="embedded", digest="e" * 64, now=NOON,
        )  # fmt: skip
    assert [one[:2] for one in found(bind, "")] == [(2, "B"), (3, "C")]


def test_check_counts_and_names_doubtful_duplicates(bind: Engine) -> None:
    with transaction(bind) as session:
        serve(
            session,
            GENEVA,
            make_entry("The Universite de Geneve", is_closed=True),
            make_entry("Geneve University"),
            make_entry("fr:Université de Fribourg", city="Fribourg"),
            make_entry("fr:Université de Fribuorg", city="Fribourg"),
            make_entry("fr:Université de Friburg", city="Friburg"),
            make_entry("fr:Haute école 12345", country="FR"),
            make_entry("fr:Haute école 12346", country="FR"),
        )
        seen = checking.check(session)
    assert (seen.open, seen.closed, seen.names) == (7, 1, 7)
    assert seen.doubtful == [
        "CH Université de Genève (1, no city) = Geneve University (3, no city)",
        "CH Université de Fribourg (4, Fribourg) = Université de Fribuorg (5, Fribourg)",
    ]
    assert seen.few["SN"] == 0 and "CH" not in seen.few


@pytest.mark.slow
@pytest.mark.skipif(not SUBSET.exists(), reason="the ROR subset is not in place")
def test_the_ror_subset_is_imported_whole(bind: Engine) -> None:
    """Every one of its 13,229 records, but for the six of a country that no list offers."""
    left_out = Counter[str]()
    entries = list(read_list(SUBSET, Format.ROR, left_out=left_out))
    assert (len(entries), left_out) == (13_223, {"XK": 6})
    bring(bind, entries)
    with transaction(bind) as session:
        assert len(session.exec(select(Institution.id)).all()) == 13_223
