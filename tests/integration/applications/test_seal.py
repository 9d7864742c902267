import hashlib
import json

import pytest
from sqlalchemy import update
from sqlmodel import select

from ilojobs_app.applications import seal, service
from ilojobs_app.applications.models import SealedCopy, SealedCopyChanged
from ilojobs_app.core.db import transaction
from ilojobs_app.vacancies.models import Vacancy
from tests.factories.applications import LETTER, make_candidate, make_submitted
from tests.factories.profile import NEEDS
from tests.factories.vacancies import make_vacancy


@pytest.fixture
def sealed(bind, now):
    """Submit an application in a transaction of its own; give account and number."""
    with transaction(bind) as session:
        vacancy = make_vacancy(session)
        account = make_candidate(session, now)
        number = make_submitted(
            session, account.id, vacancy.job_id, now, seconded=True, personnel_number="4711"
        )
    return account, number


def read(bind, sealed):
    account, number = sealed
    with transaction(bind) as session:
        return service.own_application(session, account_id=account.id, number=number)


def test_the_copy_holds_what_was_read_in_both_languages(bind, sealed, now):
    receipt = read(bind, sealed)
    content = receipt.content
    assert content["letter"] == LETTER
    assert content["application"]["personnel_number"] == "4711"
    assert content["application"]["submitted_at"] == now.isoformat()
    assert content["notice"]["fr"]["title"] == "Actuaire"
    assert content["notice"]["en"]["title"] == "Actuary"
    assert content["profile"]["data"]["personal"]["city"] == "Dakar"
    slugs = [section["slug"] for section in content["profile"]["en"]]
    assert slugs == [
        "personal",
        "experience",
        "ilo-experience",
        "education",
        "languages",
        "expertise",
        "references",
    ]
    assert content["consent"]["version"] == "1.0"
    assert content["consent"]["country"] == "SN"


def test_confidential_needs_are_nowhere_in_it(bind, sealed):
    text = json.dumps(read(bind, sealed).content, ensure_ascii=False)
    assert NEEDS not in text
    assert "accommodation_needs" not in text


def test_anybody_can_verify_the_digest(bind, sealed):
    receipt = read(bind, sealed)
    text = json.dumps(receipt.content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert hashlib.sha256(text.encode()).hexdigest() == receipt.sha256
    assert receipt.is_intact


def test_the_copy_outlives_changes_of_the_notice(bind, sealed):
    with transaction(bind) as session:
        copy = session.exec(select(SealedCopy)).one()
        before = copy.sha256
        session.exec(update(Vacancy).values(title_fr="Autre titre"))
    receipt = read(bind, sealed)
    assert receipt.content["notice"]["fr"]["title"] == "Actuaire"
    assert receipt.sha256 == before


def test_the_program_cannot_change_a_copy(bind, sealed):
    with pytest.raises(SealedCopyChanged), transaction(bind) as session:
        copy = session.exec(select(SealedCopy)).one()
        copy.content = {**copy.content, "letter": "Autre"}
    assert read(bind, sealed).content["letter"] == LETTER


def test_a_change_behind_its_back_is_seen(bind, sealed):
    with transaction(bind) as session:
        content = session.exec(select(SealedCopy.content)).one()
        session.exec(update(SealedCopy).values(content={**content, "letter": "Autre"}))
    assert not read(bind, sealed).is_intact


def test_the_digest_depends_on_the_content_alone():
    expected = hashlib.sha256('{"a":"é","b":1}'.encode()).hexdigest()
    assert seal.digest({"b": 1, "a": "é"}) == seal.digest({"a": "é", "b": 1}) == expected
