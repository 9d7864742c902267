"""Changes to a draft, one at a time: the single fields of a step, or one entry of its list.

Each reads what is kept and writes it back inside one transaction, so that two devices that work
on different entries do not undo each other.
"""

import secrets
from datetime import datetime
from typing import Any

from sqlmodel import Session

from ilojobs_app.core.errors import NotFound, RuleError
from ilojobs_app.core.i18n import _
from ilojobs_app.profile.fields import KEY, StepData
from ilojobs_app.profile.service import load_step, save_draft
from ilojobs_app.profile.steps import step
from ilojobs_app.profile.views import DraftSaved


class ListFull(RuleError):
    """A step has no room for another entry."""

    def message(self) -> str:
        """Say how to make room."""
        return _("Cette liste est complète : supprimez un élément avant d'en ajouter un autre.")


def new_key() -> str:
    """Give the key of a new entry."""
    return secrets.token_hex(6)


def keep_fields(
    session: Session, *, account_id: int, slug: str, values: StepData, now: datetime
) -> DraftSaved:
    """Keep the single fields of a step; its entries stay as they are."""
    data = load_step(session, account_id=account_id, slug=slug).data
    names = {key for field in step(slug).fields for key in field.keys}
    data.update({name: value for name, value in values.items() if name in names})
    return _save(session, account_id, slug, data, now)


def keep_entry(
    session: Session,
    *,
    account_id: int,
    slug: str,
    values: StepData,
    changed: StepData | None = None,
    place: int | None = None,
    now: datetime,
) -> DraftSaved:
    """Keep one entry, new or known by its key, as far as it is typed.

    Args:
        values: all that its form holds.
        changed: what was typed since the last save; of an entry that is kept, nothing else is
            replaced. None stands for `values`.
        place: where a new one goes; None: at the end.

    Raises:
        NotFound: it has no key.
        ListFull: the step has no room for another entry.
    """
    data, entries = _entries(session, account_id, slug)
    key = values.get(KEY)
    if not isinstance(key, str) or not key:
        raise NotFound
    at = next((i for i, entry in enumerate(entries) if entry[KEY] == key), None)
    if at is not None:
        entries[at] = {**entries[at], **(values if changed is None else changed), KEY: key}
    elif len(entries) < at_most(slug):
        entries.insert(len(entries) if place is None else place, values)
    else:
        raise ListFull
    return _save(session, account_id, slug, data, now)


def remove_entry(
    session: Session, *, account_id: int, slug: str, key: str, now: datetime
) -> tuple[int, StepData]:
    """Remove one entry; give its place and itself, so that the removal can be undone.

    Raises:
        NotFound: it is not there.
    """
    data, entries = _entries(session, account_id, slug)
    found = find_entry(entries, key)
    place = entries.index(found)
    del entries[place]
    _save(session, account_id, slug, data, now)
    return place, found


def at_most(slug: str) -> int:
    """Give how many entries a step takes."""
    wanted = step(slug).entries
    return wanted.at_most if wanted else 0


def find_entry(entries: list[StepData], key: str) -> StepData:
    """Give the entry with this key.

    Raises:
        NotFound: it is not there.
    """
    for entry in entries:
        if entry[KEY] == key:
            return entry
    raise NotFound


def _entries(session: Session, account_id: int, slug: str) -> tuple[StepData, list[Any]]:
    wanted = step(slug).entries
    if wanted is None:
        raise NotFound
    data = load_step(session, account_id=account_id, slug=slug).data
    return data, data[wanted.name]


def _save(
    session: Session, account_id: int, slug: str, data: StepData, now: datetime
) -> DraftSaved:
    return save_draft(session, account_id=account_id, slug=slug, data=data, version=None, now=now)
