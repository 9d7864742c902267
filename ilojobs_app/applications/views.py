"""What the services of applications give: small frozen views, never rows; texts are in words."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from ilojobs_app.applications.letter_guard import Passage
from ilojobs_app.applications.letters import LetterForm


class Stage(StrEnum):
    """What a candidate can do about a vacancy now."""

    WRITE = "write"
    INCOMPLETE = "incomplete"
    CLOSED = "closed"
    SUBMITTED = "submitted"


@dataclass(frozen=True)
class VacancyLine:
    """A vacancy in a few words, in the current language.

    Args:
        reference: its number, or its job ID where it has none.
        place: « Genève, Suisse ».
        remaining: « Encore 23 jours »; `urgency` as the style sheet's `data-state`.
        closes_at: the deadline in ISO 8601, for the reader's own clock (B3); empty in a sealed copy.
    """

    job_id: int = 0
    reference: str = ""
    title: str = ""
    grade: str = ""
    place: str = ""
    department: str = ""
    deadline: str = ""
    remaining: str = ""
    urgency: str = ""
    closes_at: str = ""


@dataclass(frozen=True)
class StepToDo:
    """A step of the profile where something remains: its address, its name, how much."""

    slug: str
    title: str
    remains: str


@dataclass(frozen=True)
class LastLetter:
    """The letter proposed again, and the vacancy it was written for (R15).

    Args:
        names: number, titles and duty stations of that vacancy, for the letter guard.
    """

    text: str
    vacancy: VacancyLine
    written_at: datetime
    names: tuple[str, ...]


@dataclass(frozen=True)
class ApplyView:
    """Everything the apply page shows.

    Args:
        number: of the application, once there is one.
        to_do: what the profile lacks, by step; empty when it is complete.
        profile_changed: the profile has drafts, which an application does not contain.
        form: the draft, or the last letter proposed again.
    """

    stage: Stage
    vacancy: VacancyLine
    number: int | None
    to_do: tuple[StepToDo, ...]
    profile_changed: bool
    form: LetterForm
    last: LastLetter | None
    passages: tuple[Passage, ...]


@dataclass(frozen=True)
class ApplicationLine:
    """An application in the candidate's list. `at`: submitted, or last saved."""

    number: int
    is_draft: bool
    is_open: bool
    vacancy: VacancyLine
    at: datetime


@dataclass(frozen=True)
class Receipt:
    """A sealed copy (B1): its content as `seal.py` describes it, and whether it is intact."""

    number: int
    content: dict[str, Any]
    sha256: str
    sealed_at: datetime
    is_intact: bool
