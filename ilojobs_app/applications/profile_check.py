"""Whether a candidate's profile can go with an application (R6), and what it lacks."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from ilojobs_app.applications.views import StepToDo
from ilojobs_app.core.errors import RuleError
from ilojobs_app.core.i18n import _, ngettext
from ilojobs_app.profile.service import complete_profile, has_changes, overview
from ilojobs_app.profile.steps import step
from ilojobs_app.profile.views import ProfileCopy, StepStatus


class ProfileNeeded(RuleError):
    """To apply, the candidate profile must be complete (R6). `to_do` says what it lacks."""

    def __init__(self, to_do: tuple[StepToDo, ...]) -> None:
        super().__init__(len(to_do))
        self.to_do = to_do

    def message(self) -> str:
        """Say what to do first."""
        return _("Complétez et enregistrez votre profil, puis postulez.")


@dataclass(frozen=True)
class ProfileCheck:
    """What an application would contain, or what is missing for it.

    Args:
        has_drafts: something was typed since the profile was saved, and is not in the copy.
    """

    copy: ProfileCopy | None
    to_do: tuple[StepToDo, ...]
    has_drafts: bool


def check_profile(session: Session, *, account_id: int, now: datetime) -> ProfileCheck:
    """Look at the profile as an application would take it."""
    copy = complete_profile(session, account_id=account_id)
    lines = overview(session, account_id=account_id, now=now)
    *data_lines, last = lines
    if copy:
        return ProfileCheck(copy, (), has_drafts=has_changes(session, account_id=account_id))
    to_do = tuple(_to_do(line) for line in data_lines if line.errors)
    return ProfileCheck(None, to_do or (_to_save(last),), has_drafts=False)


def _to_do(line: StepStatus) -> StepToDo:
    title = _(step(line.slug).title)
    if line.is_added:
        added = _("étape ajoutée depuis l'enregistrement de votre profil")
        return StepToDo(line.slug, title, added)
    text = ngettext("%(n)d point à compléter", "%(n)d points à compléter", line.errors)
    return StepToDo(line.slug, title, text % {"n": line.errors})


def _to_save(line: StepStatus) -> StepToDo:
    return StepToDo(line.slug, _(step(line.slug).title), _("profil à enregistrer"))
