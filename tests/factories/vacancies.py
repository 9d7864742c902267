"""Vacancies with valid defaults: an open P4 post in Geneva."""

from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session

from ilojobs_app.vacancies.models import Vacancy
from ilojobs_app.vacancies.search import place_code, search_text

NOW = datetime.fromisoformat("2026-11-22T12:00:00+00:00")


def vacancy(**changes: Any) -> Vacancy:
    """Give a vacancy that is not stored, open on 22 November 2026 unless changed."""
    values: dict[str, Any] = {
        "job_id": 5001,
        "vacancy_number": "SOCPRO/P/2026/99",
        "grade": "P4",
        "category": "professional",
        "published_at": NOW - timedelta(days=5),
        "closes_at": datetime.fromisoformat("2026-12-15T22:59:59+00:00"),
        "time_zone": "Europe/Zurich",
        "contract_type": "fixed-term",
        "duration_months": 24,
        "duty_station_fr": "Genève",
        "duty_station_en": "Geneva",
        "country": "CH",
        "department_fr": "SOCPRO",
        "department_en": "SOCPRO",
        "unit_fr": "Département de la protection sociale",
        "unit_en": "Social Protection Department",
        "title_fr": "Actuaire",
        "title_en": "Actuary",
        "summary_fr": "Calculer le coût des régimes.",
        "summary_en": "Compute the cost of schemes.",
        "languages_fr": "Anglais : excellent.",
        "languages_en": "English: excellent.",
        "body_fr": [{"heading": "duties", "text": "- Évaluer.\n- Conseiller."}],
        "body_en": [{"heading": "duties", "text": "- Assess.\n- Advise."}],
        "updated_at": NOW,
    }
    made = Vacancy(**(values | changes))
    made.place = changes.get("place") or place_code(made.duty_station_en)
    made.search_fr, made.search_en = search_text(made, "fr"), search_text(made, "en")
    return made


def make_vacancy(session: Session, **changes: Any) -> Vacancy:
    """Store such a vacancy."""
    made = vacancy(**changes)
    session.add(made)
    session.flush()
    return made


def entry(**changes: Any) -> dict[str, Any]:
    """Give one vacancy of an import file."""
    values: dict[str, Any] = {
        "job_id": 5001,
        "vacancy_number": "SOCPRO/P/2026/99",
        "grade": "P4",
        "category": "professional",
        "time_zone": "Europe/Zurich",
        "published_on": "2026-11-17",
        "closes_on": "2026-12-15",
        "contract_type": "fixed-term",
        "duration_months": 24,
        "country": "CH",
        "duty_station": {"fr": "Genève", "en": "Geneva"},
        "department": {"fr": "SOCPRO", "en": "SOCPRO"},
        "unit": {"fr": "Protection sociale", "en": "Social protection"},
        "title": {"fr": "Actuaire", "en": "Actuary"},
        "summary": {"fr": "Calculer.", "en": "Compute."},
        "languages": {"fr": "Anglais : excellent.", "en": "English: excellent."},
        "body": {"fr": {"duties": "- Évaluer."}, "en": {"duties": "- Assess."}},
    }
    return values | changes
