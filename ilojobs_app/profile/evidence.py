"""What a profile shows of what a notice may ask for: degrees, experience, languages (B6)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from ilojobs_app.core import lists
from ilojobs_app.institutions.models import Status
from ilojobs_app.profile.career import entries_of, posts_of
from ilojobs_app.profile.degrees import Standing, standing
from ilojobs_app.profile.experience import total_months
from ilojobs_app.profile.fields import StepData
from ilojobs_app.profile.institution_links import institution_status
from ilojobs_app.profile.steps import EDUCATION
from ilojobs_app.profile.steps import LANGUAGES as LANGUAGES_STEP

SKILLS = ("read", "write", "speak", "understand")


@dataclass(frozen=True)
class DegreeEvidence:
    """A degree: its title, its level (`degree_levels`), and what the rules make of it (R13, R14)."""

    title: str
    level: str
    in_progress: bool
    status: Status
    standing: Standing


@dataclass(frozen=True)
class Evidence:
    """What a profile shows.

    Args:
        months: of experience, overlaps counted once.
        languages: code of a language and the weakest of its four skills (`language_levels`); the
            mother tongue has the best level.
    """

    degrees: tuple[DegreeEvidence, ...]
    months: int
    languages: Mapping[str, str]


def evidence(session: Session, *, data: Mapping[str, StepData], today: date) -> Evidence:
    """Read a profile, complete or not: what is not filled in shows nothing."""
    outside, at_ilo = posts_of(data)
    return Evidence(
        degrees=tuple(
            _degree(session, entry) for entry in entries_of(EDUCATION, data) if entry["level"]
        ),
        months=total_months([*outside, *at_ilo], today),
        languages=_languages(data),
    )


def _degree(session: Session, entry: StepData) -> DegreeEvidence:
    status = institution_status(session, entry)
    return DegreeEvidence(
        title=entry["degree_title"],
        level=entry["level"],
        in_progress=entry["in_progress"] is True,
        status=status,
        standing=standing(entry, status),
    )


def _languages(data: Mapping[str, StepData]) -> dict[str, str]:
    levels = [option.code for option in lists.options("language_levels")]
    found = {}
    for entry in entries_of(LANGUAGES_STEP, data):
        skills = [entry[skill] for skill in SKILLS]
        if entry["language"] and all(skill in levels for skill in skills):
            found[entry["language"]] = min(skills, key=levels.index)
    if mother_tongue := data.get(LANGUAGES_STEP.slug, {}).get("mother_tongue", ""):
        found[mother_tongue] = levels[-1]
    return found
