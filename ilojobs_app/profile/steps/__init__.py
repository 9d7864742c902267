"""The steps of the profile, in the order of the page. A new one: its module, its name here."""

from ilojobs_app.core.errors import NotFound
from ilojobs_app.profile.fields import Step
from ilojobs_app.profile.steps.education import EDUCATION
from ilojobs_app.profile.steps.experience import EXPERIENCE
from ilojobs_app.profile.steps.expertise import EXPERTISE
from ilojobs_app.profile.steps.ilo_experience import ILO_EXPERIENCE
from ilojobs_app.profile.steps.languages import LANGUAGES
from ilojobs_app.profile.steps.personal import PERSONAL
from ilojobs_app.profile.steps.references import REFERENCES
from ilojobs_app.profile.steps.summary import SUMMARY

__all__ = [
    "DATA_STEPS",
    "EDUCATION",
    "EXPERIENCE",
    "EXPERTISE",
    "ILO_EXPERIENCE",
    "LANGUAGES",
    "PERSONAL",
    "REFERENCES",
    "STEPS",
    "SUMMARY",
    "step",
    "step_with_data",
]

# Steps whose data is kept. The summary only shows them, and takes the declaration.
DATA_STEPS: tuple[Step, ...] = (
    PERSONAL,
    EXPERIENCE,
    ILO_EXPERIENCE,
    EDUCATION,
    LANGUAGES,
    EXPERTISE,
    REFERENCES,
)
STEPS: tuple[Step, ...] = (*DATA_STEPS, SUMMARY)


def step(slug: str) -> Step:
    """Find the step of an address.

    Raises:
        NotFound: there is no such step.
    """
    for candidate in STEPS:
        if candidate.slug == slug:
            return candidate
    raise NotFound


def step_with_data(slug: str) -> Step:
    """Find a step that keeps data: the summary does not.

    Raises:
        NotFound: there is no such step.
    """
    found = step(slug)
    if found is SUMMARY:
        raise NotFound
    return found
