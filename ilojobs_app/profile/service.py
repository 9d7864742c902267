"""What can be done with a profile. Signatures first; the work follows."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from ilojobs_app.core.errors import FieldError, RuleError
from ilojobs_app.profile.fields import StepData
from ilojobs_app.profile.views import DraftSaved, ProfileCopy, StepStatus, StepView


class DraftConflict(RuleError):
    """Another device saved this step meanwhile (B4). `other` is what it saved."""

    other: StepView


class DraftTooLarge(RuleError):
    """A draft is larger than any profile can be."""


class ProfileIncomplete(RuleError):
    """The profile cannot be saved yet (R8). `errors` in page order: (step slug, error)."""

    errors: tuple[tuple[str, FieldError], ...]


def load_step(session: Session, *, account_id: int, slug: str) -> StepView:
    """Give a step: its draft, else the saved profile's part, else what the account knows."""
    raise NotImplementedError


def save_draft(
    session: Session,
    *,
    account_id: int,
    slug: str,
    data: StepData,
    version: int | None,
    now: datetime,
) -> DraftSaved:
    """Keep what was typed. `version`: of the StepView or DraftSaved it was typed on; None forces."""
    raise NotImplementedError


def check_draft(
    session: Session, *, account_id: int, slug: str, now: datetime
) -> Sequence[FieldError]:
    """Check what is kept of one step."""
    raise NotImplementedError


def overview(session: Session, *, account_id: int, now: datetime) -> tuple[StepStatus, ...]:
    """Give the stepper's lines, the summary included."""
    raise NotImplementedError


def save_profile(session: Session, *, account_id: int, declared: bool, now: datetime) -> None:
    """Save the whole and remove the drafts, or raise ProfileIncomplete (R8)."""
    raise NotImplementedError


def complete_profile(session: Session, *, account_id: int) -> ProfileCopy | None:
    """Give the saved profile for an application, without accommodation needs."""
    raise NotImplementedError
