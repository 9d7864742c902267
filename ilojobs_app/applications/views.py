"""What the services of applications give: small frozen views, never rows; texts are in words."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from ilojobs_app.applications.letter_guard import Passage
from ilojobs_app.applications.letters import LetterForm
from ilojobs_app.core.errors import FieldError
from ilojobs_app.vacancies.deadlines import Countdown


class Stage(StrEnum):
    """What a candidate can do about a vacancy now."""

    WRITE = "write"
    INCOMPLETE = "incomplete"
    CLOSED = "closed"
    SUBMITTED = "submitted"
    GONE = "gone"


@dataclass(frozen=True)
class VacancyLine:
    """A vacancy in a few words, in the current language.

    Args:
        reference: its number, or its job ID where it has none.
        place: « Genève, Suisse ».
        countdown: None in a sealed copy.
    """

    job_id: int = 0
    reference: str = ""
    title: str = ""
    grade: str = ""
    place: str = ""
    department: str = ""
    deadline: str = ""
    countdown: Countdown | None = None


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
        written: the letter of the draft or of what was submitted; never one that is only proposed.
    """

    stage: Stage
    vacancy: VacancyLine
    number: int | None
    to_do: tuple[StepToDo, ...]
    profile_changed: bool
    form: LetterForm
    written: str
    last: LastLetter | None
    passages: tuple[Passage, ...]


@dataclass(frozen=True)
class LetterSaved:
    """A draft was kept.

    Args:
        kept: what stands there now.
        conflicts: names of what was not kept, because another device kept something else (B4).
        passages: where the letter names the vacancy that the last one was written for (B2).
        problems: what would have to be corrected before it is submitted, in page order.
        is_open: it can still be submitted.
    """

    kept: LetterForm
    conflicts: tuple[str, ...]
    passages: tuple[Passage, ...]
    problems: tuple[FieldError, ...]
    is_open: bool


@dataclass(frozen=True)
class ApplicationLine:
    """An application in the candidate's list. `at`: submitted, or last saved.

    Args:
        is_open: it can be applied for; `is_closed`: its deadline has passed.
        letter: of a draft that cannot be submitted any more, to be read and copied.
    """

    number: int
    is_draft: bool
    is_open: bool
    is_closed: bool
    letter: str
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
