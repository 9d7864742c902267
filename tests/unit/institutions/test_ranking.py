"""Ranking: exact name, acronym, first word, other words; listed first; shorter first."""

from ilojobs_app.core.text import fold
from ilojobs_app.institutions.models import NameKind, Status
from ilojobs_app.institutions.names import InstitutionView, shown_name
from ilojobs_app.institutions.ranking import Match, Ranked, rank
from ilojobs_app.institutions.words import parse

L, A = NameKind.LABEL, NameKind.ACRONYM


def subject(
    *names: str,
    id: int = 1,
    acronym: str = "",
    status: Status = Status.TO_BE_VERIFIED,
    curated: bool = False,
    city: str = "",
) -> InstitutionView:
    kinds = [*((name, L) for name in names), *([(acronym, A)] if acronym else [])]
    shown = tuple(shown_name(text, kind, "", fold(text)) for text, kind in kinds)
    cities = tuple(fold(city).split())
    return InstitutionView(id, "CH", city, status, curated, False, shown, cities)


def ranked(query: str, one: InstitutionView) -> Ranked:
    found = rank(parse(query), one)
    assert found
    return found


def test_the_kinds_of_match_come_in_their_order() -> None:
    geneva = subject("Université de Genève", "University of Geneva", acronym="UNIGE")
    assert ranked("Université de Genève", geneva).match is Match.EXACT_NAME
    assert ranked("unige", geneva).match is Match.ACRONYM
    assert ranked("geneva", geneva).match is Match.ALL_TELLING_WORDS
    assert ranked("gen", geneva).match is Match.FIRST_WORD
    assert ranked("gen", subject("Haute école de Genève")).match is Match.OTHER_WORDS
    assert ranked("geneve geneva", geneva).match is Match.SEVERAL_NAMES


def test_a_word_in_no_name_is_no_answer() -> None:
    assert rank(parse("lausanne"), subject("Université de Genève")) is None


def test_a_city_answers_last() -> None:
    by_city = ranked("renens", subject("École cantonale d'art", city="Renens"))
    assert by_city.match is Match.SEVERAL_NAMES


def test_listed_come_before_others_and_shorter_names_first() -> None:
    plain = ranked("gen", subject("Geneva School", id=1))
    listed = ranked("gen", subject("Geneva School of Diplomacy", id=2, status=Status.LISTED))
    long = ranked("gen", subject("Geneva School of Diplomacy", id=3))
    curated = ranked("gen", subject("Geneva School of Diplomacy", id=4, curated=True))
    assert sorted([long, plain, listed, curated]) == [listed, curated, plain, long]


def test_an_acronym_may_be_typed_with_points_or_spaces() -> None:
    one = subject("Haute école spécialisée", acronym="HES-SO")
    assert ranked("HES SO", one).match is Match.ACRONYM
    assert ranked("hes-so", one).match is Match.ACRONYM


def test_the_matched_name_is_told() -> None:
    one = subject("Universität Genf", "Université de Genève", acronym="UNIGE")
    assert ranked("genf", one).position == 0
    assert ranked("geneve", one).position == 1
    assert ranked("unige", one).position == 2


def test_words_in_the_order_of_the_name_come_first() -> None:
    in_order = ranked("paris sud", subject("Institut Paris Sud", id=2))
    reversed_ = ranked("paris sud", subject("Institut Sud Paris", id=1))
    assert in_order < reversed_
