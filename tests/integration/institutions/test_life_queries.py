"""Candidates find their university as they would type it (B5, R11)."""

from sqlmodel import Session

from ilojobs_app.core.text import fold
from ilojobs_app.institutions import generations, names
from ilojobs_app.institutions.search import search
from tests.integration.institutions.life_queries import LIFE_QUERIES

FOUND_AT_LEAST = 0.95
FIRST = 3
MIDDLE_WORDS = (
    ("MX", "autonoma de mexico", "Universidad Nacional Autónoma de México"),
    ("MX", "autónoma méx", "Universidad Nacional Autónoma de México"),
    ("MX", "nacional autonoma", "Universidad Nacional Autónoma de México"),
    ("GB", "school of economics", "London School of Economics and Political Science"),
    ("US", "institute of technology", "Massachusetts Institute of Technology"),
    ("US", "polytechnic institute", "Rensselaer Polytechnic Institute"),
    ("IN", "institute of management ahmedabad", "Indian Institute of Management Ahmedabad"),
    ("IN", "hindu university", "Banaras Hindu University"),
    ("BD", "university of engineering", "Bangladesh University of Engineering and Technology"),
    ("PE", "mayor de san marcos", "Universidad Nacional Mayor de San Marcos"),
    ("PE", "catolica del peru", "Pontificia Universidad Católica del Perú"),
    ("BR", "federal do rio de janeiro", "Universidade Federal do Rio de Janeiro"),
    ("KE", "kenyatta university of agri", "Jomo Kenyatta University of Agriculture and Technology"),
    ("DE", "maximilians universitat", "Ludwig-Maximilians-Universität München"),
)


def test_there_are_enough_queries_and_none_twice() -> None:
    assert len(LIFE_QUERIES) >= 150
    assert len({(country, query) for country, query, _ in LIFE_QUERIES}) == len(LIFE_QUERIES)


def test_nearly_every_query_finds_the_institution_among_the_first_three(embedded: Session) -> None:
    failures = [line for line in LIFE_QUERIES if not _finds(embedded, *line)]
    report = "\n".join(f"{country} {query!r} → {wanted}" for country, query, wanted in failures)
    assert len(failures) <= (1 - FOUND_AT_LEAST) * len(LIFE_QUERIES), report


def test_words_from_the_middle_of_a_well_known_name_bring_it_among_the_first_three(
    embedded: Session,
) -> None:
    missed = [line for line in MIDDLE_WORDS if not _finds(embedded, *line)]
    assert not missed


def _finds(session: Session, country: str, query: str, wanted: str) -> bool:
    results = search(session, country=country, query=query, language="fr", limit=FIRST)
    load = generations.current(session)
    assert load
    found = names.views(session, load, [option.id for option in results.options])
    return any(fold(name.text) == fold(wanted) for one in found for name in one.names)
