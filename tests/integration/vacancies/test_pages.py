import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from urllib.parse import parse_qsl, urlsplit
from zoneinfo import ZoneInfo

import pytest
from sqlmodel import Session, select

from ilojobs_app.core.i18n import Language, as_language, use_language
from ilojobs_app.core.lists import options
from ilojobs_app.pages import (  # noqa: F401
    categories_data,
    category_data,
    home_data,
    vacancies_data,
    vacancy_data,
)
from ilojobs_app.vacancies.models import Vacancy
from ilojobs_app.vacancies.samples import load_samples
from ilojobs_app.vacancies.structured_data import EMPLOYMENT_TYPES, job_posting
from ilojobs_app.web import islands
from ilojobs_app.web.islands import Island, PageRequest
from tests.factories.vacancies import make_vacancy

Get = Callable[..., Island]


@pytest.fixture
def get(session: Session, now: datetime) -> Get:
    def ask(address: str, language: str = "fr", at: datetime = now) -> Island:
        parts = urlsplit(address)
        found = islands.match(parts.path)
        assert found
        route, parameters = found
        request = PageRequest(
            language=as_language(language),
            method="GET",
            path=parts.path,
            parameters=parameters,
            query=dict(parse_qsl(parts.query)),
            form={},
            principal=None,
            browser="",
            address="",
            session=session,
            now=at,
        )
        with use_language(language):
            answer = route.handler(request)
        assert isinstance(answer, Island)
        return answer

    return ask


def plain(island: Island) -> str:
    return str(island.html.unescape()).replace("\u2019", "'").replace("\u00a0", " ")


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/vacancies",
        "/vacancies?page=2",
        "/vacancies/1001",
        "/categories",
        "/categories/professional",
        "/categories/external",
    ],
)
def test_every_page_has_one_h1_a_title_and_a_description(
    session: Session, now: datetime, get: Get, address: str, language: str
) -> None:
    load_samples(session, now)
    page = get(address, language)
    assert (page.status, page.index) == (200, True)
    assert str(page.html).count("<h1>") == 1
    assert page.title
    assert 20 < len(page.description) <= 160
    ids = re.findall(r'\sid="([^"]+)"', page.html)
    assert len(ids) == len(set(ids))
    own = list(re.findall(r'href="(/[^"]*)"', page.html))
    assert own
    # The saved file of a notice (R16) is no page: it has an address of its own, in the language.
    assert all(link.startswith((f"/{language}", f"/notices/{language}/")) for link in own)


def test_samples_say_that_they_are_samples(session: Session, now: datetime, get: Get) -> None:
    make_vacancy(session)
    assert not any("fictif" in plain(get(page)) for page in ("/", "/vacancies/5001"))
    load_samples_too(session, now)
    for address in ("/", "/vacancies", "/vacancies/5002", "/categories/professional"):
        assert "fictif" in plain(get(address)), address


def load_samples_too(session: Session, now: datetime) -> None:
    make_vacancy(session, job_id=5002, is_sample=True, published_at=now)


def test_list_shows_results_chips_and_pages(session: Session, now: datetime, get: Get) -> None:
    load_samples(session, now)
    first = plain(get("/vacancies"))
    assert first.count('class="vrow"') == 12
    assert "1 à 12 sur 20" in first
    assert plain(get("/vacancies?page=2")).count('class="vrow"') == 8
    page = get("/vacancies?q=emploi&category=national&place=abidjan")
    text = plain(page)
    assert text.count('class="chip"') == 3
    assert 'href="/fr/vacancies?q=emploi&place=abidjan"' in text
    assert "Chargé(e) de programme, emploi des jeunes" in text
    assert not page.index


@pytest.mark.parametrize("page", ["0", "-1", "abc", "9" * 5000, "²", "99"])
def test_odd_page_numbers_do_no_harm(session: Session, now: datetime, get: Get, page: str) -> None:
    load_samples(session, now)
    assert get(f"/vacancies?page={page}").status == 200


def test_a_keyword_of_punctuation_alone_is_no_filter(session: Session, get: Get) -> None:
    make_vacancy(session)
    text = str(get("/vacancies?q=%25_").html)
    assert "chips" not in text
    assert 'name="q" maxlength="200" value=""' in text


def test_an_empty_list_says_why_and_escapes_the_query(session: Session, get: Get) -> None:
    page = get("/vacancies?q=%3Cscript%3Ealert(1)%3C/script%3E")
    assert "<script>" not in page.html
    assert "Aucun poste vacant pour ces critères" in plain(page)


def test_notice_shows_deadline_facts_and_structured_data(
    session: Session, now: datetime, get: Get
) -> None:
    load_samples(session, now)
    page = get("/vacancies/1001")
    text = plain(page)
    assert "mardi 15 décembre 2026 à minuit (23 h 59)</strong>, heure de Genève." in text
    assert 'data-local-time="2026-12-15T22:59:59+00:00"' in text
    assert 'href="/fr/apply/1001"' in text
    assert "copie imprimée le 22 novembre 2026" in text
    posting = page.json_ld
    assert posting
    assert posting["validThrough"] == "2026-12-15T23:59:59+01:00"
    assert posting["jobLocation"]["address"]["addressCountry"] == "CH"
    assert posting["url"].endswith("/fr/vacancies/1001")
    home = get("/vacancies/1019").json_ld
    assert home
    assert home["jobLocationType"] == "TELECOMMUTE"
    assert "jobLocation" not in home
    assert {"@type": "Country", "name": "SN"} in home["applicantLocationRequirements"]
    assert "applicantLocationRequirements" not in posting


def test_markup_of_an_import_is_shown_as_text(session: Session, get: Get) -> None:
    text = "<img src=x onerror=alert(1)> https://example.org/?a=1&b=2"
    make_vacancy(session, body_fr=[{"heading": "duties", "text": text}])
    page = get("/vacancies/5001")
    assert "<img" not in page.html
    assert "<img" not in (page.json_ld or {})["description"]
    assert 'href="https://example.org/?a=1&amp;b=2"' in page.html


def test_a_closed_notice_is_gone_and_helps(session: Session, get: Get) -> None:
    made = make_vacancy(session)
    page = get("/vacancies/5001", at=made.closes_at + timedelta(seconds=1))
    text = plain(page)
    assert (page.status, page.index, page.json_ld) == (410, False, None)
    assert "mardi 15 décembre 2026 à minuit (23 h 59), heure de Genève" in text
    for link in ("/fr/vacancies", "/fr/categories/professional", "/fr/applications"):
        assert f'href="{link}"' in text
    assert "Actuaire" not in text
    assert "Évaluer" not in text


@pytest.mark.parametrize(
    "address",
    [
        "/vacancies/404",
        "/vacancies/abc",
        "/vacancies/007",
        "/vacancies/²",
        "/vacancies/0",
        "/vacancies/" + "9" * 5000,
        "/categories/nope",
    ],
)
def test_unknown_addresses_help(session: Session, get: Get, address: str) -> None:
    page = get(address)
    assert (page.status, page.index) == (404, False)
    assert 'href="/fr/vacancies"' in page.html


def test_category_page_has_grades_where_the_data_has_them(
    session: Session, now: datetime, get: Get
) -> None:
    load_samples(session, now)
    assert "<table" in get("/categories/professional").html
    page = get("/categories/internships")
    assert "<table" not in page.html
    assert page.html.count('class="vrow"') == 2


def test_english_is_complete_in_the_data(session: Session, now: datetime, get: Get) -> None:
    load_samples(session, now)
    text = plain(get("/vacancies/1001", "en"))
    assert "Social Protection Specialist" in text
    assert "Geneva, Switzerland" in text
    assert "Fixed-term" in text
    assert "Durée" not in text


@pytest.mark.parametrize(
    ("language", "words"), [("fr", "Date de clôture"), ("en", "Application deadline")]
)
def test_each_row_of_the_list_says_what_its_date_is(
    get: Get, session: Session, now: datetime, language: str, words: str
) -> None:
    load_samples(session, now)
    html = plain(get("/vacancies", language))
    assert html.count(f'<span class="vh">{words} </span>') == html.count('class="vrow"') > 0


def values_within(data: object) -> Iterator[object]:
    if isinstance(data, Mapping):
        data = list(data.values())
    if isinstance(data, list):
        for part in data:
            yield from values_within(part)
    else:
        yield data


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_posting_says_the_day_of_its_notice_and_leaves_nothing_empty(
    session: Session, now: datetime, language: Language
) -> None:
    load_samples(session, now)
    with use_language(language):
        for vacancy in session.exec(select(Vacancy)):
            posting = job_posting(vacancy)
            day = vacancy.closes_at.astimezone(ZoneInfo(vacancy.time_zone)).date()
            assert str(posting["validThrough"]).startswith(f"{day}T23:59:59")
            assert all(value not in ("", None) for value in values_within(posting)), posting
            is_home = vacancy.country is None
            assert ("applicantLocationRequirements" in posting) is is_home
            assert ("jobLocation" in posting) is not is_home


def test_every_contract_type_has_a_word_of_schema_org() -> None:
    # An operator's own is « other ».
    assert {option.code for option in options("contract_types")} == set(EMPLOYMENT_TYPES)
    assert set(EMPLOYMENT_TYPES.values()) <= {"FULL_TIME", "TEMPORARY", "INTERN", "CONTRACTOR"}
