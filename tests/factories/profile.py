"""A complete profile with valid defaults: the person of the mock-ups."""

from copy import deepcopy
from datetime import datetime
from typing import Any

from sqlmodel import Session

from ilojobs_app.profile import drafts, service
from ilojobs_app.profile.fields import StepData
from ilojobs_app.profile.steps import step

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


def ilo_post(**changes: Any) -> StepData:
    """Give one post at the ILO: October 2013 to February 2017, 41 months."""
    values: StepData = {
        "key": "ilo-post-1",
        "job_title": "Assistante de programme",
        "department": "Bureau de l'OIT à Dakar",
        "duty_station": "Dakar, Sénégal",
        "grade": "NO.A",
        "contract_type": "fixed-term",
        "start": "2013-10",
        "end": "2017-02",
        "current": False,
        "main_duties": "Suivi de deux projets de coopération.",
        "main_achievements": "Rapports rendus à temps pendant trois ans.",
    }
    return values | changes


def expertise(**changes: Any) -> StepData:
    """Give one area of expertise with its level."""
    return {"key": "expertise-1", "area": "social-health", "level": "advanced"} | changes


def reference(**changes: Any) -> StepData:
    """Give one reference, by e-mail only."""
    values: StepData = {
        "key": "reference-1",
        "name": "Mariama Sow",
        "title": "Directrice, Réseau ouest-africain des mutuelles de santé",
        "relation": "supervisor",
        "email": "mariama.sow@example.org",
        "phone_country": "",
        "phone_number": "",
        "may_be_contacted": "yes",
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
    """Give the data of every step; `changes` replace whole steps (`experience={…}`).

    A step whose address has a hyphen is named with an underscore: `ilo_experience={…}`.
    """
    steps: dict[str, StepData] = {
        "personal": personal(),
        "experience": {"no_experience": False, "posts": [post()]},
        "ilo-experience": {"ilo_employed": "no", "ilo_posts": []},
        "education": {"degrees": [degree()]},
        "languages": {"mother_tongue": "fr", "languages": [language()]},
        "expertise": {"expertise": [expertise()]},
        "references": {"references": []},
    }
    return deepcopy(steps | {slug.replace("_", "-"): data for slug, data in changes.items()})


def save_step(
    session: Session, account_id: int, slug: str, data: StepData, now: datetime
) -> drafts.DraftSaved:
    """Keep a whole step as its page does: the single fields, then the entries one by one."""
    own: dict[str, Any] = {"account_id": account_id, "slug": slug, "now": now}
    saved = drafts.keep_fields(session, **own, values=data)
    listed = step(slug).entries
    for entry in data[listed.name] if listed else []:
        saved = drafts.keep_entry(session, **own, values=entry)
    return saved


def make_drafts(
    session: Session, account_id: int, now: datetime, **changes: StepData
) -> dict[str, StepData]:
    """Keep a complete draft of every step; give what was kept."""
    steps = complete_steps(**changes)
    for slug, data in steps.items():
        save_step(session, account_id, slug, data, now)
    return steps


def make_complete_profile(
    session: Session, account_id: int, now: datetime, **changes: StepData
) -> dict[str, StepData]:
    """Save a complete profile for an account; give its steps."""
    steps = make_drafts(session, account_id, now, **changes)
    service.save_profile(session, account_id=account_id, declared=True, now=now)
    return steps


def full_steps() -> dict[str, StepData]:
    """Give the steps of a long career: six posts told at length, four degrees, three languages."""
    told = (
        "Coordination de la stratégie de protection sociale dans quatre pays, suivi des budgets, "
        "dialogue avec les mandants tripartites et les partenaires techniques.\n"
    )
    posts = [
        post(
            key=f"post-{n}",
            job_title=f"Chargée de programme {n}",
            start=f"{2012 + n}-01",
            end=f"{2012 + n}-12",
            main_duties=told * 4,
            main_achievements=told * 2,
        )
        for n in range(5)
    ]
    degrees = [
        degree(key=f"degree-{n}", degree_title=f"Diplôme {n}", obtained=f"{2012 + n}-06")
        for n in range(4)
    ]
    return {
        "experience": {"no_experience": False, "posts": posts},
        "ilo_experience": {"ilo_employed": "yes", "ilo_posts": [ilo_post(main_duties=told * 4)]},
        "education": {"degrees": degrees},
        "languages": {
            "mother_tongue": "fr",
            "languages": [language(key=f"l-{code}", language=code) for code in ("en", "es", "ar")],
        },
        "references": {
            "references": [reference(key=f"r-{n}", name=f"Référence {n}") for n in range(3)]
        },
    }
