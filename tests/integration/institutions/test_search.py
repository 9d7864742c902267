"""The search on both databases: narrowing, paging, countries, languages, typos (R11, B5)."""

import pytest
from sqlmodel import Session

from ilojobs_app.institutions import generations, service
from ilojobs_app.institutions.candidates import CAP
from ilojobs_app.institutions.models import Status
from ilojobs_app.institutions.search import Results, search
from tests.factories.institutions import NOON, make_entry, serve

GENEVA = make_entry("fr:Université de Genève", "en:University of Geneva", acronyms=["UNIGE"])
EPFL = make_entry("fr:École polytechnique fédérale de Lausanne", acronyms=["EPFL"], city="Lausanne")
PEKING = make_entry("zh:北京大学", "en:Peking University", country="CN")
LYON = make_entry("fr:Université Lumière Lyon 2", country="FR")


def ask(session: Session, query: str, country: str = "CH", **changes: object) -> Results:
    asked = {"language": "fr"} | changes
    return search(session, country=country, query=query, **asked)  # type: ignore[arg-type]


def names_of(results: Results) -> list[str]:
    return [option.name for option in results.options]


def test_without_a_list_nothing_answers(session: Session) -> None:
    assert ask(session, "gen") == Results((), 0, approximate=False)
    assert service.institution(session, institution_id=1) is None


@pytest.mark.parametrize(
    "query", ["gen", "GENÈVE", "univ. de gen", "gen univ", "the university of geneva", "unige"]
)
def test_any_word_of_any_name_finds(session: Session, query: str) -> None:
    serve(session, GENEVA, EPFL)
    results = ask(session, query)
    assert names_of(results) == ["Université de Genève"]
    assert (results.total, results.approximate) == (1, False)


def test_names_are_shown_in_the_language_of_the_reader(session: Session) -> None:
    serve(session, PEKING)
    (french,) = ask(session, "北京", "CN").options
    assert (french.name, french.matched_name) == ("北京大学", None)
    (english,) = ask(session, "北京", "CN", language="en").options
    assert (english.name, english.matched_name) == ("Peking University", "北京大学")
    (by_shown_name,) = ask(session, "pek", "CN", language="en").options
    assert by_shown_name.matched_name is None


def test_only_the_chosen_country_answers(session: Session) -> None:
    serve(session, GENEVA, PEKING)
    assert ask(session, "geneve", "CN").total == 0
    assert names_of(ask(session, "", "CN")) == ["北京大学"]


def test_typos_are_forgiven_and_said_so_only_when_nothing_matches(session: Session) -> None:
    serve(session, GENEVA, EPFL)
    near = ask(session, "universitee de genve")
    assert names_of(near) == ["Université de Genève"]
    assert near.approximate
    assert ask(session, "lozanne polytechnique").approximate
    nothing = ask(session, "xqzwk")
    assert (nothing.total, nothing.approximate) == (0, False)


def test_words_written_together_or_apart_are_found(session: Session) -> None:
    serve(session, LYON, GENEVA)
    assert ask(session, "lumierelyon", "FR").total == 1
    assert ask(session, "po lytechnique").total == 0
    serve(session, EPFL)
    assert ask(session, "poly technique").approximate


def test_every_answer_is_reached_by_asking_on(session: Session) -> None:
    count = CAP + 50
    serve(session, *(make_entry(f"fr:École supérieure numéro {n}") for n in range(count)))
    found: list[int] = []
    while True:
        results = ask(session, "ecole", offset=len(found))
        assert results.total == count
        if not results.options:
            break
        found += [option.id for option in results.options]
    assert sorted(found) == list(range(1, count + 1))


def test_two_broad_words_meet_in_sql_and_are_all_reached(session: Session) -> None:
    count = CAP + 30
    both = [make_entry(f"fr:École technique {n}") for n in range(count)]
    one = [make_entry(f"fr:École normale {n}") for n in range(5)]
    serve(session, *both, *one)
    found = {
        option.id
        for offset in range(0, count, 20)
        for option in ask(session, "ecole tech", offset=offset).options
    }
    assert found == set(range(1, count + 1))


def test_listed_institutions_come_first(session: Session) -> None:
    serve(
        session,
        make_entry("fr:Haute école Arc"),
        make_entry("fr:Haute école pédagogique de Berne", status=Status.LISTED),
    )
    first = ask(session, "haute").options[0]
    assert (first.name, first.status) == ("Haute école pédagogique de Berne", Status.LISTED)


def test_a_closed_institution_is_not_found_but_stays_readable(session: Session) -> None:
    (number,) = serve(session, make_entry("fr:Université disparue", is_closed=True))
    assert ask(session, "disparue").total == 0
    view = service.institution(session, institution_id=number)
    assert view and view.is_closed and view.name("fr") == "Université disparue"


def test_a_generation_serves_only_once_switched(session: Session) -> None:
    serve(session, GENEVA)
    number = generations.begin(session, source="test", digest="new", now=NOON)
    entries = list(generations.numbered(session, [EPFL]))
    generations.add_institutions(session, entries)
    generations.write(session, number, entries)
    assert ask(session, "epfl").total == 0
    generations.switch(session, number, counts={"added": 1}, now=NOON)
    assert ask(session, "epfl").total == 1
    assert ask(session, "geneve").total == 0
    generations.sweep(session)
    assert ask(session, "epfl").total == 1


@pytest.mark.parametrize("query", ["'", "%", "_", "\\", '"', "🎓", "\x00", "gen%", "g'; --"])
def test_marks_are_no_wildcards(session: Session, query: str) -> None:
    serve(session, GENEVA, EPFL)
    assert ask(session, query).total in {0, 1, 2}


WHOLE = (
    "gen", "gene", "geneve", "lau", "laus", "lausanne", "poly", "polyt", "fri", "frib", "neu",
    "hauteeco", "epf", "epfl", "sup", "super", "agri", "agric", "commerce", "comm", "tech", "techn",
)  # fmt: skip


@pytest.mark.parametrize("country", ["CH", "FR", "SN", "CI", "MA", "BE", "CA", "DE", "MX"])
def test_what_more_letters_find_is_in_a_whole_answer(embedded: Session, country: str) -> None:
    """The page narrows such an answer itself: it must give what the server would."""
    for query in WHOLE:
        found = search(embedded, country=country, query=query, language="fr")
        if not found.narrows:
            continue
        assert len(found.options) == found.total
        endings = {
            word[len(query) :] for o in found.options for word in o.words if word.startswith(query)
        }
        for ending in sorted({end[:n] for end in endings for n in (1, 2, 3)} - {""}):
            longer = query + ending
            if any(pair in longer for pair in ("ae", "oe", "ue")):
                continue
            asked = search(embedded, country=country, query=longer, language="fr")
            mine = {o.id for o in found.options if any(w.startswith(longer) for w in o.words)}
            assert mine == {o.id for o in asked.options}, (country, longer)
