from datetime import datetime, timedelta

import pytest
from sqlmodel import Session

from ilojobs_app.core.errors import NotFound
from ilojobs_app.core.i18n import use_language
from ilojobs_app.vacancies import service, typos
from ilojobs_app.vacancies.errors import VacancyClosed
from ilojobs_app.vacancies.service import Criteria
from tests.factories.vacancies import make_vacancy


def found(session: Session, now: datetime, **criteria: str) -> list[int]:
    page = service.list_open(session, criteria=Criteria(**criteria), page=1, now=now)
    return [vacancy.job_id for vacancy in page.vacancies]


@pytest.mark.parametrize(
    ("keyword", "matches"),
    [
        ("actuaire", True),
        ("ACTU", True),
        ("socpro/p/2026/99", True),
        ("5001", True),
        ("geneve suisse", True),
        ("évaluer conseiller", True),
        ("evaluer inconnu", False),
        ("onseiller", False),
        ("actuaires", True),
        ("conseillères evaluant", False),
        ("conseillères", True),
        ("100%", False),
        ("_", True),
        ("", True),
    ],
)
def test_every_word_must_begin_a_word_of_the_notice(
    session: Session, now: datetime, keyword: str, matches: bool
) -> None:
    make_vacancy(session)
    assert bool(found(session, now, keyword=keyword)) is matches


def test_searches_the_language_of_the_reader(session: Session, now: datetime) -> None:
    make_vacancy(session)
    assert not found(session, now, keyword="actuary")
    with use_language("en"):
        assert found(session, now, keyword="actuary switzerland")


def test_lists_only_open_vacancies_the_nearest_deadline_first(
    session: Session, now: datetime
) -> None:
    make_vacancy(session, job_id=1, closes_at=now + timedelta(days=9))
    make_vacancy(session, job_id=2, closes_at=now + timedelta(days=2))
    make_vacancy(session, job_id=3, closes_at=now - timedelta(seconds=1))
    make_vacancy(session, job_id=4, published_at=now + timedelta(hours=1))
    make_vacancy(session, job_id=5, closes_at=now)
    assert found(session, now) == [5, 2, 1]
    assert service.count_by_category(session, now=now) == {"professional": 3}


def test_filters_by_category_and_place(session: Session, now: datetime) -> None:
    make_vacancy(session, job_id=1)
    make_vacancy(session, job_id=2, category="national", duty_station_en="Addis Ababa")
    assert found(session, now, category="national") == [2]
    assert found(session, now, place="addis-ababa") == [2]
    assert found(session, now, place="addis-ababa", category="professional") == []


def test_pages_of_twelve_stay_within_their_number(session: Session, now: datetime) -> None:
    for job_id in range(1, 26):
        make_vacancy(session, job_id=job_id)
    pages = [
        service.list_open(session, criteria=Criteria(), page=page, now=now)
        for page in (1, 2, 3, 99, 0)
    ]
    assert [len(page.vacancies) for page in pages] == [12, 12, 1, 1, 12]
    assert [(page.page, page.pages, page.total) for page in pages][3] == (3, 3, 25)
    shown = [vacancy.job_id for page in pages[:3] for vacancy in page.vacancies]
    assert shown == list(range(1, 26))


def test_latest_are_those_published_last(session: Session, now: datetime) -> None:
    for job_id, age in ((1, 9), (2, 1), (3, 4)):
        make_vacancy(session, job_id=job_id, published_at=now - timedelta(days=age))
    latest = service.list_latest(session, limit=2, now=now)
    assert [vacancy.job_id for vacancy in latest] == [2, 3]


def test_places_by_name_in_the_language_of_the_reader(session: Session, now: datetime) -> None:
    make_vacancy(session, job_id=1)
    make_vacancy(session, job_id=2)
    make_vacancy(
        session, job_id=3, duty_station_fr="Le Caire", duty_station_en="Cairo", country="EG"
    )
    places = service.list_places(session, now=now)
    assert [place.label for place in places] == ["Genève, Suisse", "Le Caire, Égypte"]
    with use_language("en"):
        names = [place.label for place in service.list_places(session, now=now)]
    assert names == ["Cairo, Egypt", "Geneva, Switzerland"]


def test_finds_an_open_vacancy_until_its_last_second(session: Session, now: datetime) -> None:
    made = make_vacancy(session)
    assert service.find_open(session, job_id=5001, now=made.closes_at) == made
    with pytest.raises(VacancyClosed) as closed:
        service.find_open(session, job_id=5001, now=made.closes_at + timedelta(seconds=1))
    assert closed.value.vacancy == made
    assert "15 décembre 2026" in closed.value.message()


@pytest.mark.parametrize("job_id", [0, -1, 404, 2**31, 10**30])
def test_unknown_numbers_are_not_found(session: Session, now: datetime, job_id: int) -> None:
    with pytest.raises(NotFound):
        service.find_open(session, job_id=job_id, now=now)


def test_not_found_before_its_publication(session: Session, now: datetime) -> None:
    make_vacancy(session, published_at=now + timedelta(seconds=1))
    with pytest.raises(NotFound):
        service.find_open(session, job_id=5001, now=now)


def near(session: Session, now: datetime, **criteria: str) -> str | None:
    return typos.near_keyword(session, criteria=Criteria(**criteria), now=now)


def test_a_word_with_a_typing_error_suggests_what_notices_say(
    session: Session, now: datetime
) -> None:
    make_vacancy(session, title_fr="Économiste du travail", title_en="Labour economist")
    assert near(session, now, keyword="travial") == "travail"
    assert near(session, now, keyword="econmiste travial") == "économiste travail"
    assert near(session, now, keyword="économistes travial") == "économistes travail".replace(
        "économistes", "economistes"
    )
    assert near(session, now, keyword="zzzzzzzz") is None
    assert near(session, now, keyword="travial zzzzzzzz") is None
    with use_language("en"):
        assert near(session, now, keyword="econimist") == "economist"
        assert near(session, now, keyword="travial") is None


def test_a_suggestion_finds_something_with_the_same_filters(
    session: Session, now: datetime
) -> None:
    make_vacancy(session, job_id=1, title_fr="Économiste du travail", place="geneva")
    make_vacancy(session, job_id=2, title_fr="Juriste", place="dakar")
    make_vacancy(
        session, job_id=3, title_fr="Soudeur", place="dakar", closes_at=now - timedelta(days=1)
    )
    assert near(session, now, keyword="econmiste", place="dakar") is None
    assert near(session, now, keyword="souduer") is None
    assert near(session, now, keyword="juritse", place="dakar") == "juriste"
