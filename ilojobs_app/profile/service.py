"""What can be done with a profile: load a step, check it, save the whole, copy it."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from ilojobs_app.accounts.residence import country_of
from ilojobs_app.core.errors import FieldError, RuleError
from ilojobs_app.core.i18n import _, format_number, ngettext
from ilojobs_app.profile import store
from ilojobs_app.profile.cleaning import asked_only
from ilojobs_app.profile.fields import Step, StepData
from ilojobs_app.profile.institution_links import is_institution
from ilojobs_app.profile.pointing import address_of, words_of
from ilojobs_app.profile.steps import DATA_STEPS, PERSONAL, SUMMARY, step, step_with_data
from ilojobs_app.profile.validation import MissingField, check_step, count_required
from ilojobs_app.profile.validation import check_entry as check_entry_form
from ilojobs_app.profile.views import (
    Completeness,
    Problem,
    ProfileCopy,
    StepState,
    StepStatus,
    StepView,
)


class ProfileIncomplete(RuleError):
    """The profile cannot be saved yet (R8). `problems` are in the order of the pages."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(len(problems))
        self.problems = tuple(problems)

    def message(self) -> str:
        """Count what remains to be done."""
        number = len(self.problems)
        text = ngettext("Il y a %(n)s point à corriger.", "Il y a %(n)s points à corriger.", number)
        return text % {"n": format_number(number)}


class ProfileChanged(RuleError):
    """Another device has changed the profile since it was read as a whole (B4)."""

    def message(self) -> str:
        """Say what to do."""
        return _("Votre profil a changé sur un autre appareil : relisez-le, puis enregistrez-le.")


def load_step(session: Session, *, account_id: int, slug: str) -> StepView:
    """Give a step: its draft, else the saved profile's part, else what the account knows.

    The country of residence is always the account's: it changes with its statement only (R4).
    """
    return store.open_folder(session, account_id).view(step_with_data(slug))


def check_draft(session: Session, *, account_id: int, slug: str, now: datetime) -> list[FieldError]:
    """Check what is kept of one step, in page order."""
    wanted = step_with_data(slug)
    return _check(session, wanted, store.open_folder(session, account_id).view(wanted).data, now)


def check_entry(
    session: Session, *, slug: str, entry: object, others: Sequence[object] = (), now: datetime
) -> list[FieldError]:
    """Check the form of one entry beside others of its step; fields have their bare names."""
    wanted = step_with_data(slug)
    return check_entry_form(wanted, entry, now, is_institution(session), others)


def overview(session: Session, *, account_id: int, now: datetime) -> tuple[StepStatus, ...]:
    """Give the stepper's lines in order, the summary last."""
    folder = store.open_folder(session, account_id)
    lines = []
    for wanted in DATA_STEPS:
        errors = _check(session, wanted, folder.view(wanted).data, now)
        lines.append(_status(folder, wanted, errors))
    return (*lines, _summary_status(folder, lines))


def completeness(session: Session, *, account_id: int, now: datetime) -> Completeness:
    """Say how much of what is required is there, and what is not (B4)."""
    folder = store.open_folder(session, account_id)
    required, missing = 0, []
    for wanted in DATA_STEPS:
        data = folder.view(wanted).data
        required += count_required(wanted, data)
        for error in _check(session, wanted, data, now):
            missing.append((address_of(wanted, error.field, data), words_of(wanted, error, data)))
    there = max(0, required - len(missing))
    return Completeness(100 * there // max(1, required), tuple(missing))


def stamp(session: Session, *, account_id: int) -> str:
    """Give what tells the profile as it stands from how it was read before."""
    return store.open_folder(session, account_id).stamp()


def save_profile(
    session: Session, *, account_id: int, declared: bool, read: str = "", now: datetime
) -> None:
    """Save the whole, in force from now on, and remove the drafts (R8).

    Args:
        read: the `stamp` of what the candidate declares to be true; empty: as it stands.

    Raises:
        ProfileChanged: it is not what was read.
        ProfileIncomplete: something is missing or wrong; nothing is changed.
    """
    folder = store.open_folder(session, account_id, to_write=True)
    if read and read != folder.stamp():
        raise ProfileChanged
    data = {s.slug: asked_only(s, folder.view(s).data) for s in DATA_STEPS}
    errors = [(s.slug, e) for s in DATA_STEPS for e in _check(session, s, data[s.slug], now)]
    declaration = check_step(SUMMARY, {"declaration": declared}, now=now)
    errors += [(SUMMARY.slug, error) for error in declaration]
    if errors:
        raise ProfileIncomplete(
            [
                Problem(
                    slug,
                    error,
                    address_of(step(slug), error.field, data.get(slug, {})),
                    words_of(step(slug), error, data.get(slug, {})),
                )
                for slug, error in errors
            ]
        )
    store.keep_profile(session, folder, data, now)


def abandon_changes(session: Session, *, account_id: int, read: str) -> None:
    """Go back to the saved profile; without one, drafts are all there is, and they stay.

    Args:
        read: the `stamp` of what the candidate gives up.

    Raises:
        ProfileChanged: another device has kept something since, which nobody has given up.
    """
    folder = store.open_folder(session, account_id, to_write=True)
    if folder.profile is None:
        return
    if folder.has_changes() and read != folder.stamp():
        raise ProfileChanged
    store.delete_drafts(session, account_id)


def complete_profile(session: Session, *, account_id: int) -> ProfileCopy | None:
    """Give the saved profile for an application, without accommodation needs.

    None when there is none, or when it lacks a required step that was added since it was saved. The
    country of residence is the account's, which may have changed since (R4).
    """
    profile = store.own_profile(session, account_id)
    if profile is None or any(s.slug not in profile.data for s in DATA_STEPS if not s.optional):
        return None
    data = {s.slug: profile.data[s.slug] for s in DATA_STEPS if s.slug in profile.data}
    residence = {"residence_country": country_of(session, account_id=account_id)}
    data[PERSONAL.slug] = {**data[PERSONAL.slug], **residence}
    return ProfileCopy(data=data, version=profile.version, saved_at=profile.saved_at)


def has_changes(session: Session, *, account_id: int) -> bool:
    """Say whether something was typed that is not in the saved profile."""
    return store.open_folder(session, account_id).has_changes()


def current_data(session: Session, *, account_id: int) -> dict[str, StepData]:
    """Give every step as it stands, drafts first: what the summary page shows its owner."""
    return store.open_folder(session, account_id).all_data()


def _check(session: Session, wanted: Step, data: StepData, now: datetime) -> list[FieldError]:
    return check_step(wanted, data, now=now, is_institution=is_institution(session))


def _status(folder: store.Folder, wanted: Step, errors: Sequence[FieldError]) -> StepStatus:
    is_visited = folder.is_visited(wanted.slug)
    return StepStatus(
        wanted.slug,
        # An optional step that was never touched is complete as it is.
        _state(errors) if is_visited or wanted.optional else StepState.UNVISITED,
        len(errors),
        is_added=folder.profile is not None and not is_visited,
        is_untouched=not is_visited,
    )


def _state(errors: Sequence[FieldError]) -> StepState:
    if not errors:
        return StepState.COMPLETE
    missing = all(isinstance(error, MissingField) for error in errors)
    return StepState.INCOMPLETE if missing else StepState.ERROR


def _summary_status(folder: store.Folder, lines: Sequence[StepStatus]) -> StepStatus:
    remaining = sum(line.errors for line in lines)
    is_changed = folder.has_changes()
    if folder.profile and not is_changed and not remaining:
        return StepStatus(SUMMARY.slug, StepState.COMPLETE, 0)
    state = StepState.INCOMPLETE if is_changed else StepState.UNVISITED
    return StepStatus(SUMMARY.slug, state, remaining)
