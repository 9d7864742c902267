import json
import re
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session, select

from ilojobs_app.vacancies import service
from ilojobs_app.vacancies.errors import VacancyClosed
from ilojobs_app.vacancies.import_format import Entry
from ilojobs_app.vacancies.importing import Imported, ImportRefused, import_json
from ilojobs_app.vacancies.models import Vacancy
from ilojobs_app.vacancies.notice import HEADINGS
from ilojobs_app.vacancies.samples import load_samples
from ilojobs_app.vacancies.service import Criteria
from tests.factories.vacancies import entry

DOCUMENT = Path(__file__).parents[3] / "docs" / "vacancies-import.md"


def run(session: Session, now: datetime, *entries: dict[str, Any]) -> Imported:
    content = json.dumps({"vacancies": entries}).encode()
    return import_json(session, content=content, now=now)


def refused(session: Session, now: datetime, *entries: dict[str, Any]) -> list[str]:
    with pytest.raises(ImportRefused) as error:
        run(session, now, *entries)
    assert session.exec(select(Vacancy)).all() == []
    return error.value.errors


def test_adds_then_updates_by_job_id(session: Session, now: datetime) -> None:
    assert run(session, now, entry(), entry(job_id=5002)) == Imported(added=2, updated=0)
    changed = entry(title={"fr": "Actuaire principal(e)", "en": "Senior Actuary"})
    assert run(session, now, changed) == Imported(added=0, updated=1)
    session.expire_all()
    stored = session.get_one(Vacancy, 5001)
    assert stored.title_en == "Senior Actuary"
    assert " senior " in stored.search_en
    assert stored.closes_at == datetime.fromisoformat("2026-12-15T22:59:59.999999+00:00")
    assert stored.published_at == datetime.fromisoformat("2026-11-16T23:00:00+00:00")
    assert not stored.is_sample


def test_the_last_second_counts_whole(session: Session, now: datetime) -> None:
    run(session, now, entry())
    session.expire_all()
    late = datetime.fromisoformat("2026-12-15T22:59:59.500000+00:00")
    assert service.find_open(session, job_id=5001, now=late).job_id == 5001
    assert service.list_open(session, criteria=Criteria(), page=1, now=late).total == 1
    over = datetime.fromisoformat("2026-12-15T23:00:00+00:00")
    assert service.list_open(session, criteria=Criteria(), page=1, now=over).total == 0
    with pytest.raises(VacancyClosed):
        service.find_open(session, job_id=5001, now=over)


def test_sections_are_stored_in_reading_order(session: Session, now: datetime) -> None:
    sections = {key: key for key in reversed(HEADINGS)}
    run(session, now, entry(body={"fr": sections, "en": sections}))
    stored = session.get_one(Vacancy, 5001)
    assert [section["heading"] for section in stored.body_fr] == list(HEADINGS)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"title": {"fr": "Actuaire"}}, "vacancies[1].title.en: Field required"),
        ({"title": {"fr": "  ", "en": "Actuary"}}, "vacancies[1].title.fr: String should have"),
        ({"category": "nope"}, "vacancies[1].category: is not a code of categories.json"),
        ({"contract_type": "x"}, "vacancies[1].contract_type: is not a code of contract_types"),
        ({"grade": "P9"}, "vacancies[1].grade: is not a grade: D2, D1, P5"),
        ({"country": "XXA"}, "vacancies[1].country: is not a code of territories.json"),
        (
            {"published_on": "2026-13-01"},
            "vacancies[1].published_on: is no date: there is no month",
        ),
        ({"country": "XX"}, "vacancies[1].country: is not a code of territories.json"),
        ({"time_zone": "Geneva"}, "vacancies[1].time_zone: is not an IANA time zone"),
        ({"closes_on": "2026-11-16"}, "vacancies[1].closes_on: is before published_on"),
        ({"closes_on": "15.12.2026"}, "vacancies[1].closes_on: is not a date"),
        (
            {"closes_on": "2027-02-30"},
            "vacancies[1].closes_on: is no date: February 2027 has 28 days",
        ),
        # A number would be read as seconds since 1970.
        ({"closes_on": 1798761600}, "vacancies[1].closes_on: is not a date"),
        # Midnight in Lima would be a day that Python's calendar does not have.
        ({"closes_on": "9999-12-31"}, "vacancies[1].closes_on: is not a date from 2000 to 2099"),
        ({"time_zone": "localtime"}, "vacancies[1].time_zone: is not an IANA time zone"),
        ({"requirements": {"years": True}}, "vacancies[1].requirements.years: Input should be"),
        ({"job_id": "5002"}, "vacancies[1].job_id: Input should be a valid integer"),
        (
            {"vacancy_number": "x" * 65},
            "vacancies[1].vacancy_number: String should have at most 64",
        ),
        ({"salary": 1}, "vacancies[1].salary: Extra inputs are not permitted"),
        (
            {"body": {"fr": {"duties": "a", "process": "b"}, "en": {"duties": "a"}}},
            "vacancies[1].body.en: only one language has: process",
        ),
        (
            {"body": {"fr": {"process": "b"}, "en": {"process": "b"}}},
            "vacancies[1].body.en: needs a section duties",
        ),
        (
            {"requirements": {"languages": [{"any_of": ["xx"], "level": "fluent"}]}},
            "vacancies[1].requirements.languages[0].any_of[0]: is not a code of the list",
        ),
    ],
)
def test_every_error_says_its_place_and_nothing_is_imported(
    session: Session, now: datetime, changes: dict[str, Any], expected: str
) -> None:
    errors = refused(session, now, entry(), entry(job_id=5002) | changes)
    assert len(errors) == 1
    assert errors[0].startswith(expected)


def test_all_errors_are_said_at_once(session: Session, now: datetime) -> None:
    assert len(refused(session, now, entry(grade=""), entry(job_id=0))) == 2


def test_a_job_id_stands_once_in_a_file(session: Session, now: datetime) -> None:
    errors = refused(session, now, entry(), entry())
    assert errors[1] == "vacancies[1].job_id: 5001 stands more than once in this file"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"{", "not JSON"),
        (b'{"vacancies":\n[{"grade": "Gen\xe8ve"}]}', "line 2: not UTF-8"),
        (b"[" * 100_000, "not JSON as described: nested too deeply"),
        (b'{"job_id": 7, "grade": "P4", "grade": "P5"}', "stands more than once"),
        (b"[]", "file: an object is expected"),
        (b"{}", "vacancies: Field required"),
    ],
)
def test_a_file_of_another_kind_is_refused(
    session: Session, now: datetime, content: bytes, expected: str
) -> None:
    with pytest.raises(ImportRefused) as error:
        import_json(session, content=content, now=now)
    assert error.value.errors[0].startswith(expected)


def test_a_name_given_twice_is_said_with_its_vacancy(session: Session, now: datetime) -> None:
    content = json.dumps({"vacancies": [entry()]}).replace('"grade"', '"unit": 1, "grade"')
    with pytest.raises(ImportRefused) as error:
        import_json(session, content=content.encode(), now=now)
    assert error.value.errors == ["stands more than once in one object (job_id 5001): unit"]


def test_a_name_that_is_not_known_is_the_place(session: Session, now: datetime) -> None:
    sections = {"duties": "a", "taches": "b"}
    errors = refused(session, now, entry(body={"fr": sections, "en": sections}))
    assert errors[0].startswith("vacancies[0].body.fr.taches: Input should be")


def test_short_texts_are_one_line(session: Session, now: datetime) -> None:
    run(session, now, entry(title={"fr": " Actuaire\n principal(e)\t", "en": "Senior\r\nActuary"}))
    stored = session.get_one(Vacancy, 5001)
    assert (stored.title_fr, stored.title_en) == ("Actuaire principal(e)", "Senior Actuary")


def test_byte_order_mark_of_an_editor_is_no_error(session: Session, now: datetime) -> None:
    content = b"\xef\xbb\xbf" + json.dumps({"vacancies": [entry()]}).encode()
    assert import_json(session, content=content, now=now).added == 1


def test_a_real_import_closes_the_samples(session: Session, now: datetime) -> None:
    load_samples(session, now)
    assert run(session, now).samples_closed == 0, "a file without vacancies changes nothing"
    assert run(session, now, entry()) == Imported(added=1, updated=0, samples_closed=20)
    assert service.count_by_category(session, now=now) == {"professional": 1}
    assert run(session, now, entry()) == Imported(added=0, updated=1)


def test_the_example_of_the_documentation_is_imported(session: Session, now: datetime) -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    example = re.search(r"```json\n(.*?)```", text, re.S)
    assert example
    assert import_json(session, content=example[1].encode(), now=now).added == 1
    stated = set(json.loads(example[1])["vacancies"][0])
    assert stated == set(Entry.model_fields), "the example shows every field"
    for name in [*Entry.model_fields, *HEADINGS]:
        assert f"`{name}`" in text, name
