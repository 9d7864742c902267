"""What the profile's services give: small frozen views, never rows."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from ilojobs_app.core.errors import FieldError
from ilojobs_app.profile.fields import StepData


class StepState(StrEnum):
    """Where a step stands, as the stepper shows it."""

    COMPLETE = "complete"
    INCOMPLETE = "incomplete"
    ERROR = "error"
    UNVISITED = "unvisited"


@dataclass(frozen=True)
class StepView:
    """A step's data, and the version of its draft or of the saved profile.

    Args:
        updated_at: when it was last saved, as a draft or with the profile; None when it never was.
        from_draft: whether it differs, or may differ, from the saved profile.
    """

    data: StepData
    version: int
    updated_at: datetime | None
    from_draft: bool


@dataclass(frozen=True)
class DraftSaved:
    """A draft was kept.

    Args:
        kept: what stands there now, of the single fields or of the entry.
        conflicts: names of what was not kept, because another device kept something else (B4).
    """

    version: int
    saved_at: datetime
    kept: StepData
    conflicts: tuple[str, ...] = ()


@dataclass(frozen=True)
class StepStatus:
    """A line of the stepper; `errors` counts what remains to fill in or correct.

    Args:
        is_added: the saved profile is older than the step, which was not opened since.
        is_untouched: nothing of it was ever kept.
    """

    slug: str
    state: StepState
    errors: int
    is_added: bool = False
    is_untouched: bool = False


@dataclass(frozen=True)
class Completeness:
    """How much of what is required is there.

    Args:
        percent: 100 only when nothing is missing or wrong.
        missing: sentences that state the fix, each with the address of its field after the language.
    """

    percent: int
    missing: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Problem:
    """Something that stands in the way of saving the profile.

    Args:
        address: where it is mended, after the language.
        words: entry, field and fix, for who reads it on another page.
    """

    slug: str
    error: FieldError
    address: str
    words: str


@dataclass(frozen=True)
class ProfileCopy:
    """A complete profile for an application: `{step: data}`, without accommodation needs."""

    data: dict[str, StepData]
    version: int
    saved_at: datetime


@dataclass(frozen=True)
class Row:
    """A question and its answer, as read; empty when something required is missing."""

    label: str
    value: str
    field: str


@dataclass(frozen=True)
class EntryView:
    """One post, degree or language: a title, a line under it, and the rest of its answers.

    Args:
        key: the entry's key, to edit or remove it.
        period: « mars 2017 – août 2021 »; empty for what has none.
        details: for example « Dakar, Sénégal », the period, « 4 ans 6 mois ».
        rows: what title and details do not say.
    """

    key: str
    title: str
    period: str
    details: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def line(self) -> tuple[str, ...]:
        """Give the details without the period."""
        return tuple(detail for detail in self.details if detail != self.period)

    @property
    def missing(self) -> tuple[str, ...]:
        """Name what is required and not there, for the middle of a sentence."""
        labels = [row.label for row in self.rows if not row.value]
        return tuple(label[:1].lower() + label[1:] for label in labels)


@dataclass(frozen=True)
class SummarySection:
    """A step as it will be read."""

    slug: str
    title: str
    rows: tuple[Row, ...]
    entries_title: str
    entries: tuple[EntryView, ...]
