"""Changes to a draft, one at a time: the single fields of a step, or one entry of its list.

Each waits for the candidate's other devices, reads what is kept and writes it back, so that two
devices do not undo each other; where both changed one field, the second is told (B4).
"""

import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlmodel import Session

from ilojobs_app.core.errors import NotFound, RuleError
from ilojobs_app.core.i18n import _
from ilojobs_app.core.merging import merge
from ilojobs_app.profile import store
from ilojobs_app.profile.cleaning import KEY_FORM, clean_step, clean_values, readers
from ilojobs_app.profile.fields import KEY, Entries, Step, StepData, Values
from ilojobs_app.profile.steps import step, step_with_data
from ilojobs_app.profile.views import DraftSaved

# Characters in one step's draft: three times the longest step, so that pasting too much is kept.
DRAFT_MAX = 500_000
NOTHING_SEEN: Values = {}


class DraftTooLarge(RuleError):
    """A draft is larger than any profile can be."""

    def message(self) -> str:
        """Say what to shorten."""
        return _("Raccourcissez vos textes : cette étape est trop longue pour être enregistrée.")


class ListFull(RuleError):
    """A step has no room for another entry."""

    def message(self) -> str:
        """Say how to make room."""
        return _("Cette liste est complète : supprimez un élément avant d'en ajouter un autre.")


def new_key() -> str:
    """Give the key of a new entry."""
    return secrets.token_hex(6)


def keep_fields(
    session: Session,
    *,
    account_id: int,
    slug: str,
    values: Values,
    seen: Values = NOTHING_SEEN,
    now: datetime,
) -> DraftSaved:
    """Keep single fields of a step, right or wrong; its entries stay as they are.

    Args:
        values: what was typed, of some or all fields.
        seen: what the device knows of these, as `merge` takes it.

    Raises:
        DraftTooLarge: over 500,000 characters in the step.
    """
    folder, wanted = _open(session, account_id, slug)
    data = folder.view(wanted).data
    merged, conflicts = merge(readers(wanted.fields), data, values, seen)
    return _keep(session, folder, wanted, merged, now, conflicts=conflicts)


def keep_entry(
    session: Session,
    *,
    account_id: int,
    slug: str,
    values: Values,
    changed: Values | None = None,
    seen: Values = NOTHING_SEEN,
    place: int | None = None,
    now: datetime,
) -> DraftSaved:
    """Keep one entry, new or known by its key, as far as it is typed.

    Args:
        values: all that its form holds.
        changed: what was typed since the last save; of an entry that is kept, nothing else is
            replaced. None stands for `values`.
        seen: what the device knows of these, as `merge` takes it.
        place: where a new one goes; None: at the end.

    Raises:
        NotFound: it has no sound key.
        ListFull: the step has no room for another entry.
        DraftTooLarge: over 500,000 characters in the step.
    """
    folder, wanted, listed = _open_list(session, account_id, slug)
    data = folder.view(wanted).data
    entries: list[StepData] = data[listed.name]
    conflicts: tuple[str, ...] = ()
    key = values.get(KEY)
    if not isinstance(key, str) or not KEY_FORM.fullmatch(key):
        raise NotFound
    at = next((i for i, entry in enumerate(entries) if entry[KEY] == key), None)
    if at is not None:
        typed = values if changed is None else changed
        entries[at], conflicts = merge(readers(listed.fields), entries[at], typed, seen)
    elif len(entries) < listed.at_most:
        entry = {**clean_values(listed.fields, values), KEY: key}
        entries.insert(len(entries) if place is None else place, entry)
    else:
        raise ListFull
    return _keep(session, folder, wanted, data, now, entry=key, conflicts=conflicts)


def remove_entry(
    session: Session, *, account_id: int, slug: str, key: str, now: datetime
) -> tuple[int, StepData]:
    """Remove one entry; give its place and itself, so that the removal can be undone.

    Raises:
        NotFound: it is not there.
    """
    folder, wanted, listed = _open_list(session, account_id, slug)
    data = folder.view(wanted).data
    found = find_entry(data[listed.name], key)
    place = data[listed.name].index(found)
    del data[listed.name][place]
    _keep(session, folder, wanted, data, now)
    return place, found


def find_entry(entries: list[StepData], key: str) -> StepData:
    """Give the entry with this key.

    Raises:
        NotFound: it is not there.
    """
    for entry in entries:
        if entry[KEY] == key:
            return entry
    raise NotFound


def at_most(slug: str) -> int:
    """Give how many entries a step takes."""
    wanted = step(slug).entries
    return wanted.at_most if wanted else 0


def _open(session: Session, account_id: int, slug: str) -> tuple[store.Folder, Step]:
    wanted = step_with_data(slug)
    return store.open_folder(session, account_id, to_write=True), wanted


def _open_list(session: Session, account_id: int, slug: str) -> tuple[store.Folder, Step, Entries]:
    folder, wanted = _open(session, account_id, slug)
    if wanted.entries is None:
        raise NotFound
    return folder, wanted, wanted.entries


def _keep(
    session: Session,
    folder: store.Folder,
    wanted: Step,
    data: StepData,
    now: datetime,
    *,
    entry: str = "",
    conflicts: tuple[str, ...] = (),
) -> DraftSaved:
    """Write the step, its entries in their order."""
    ordered = clean_step(wanted, data)
    if _size(ordered) > DRAFT_MAX:
        raise DraftTooLarge
    version = store.keep_draft(session, folder, wanted, ordered, now)
    kept = find_entry(ordered[wanted.entries.name], entry) if wanted.entries and entry else ordered
    return DraftSaved(version, now, kept, conflicts)


def _size(value: Any) -> int:
    if isinstance(value, Mapping):
        return sum(_size(part) for part in value.values())
    if isinstance(value, list):
        return sum(_size(part) for part in value)
    return len(value) if isinstance(value, str) else 0
