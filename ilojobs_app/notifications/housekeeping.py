"""Mails that have ended are deleted after a while: nothing about a person is kept for no purpose."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import CursorResult, delete
from sqlmodel import Session, col

from ilojobs_app.notifications.bounces import SAME_TROUBLE
from ilojobs_app.notifications.models import BouncedAddress, MailStatus, OutboxMail


def purge(session: Session, *, older_than: timedelta, now: datetime, parked: bool = False) -> int:
    """Delete the rows of mails that left, or were not needed any more; give how many.

    That a digest is never sent twice does not rest on them: `alert_digests` has its key too, for
    longer. Doubts about an address go as soon as a new one would begin to count anew.

    Args:
        parked: also those that were given up, which an operator may want to send again.
    """
    ended = [MailStatus.SENT, MailStatus.DROPPED, *([MailStatus.PARKED] if parked else [])]
    result = session.execute(
        delete(OutboxMail).where(
            col(OutboxMail.status).in_(ended), col(OutboxMail.created_at) < now - older_than
        )
    )
    session.execute(
        delete(BouncedAddress).where(
            ~col(BouncedAddress.is_stopped), col(BouncedAddress.bounced_at) < now - SAME_TROUBLE
        )
    )
    assert isinstance(result, CursorResult)
    return result.rowcount


def purge_files(folder: Path, *, older_than: timedelta, now: datetime) -> int:
    """Delete the mails that left as files long ago, where no server takes them; give how many."""
    count = 0
    for path in (*folder.glob("*.eml"), *folder.glob("*.part")):
        # Somebody else may have deleted it meanwhile.
        with suppress(FileNotFoundError):
            if datetime.fromtimestamp(path.lstat().st_mtime, UTC) < now - older_than:
                path.unlink()
                count += 1
    return count
