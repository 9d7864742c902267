"""Fields that two devices changed: what the other one kept, for the candidate to choose (B4)."""

from collections.abc import Iterable
from datetime import datetime

from sqlmodel import Session

from ilojobs_app.core import lists
from ilojobs_app.core.i18n import _
from ilojobs_app.profile import drafts
from ilojobs_app.profile.fields import Field, Kind, Values
from ilojobs_app.profile.steps import step_with_data
from ilojobs_app.profile.summary import read_value
from ilojobs_app.profile.views import DraftSaved
from ilojobs_app.web.conflicts import Conflict


def keep_fields(
    session: Session, *, account_id: int, slug: str, values: Values, seen: Values, now: datetime
) -> list[Conflict]:
    """Keep single fields of a step; give those that another device changed meanwhile."""
    saved = drafts.keep_fields(
        session, account_id=account_id, slug=slug, values=values, seen=seen, now=now
    )
    return _worded(session, step_with_data(slug).fields, saved)


def keep_entry(
    session: Session,
    *,
    account_id: int,
    slug: str,
    values: Values,
    changed: Values,
    seen: Values,
    now: datetime,
) -> list[Conflict]:
    """Keep one entry of a step; give those fields that another device changed meanwhile."""
    saved = drafts.keep_entry(
        session,
        account_id=account_id,
        slug=slug,
        values=values,
        changed=changed,
        seen=seen,
        now=now,
    )
    listed = step_with_data(slug).entries
    return _worded(session, listed.fields if listed else (), saved)


def _worded(session: Session, fields: Iterable[Field], saved: DraftSaved) -> list[Conflict]:
    return [
        Conflict(key, saved.kept[key], _words(session, field, key, saved.kept))
        for field in fields
        for key in field.keys
        if key in saved.conflicts
    ]


def _words(session: Session, field: Field, key: str, kept: Values) -> str:
    if field.kind is Kind.PHONE:
        code = key == field.keys[0] and kept[key]
        return lists.label(field.options, kept[key]) if code else kept[key]
    if field.kind is Kind.CHECKBOX and not kept[key]:
        return _("Non")
    return read_value(session, field, kept)
