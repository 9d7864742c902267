"""The profile as JSON Resume 1.0.0 (B9): the candidate's data in a form that other programs read."""

from collections.abc import Mapping
from typing import Any

from sqlmodel import Session

from ilojobs_app.core.i18n import _, use_language
from ilojobs_app.profile.fields import Entries, Field, Kind, Step, StepData
from ilojobs_app.profile.steps import (
    EDUCATION,
    EXPERIENCE,
    EXPERTISE,
    ILO_EXPERIENCE,
    LANGUAGES,
    PERSONAL,
    REFERENCES,
)
from ilojobs_app.profile.summary import on_one_line, read_value
from ilojobs_app.profile.views import ProfileCopy

SCHEMA = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json"


def json_resume(
    session: Session, *, profile: ProfileCopy, email: str, language: str
) -> dict[str, Any]:
    """Give the document, its values worded in a language; empty ones are left out.

    Accommodation needs are no part of a profile's copy, and so not of this one.
    """
    with use_language(language):
        reader = _Reader(session, profile.data)
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
            "work": [
                *(
                    _post(raw, worded["employer"], worded)
                    for raw, worded in reader.entries(EXPERIENCE)
                ),
                *(_ilo_post(raw, worded) for raw, worded in reader.entries(ILO_EXPERIENCE)),
            ],
            "education": [_degree(raw, worded) for raw, worded in reader.entries(EDUCATION)],
            "languages": [
                {
                    "language": reader.single(LANGUAGES)["mother_tongue"],
                    "fluency": _("Langue maternelle"),
                },
                *(_language(worded) for _raw, worded in reader.entries(LANGUAGES)),
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


class _Reader:
    """Words the answers of a profile, field by field."""

    def __init__(self, session: Session, data: Mapping[str, StepData]) -> None:
        self._session, self._data = session, data

    def single(self, step: Step) -> dict[str, str]:
        return self._worded(step.fields, self._data[step.slug])

    def entries(self, step: Step) -> list[tuple[StepData, dict[str, str]]]:
        entries: Entries | None = step.entries
        kept = self._data.get(step.slug, {}).get(entries.name, []) if entries else []
        return [(entry, self._worded(entries.fields, entry)) for entry in kept if entries]

    def _worded(self, fields: tuple[Field, ...], values: StepData) -> dict[str, str]:
        return {
            field.name: read_value(self._session, field, values)
            for field in fields
            if not field.confidential and all(key in values for key in field.keys)
        }


def _post(raw: StepData, name: str, worded: dict[str, str], place: str = "") -> dict[str, Any]:
    return {
        "name": name,
        "position": worded["job_title"],
        "location": place or ", ".join((worded["city"], worded["country"])),
        "startDate": raw["start"],
        "endDate": "" if raw["current"] else raw["end"],
        "summary": worded["main_duties"],
        "highlights": _lines(worded["main_achievements"]),
    }


def _ilo_post(raw: StepData, worded: dict[str, str]) -> dict[str, Any]:
    name = f"{_('Bureau international du Travail')}, {worded['department']}"
    return _post(raw, name, worded, worded["duty_station"])


def _degree(raw: StepData, worded: dict[str, str]) -> dict[str, Any]:
    return {
        "institution": raw["institution_name"] or worded["institution"],
        "area": worded["main_field"],
        "studyType": f"{worded['level']} – {worded['degree_title']}",
        "startDate": raw["start"],
        "endDate": "" if raw["in_progress"] else raw["obtained"],
    }


def _language(worded: dict[str, str]) -> dict[str, str]:
    skills = [
        f for f in (LANGUAGES.entries.fields if LANGUAGES.entries else ()) if f.name != "language"
    ]
    levels = {_(skill.label): worded[skill.name] for skill in skills if skill.kind is Kind.SELECT}
    return {"language": worded["language"], "fluency": on_one_line(levels)}


def _reference(worded: dict[str, str]) -> dict[str, str]:
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
