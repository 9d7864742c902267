"""A complete profile with valid defaults: the person of the mock-ups."""

from copy import deepcopy
from datetime import datetime
from typing import Any

from sqlmodel import Session

from ilojobs_app.profile import service
from ilojobs_app.profile.fields import StepData

NEEDS = "Un poste de travail réglable en hauteur."


def post(**changes: Any) -> StepData:
    """Give one post outside the ILO: March 2017 to August 2021, 54 months."""
    values: StepData = {
        "key": "post-1",
        "job_title": "Chargée de programme, protection sociale",
        "employer": "Réseau ouest-africain des mutuelles de santé",
        "employer_kind": "ngo",
        "country": "SN",
        "city": "Dakar",
        "start": "2017-03",
        "end": "2021-08",
        "current": False,
        "working_time": "full_time",
        "percentage": "",
        "main_duties": "Appui aux mutuelles de santé de quatre pays.\nFormation de leurs équipes.",
        "main_achievements": "Couverture portée de 12 à 31 % en trois ans.",
        "leaving_reason": "Fin du projet",
    }
    return values | changes


def degree(**changes: Any) -> StepData:
    """Give one degree, of an institution that is not in the list (*Autres)."""
    values: StepData = {
        "key": "degree-1",
        "level": "master",
        "country": "SN",
        "institution": "other",
        "institution_name": "Institut de la protection sociale",
        "institution_city": "Dakar",
        "degree_title": "Master en protection sociale",
        "main_field": "social_policy",
        "start": "2010-10",
        "obtained": "2012-06",
        "in_progress": False,
    }
    return values | changes


def language(**changes: Any) -> StepData:
    """Give one language with its four levels."""
    values: StepData = {
        "key": "language-1",
        "language": "en",
        "read": "fluent",
        "write": "advanced",
        "speak": "advanced",
        "understand": "fluent",
    }
    return values | changes


def personal(**changes: Any) -> StepData:
    """Give complete personal details, confidential needs included."""
    values: StepData = {
        "first_names": "Aïssata",
        "last_name": "Diallo",
        "former_names": "",
        "birth_date": "1990-05-31",
        "gender": "woman",
        "nationality_1": "SN",
        "nationality_2": "",
        "nationality_3": "",
        "address": "12, rue Carnot",
        "city": "Dakar",
        "postal_code": "11000",
        "residence_country": "SN",
        "phone_country": "SN",
        "phone_number": "77 123 45 67",
        "geneva_status": "",
        "relatives": "no",
        "relative_name": "",
        "relative_relation": "",
        "accommodation_needs": NEEDS,
    }
    return values | changes


def complete_steps(**changes: StepData) -> dict[str, StepData]:
    """Give the data of every step; `changes` replace whole steps (`experience={…}`)."""
    steps: dict[str, StepData] = {
        "personal": personal(),
        "experience": {"no_experience": False, "posts": [post()]},
        "education": {"degrees": [degree()]},
        "languages": {"mother_tongue": "fr", "languages": [language()]},
    }
    return deepcopy(steps | changes)


def make_drafts(
    session: Session, account_id: int, now: datetime, **changes: StepData
) -> dict[str, StepData]:
    """Keep a complete draft of every step; give what was kept."""
    steps = complete_steps(**changes)
    for slug, data in steps.items():
        service.save_draft(
            session, account_id=account_id, slug=slug, data=data, version=None, now=now
        )
    return steps


def make_complete_profile(
    session: Session, account_id: int, now: datetime, **changes: StepData
) -> dict[str, StepData]:
    """Save a complete profile for an account; give its steps."""
    steps = make_drafts(session, account_id, now, **changes)
    service.save_profile(session, account_id=account_id, declared=True, now=now)
    return steps
