"""Merging: by identifier, then by folded label and country; nothing known is lost."""

from dataclasses import replace

from ilojobs_app.institutions.generations import Entry
from ilojobs_app.institutions.merging import Merge, Report, joined
from ilojobs_app.institutions.models import Status
from tests.factories.institutions import make_entry

GENEVA = make_entry(
    "fr:Université de Genève", "en:University of Geneva", id=1, is_curated=True, city="Genève"
)
BASEL = make_entry("University of Basel", id=2, identifiers=(("web", "unibas.ch"),))


def run(
    *incoming: Entry, existing: tuple[Entry, ...] = (GENEVA, BASEL)
) -> tuple[Merge, list[Entry]]:
    merge = Merge(existing, Report())
    return merge, list(merge.fresh(incoming))


def texts(entry: Entry) -> list[str]:
    return [name.text for name in entry.names]


def test_a_known_label_of_the_country_merges_and_another_country_does_not() -> None:
    merge, fresh = run(
        make_entry("en:UNIVERSITY OF GENEVA", "it:Università di Ginevra"),
        make_entry("en:University of Geneva", country="US"),
    )
    assert [entry.country for entry in fresh] == ["US"]
    assert texts(merge.kept[1]) == [*texts(GENEVA), "Università di Ginevra"]
    assert merge.report.counts == {"completed": 1, "added": 1}


def test_an_identifier_goes_before_names_and_a_host_is_none() -> None:
    old = replace(BASEL, identifiers=(("ror", "x1"),))
    merge, fresh = run(
        make_entry("de:Universität Basel", identifiers=(("ror", "x1"),)),
        make_entry("de:Spital", identifiers=(("web", "unibas.ch"),)),
        existing=(old,),
    )
    assert texts(merge.kept[2]) == ["Universität Basel", "University of Basel"]
    assert [texts(entry) for entry in fresh] == [["Spital"]]
    assert merge.report.counts["renamed"] == 1


def test_two_identifiers_of_one_scheme_stay_two_institutions() -> None:
    old = replace(BASEL, identifiers=(("ror", "x1"),))
    _, fresh = run(make_entry("University of Basel", identifiers=(("ror", "x2"),)), existing=(old,))
    assert len(fresh) == 1


def test_closed_ones_close_what_is_known_and_are_not_added() -> None:
    merge, fresh = run(
        make_entry("University of Basel", is_closed=True), make_entry("Gone", is_closed=True)
    )
    assert not fresh
    assert merge.kept[2].is_closed
    assert merge.report.counts == {"closed": 1}


def test_curated_names_keep_their_place() -> None:
    merge, _ = run(make_entry("en:University of Geneva", "de:Universität Genf"))
    assert texts(merge.kept[1])[0] == "Université de Genève"


def test_the_status_changes_only_where_the_list_says_it() -> None:
    listed = joined(BASEL, make_entry("University of Basel", status=Status.LISTED))
    assert listed.status is Status.LISTED
    assert joined(listed, make_entry("University of Basel")).status is Status.LISTED


def test_what_a_complete_list_lacks_is_not_listed_in_its_countries_only() -> None:
    elsewhere = make_entry("University of Ghana", country="GH", id=3)
    merge, _ = run(
        make_entry("University of Basel", status=Status.LISTED),
        existing=(GENEVA, BASEL, elsewhere),
    )
    merge.mark_unmet({"CH"})
    statuses = [merge.kept[key].status for key in (1, 2, 3)]
    assert statuses == [Status.NOT_LISTED, Status.LISTED, Status.TO_BE_VERIFIED]


def test_merging_the_same_list_again_changes_nothing() -> None:
    incoming = make_entry("de:Universität Basel", "en:University of Basel", acronyms=["UniBas"])
    merge, _ = run(incoming)
    again, fresh = run(incoming, existing=tuple(merge.kept.values()))
    assert not fresh
    assert again.kept == merge.kept
    assert again.report.counts == {"unchanged": 1}


def test_only_its_own_source_closes_what_a_new_version_lacks() -> None:
    ours = make_entry("Alt", id=1, source="embedded")
    known_elsewhere = make_entry("Neu", id=2, source="embedded", identifiers=(("ror", "x"),))
    theirs = make_entry("Ander", id=3, source="csv")
    merge, _ = run(existing=(ours, known_elsewhere, theirs))
    merge.close_unmet("embedded")
    assert [merge.kept[key].is_closed for key in (1, 2, 3)] == [True, False, False]
