"""The profile as JSON Resume 1.0.0 (B9): the candidate's data in a form that other programs read."""

from typing import Any

from sqlmodel import Session

from ilojobs_app.core.i18n import use_language
from ilojobs_app.profile.fields import StepData
from ilojobs_app.profile.reading import Reader, Words
from ilojobs_app.profile.steps import EDUCATION, EXPERTISE, PERSONAL, REFERENCES
from ilojobs_app.profile.views import ProfileCopy

SCHEMA = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json"


def json_resume(
    session: Session, *, profile: ProfileCopy, email: str, language: str
) -> dict[str, Any]:
    """Give the document, its values worded in a language; empty ones are left out.

    Accommodation needs are no part of a profile's copy, and so not of this one.
    """
    with use_language(language):
        reader = Reader(session, profile.data)
        own = reader.single(PERSONAL)
        document = {
            "$schema": SCHEMA,
            "basics": {
                "name": f"{own['first_names']} {own['last_name']}",
                "email": email,
                "phone": own["phone"],
                "location": {
                    "address": own["address"],
                    "postalCode": own["postal_code"],
                    "city": own["city"],
                    "countryCode": profile.data[PERSONAL.slug]["residence_country"],
                },
            },
            "work": [_post(raw, worded) for raw, worded in reader.posts()],
            "education": [_degree(raw, worded) for raw, worded in reader.entries(EDUCATION)],
            "languages": [
                {"language": name, "fluency": fluency} for name, fluency in reader.languages()
            ],
            "skills": [
                {"name": worded["area"], "level": worded["level"]}
                for _raw, worded in reader.entries(EXPERTISE)
            ],
            "references": [_reference(worded) for _raw, worded in reader.entries(REFERENCES)],
            "meta": {"lastModified": profile.saved_at.strftime("%Y-%m-%dT%H:%M:%S")},
        }
    without_empty: dict[str, Any] = _without_empty(document)
    return without_empty


def _post(raw: StepData, worded: Words) -> dict[str, Any]:
    return {
        "name": worded["employer"],
        "position": worded["job_title"],
        "location": worded["place"],
        "startDate": raw["start"],
        "endDate": "" if raw["current"] else raw["end"],
        "summary": worded["main_duties"],
        "highlights": _lines(worded["main_achievements"]),
    }


def _degree(raw: StepData, worded: Words) -> dict[str, Any]:
    return {
        "institution": raw["institution_name"] or worded["institution"],
        "area": worded["main_field"],
        "studyType": f"{worded['level']} – {worded['degree_title']}",
        "startDate": raw["start"],
        "endDate": "" if raw["in_progress"] else raw["obtained"],
    }


def _reference(worded: Words) -> dict[str, str]:
    known = (worded["title"], worded["relation"], worded["email"], worded["phone"])
    return {"name": worded["name"], "reference": ", ".join(filter(None, known))}


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _without_empty(value: Any) -> Any:
    if isinstance(value, dict):
        kept = {name: _without_empty(part) for name, part in value.items()}
        return {name: part for name, part in kept.items() if part not in ("", [], {})}
    if isinstance(value, list):
        return [_without_empty(part) for part in value]
    return value
