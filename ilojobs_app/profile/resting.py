"""Drafts that nobody uses are deleted, after a mail that says so in time (B4).

All drafts of a candidate count as one: using any of them keeps them all.
"""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import and_, func, or_
from sqlmodel import Session, col, select, update

from ilojobs_app.accounts.models import Account
from ilojobs_app.core.errors import NotFound
from ilojobs_app.core.i18n import format_date, use_language
from ilojobs_app.core.settings import settings
from ilojobs_app.notifications import outbox
from ilojobs_app.profile import store
from ilojobs_app.profile.models import ProfileDraft

KIND = "draft_resting"
AT_ONCE = 200
OFFICE = ZoneInfo("Europe/Zurich")

# The account, when any of its drafts was last used, when its candidate was last reminded.
Resting = tuple[int, datetime, datetime | None]


def remind_and_delete(session: Session, *, now: datetime) -> None:
    """Remind candidates DRAFT_REMINDER_DAYS before their drafts are deleted; delete what is due.

    Nothing is deleted without its reminder having been written that long before, however long the
    workers were down.
    """
    notice = timedelta(days=settings().draft_reminder_days)
    kept = timedelta(days=settings().draft_days)
    for account_id, used, reminded in _resting(session, now, kept, notice):
        folder = _still_resting(session, account_id, used)
        if folder is None:
            continue
        if folder.profile and not folder.has_changes():
            # All of it was put back: nothing is lost, and nobody need be told.
            store.delete_drafts(session, account_id)
        elif reminded is None or reminded < used:
            _remind(session, account_id, now, deleted=max(used + kept, now + notice))
        else:
            store.delete_drafts(session, account_id)


def _resting(session: Session, now: datetime, kept: timedelta, notice: timedelta) -> list[Resting]:
    """Give who is to be reminded, and whose drafts are to go a reminder long enough ago."""
    used = func.max(col(ProfileDraft.updated_at))
    reminded = func.max(col(ProfileDraft.reminded_at))
    not_reminded = or_(reminded.is_(None), reminded < used)
    found = (
        select(ProfileDraft.account_id, used, reminded)
        .group_by(col(ProfileDraft.account_id))
        .having(used <= now - kept + notice)
        .having(or_(not_reminded, and_(used <= now - kept, reminded <= now - notice)))
        .order_by(used)
        .limit(AT_ONCE)
    )
    return list(session.exec(found).all())


def _still_resting(session: Session, account_id: int, used: datetime) -> store.Folder | None:
    """Look again behind the lock that every save takes: the candidate may be typing this minute."""
    try:
        folder = store.open_folder(session, account_id, to_write=True)
    except NotFound:
        return None
    last = max((d.updated_at for d in folder.drafts.values()), default=None)
    return folder if last == used else None


def _remind(session: Session, account_id: int, now: datetime, *, deleted: datetime) -> None:
    account = session.get_one(Account, account_id)
    with use_language(account.language):
        outbox.add(
            session,
            kind=KIND,
            to=account.email,
            language=account.language,
            context={"deleted": format_date(deleted.astimezone(OFFICE).date())},
            now=now,
        )
    own = col(ProfileDraft.account_id) == account_id
    session.exec(update(ProfileDraft).where(own).values(reminded_at=now))
