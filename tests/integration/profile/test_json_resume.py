"""The profile as JSON Resume: valid against its schema, complete, nothing confidential (B9)."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator
from sqlmodel import Session

from ilojobs_app.profile.json_resume import json_resume
from ilojobs_app.profile.service import complete_profile
from tests.factories.accounts import make_account
from tests.factories.profile import (
    NEEDS,
    degree,
    ilo_post,
    make_complete_profile,
    post,
    reference,
)
from tests.factories.texts import HOSTILE

# Of npm's @jsonresume/schema 1.3.1; its licence (MIT) lies beside it.
SCHEMA = json.loads(
    (Path(__file__).parent.parent.parent / "fixtures" / "json_resume" / "schema.json").read_text()
)


def exported(session: Session, now: datetime, language: str = "fr", **steps: Any) -> dict[str, Any]:
    account_id = make_account(session).id
    assert account_id is not None
    make_complete_profile(session, account_id, now, **steps)
    profile = complete_profile(session, account_id=account_id)
    assert profile
    document = json_resume(session, profile=profile, email="awa@example.org", language=language)
    validator = Draft7Validator(SCHEMA, format_checker=Draft7Validator.FORMAT_CHECKER)
    assert list(validator.iter_errors(document)) == []
    return document


@pytest.mark.parametrize(("language", "tongue"), [("fr", "Français"), ("en", "French")])
def test_the_whole_profile_is_exported_in_words(
    session: Session, now: datetime, language: str, tongue: str
) -> None:
    found = exported(
        session,
        now,
        language,
        experience={"posts": [post(end="", current=True)]},
        ilo_experience={"ilo_employed": "yes", "ilo_posts": [ilo_post()]},
        references={"references": [reference()]},
    )
    assert found["basics"]["name"] == "Aïssata Diallo"
    assert found["basics"]["location"]["countryCode"] == "SN"
    current, at_ilo = found["work"]
    assert (current["startDate"], "endDate" in current) == ("2017-03", False)
    assert current["summary"] == post()["main_duties"]
    assert (at_ilo["location"], at_ilo["endDate"]) == ("Dakar, Sénégal", "2017-02")
    assert found["education"][0]["institution"] == "Institut de la protection sociale"
    assert found["languages"][0]["language"] == tongue
    assert len(found["languages"]) == 2
    assert found["skills"][0]["level"] == {"fr": "Maîtrise", "en": "Advanced"}[language]
    assert "mariama.sow@example.org" in found["references"][0]["reference"]


def test_confidential_needs_are_not_exported(session: Session, now: datetime) -> None:
    assert NEEDS not in json.dumps(exported(session, now), ensure_ascii=False)


def test_what_is_empty_or_not_asked_is_left_out(session: Session, now: datetime) -> None:
    found = exported(
        session,
        now,
        experience={"no_experience": True, "posts": [post()]},
        education={"degrees": [degree(in_progress=True, obtained="")]},
    )
    assert not {"work", "references"} & set(found)
    assert "endDate" not in found["education"][0]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_a_string_of_the_file(session: Session, now: datetime, text: str) -> None:
    document = exported(session, now, experience={"posts": [post(job_title=text)]})
    json.dumps(document, ensure_ascii=False).encode("utf-8")
