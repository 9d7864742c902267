"""The mail of a digest, written when it leaves (B7)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select
from sqlmodel import Session, col

from ilojobs_app.accounts.models import Account
from ilojobs_app.alerts import contents
from ilojobs_app.alerts.contents import Found
from ilojobs_app.alerts.models import Digest
from ilojobs_app.alerts.unsubscribing import new_link
from ilojobs_app.alerts.wording import Line, list_address, period, rhythm
from ilojobs_app.core.i18n import use_language
from ilojobs_app.core.templating import absolute_url
from ilojobs_app.notifications.models import OutboxMail
from ilojobs_app.notifications.outbox import write
from ilojobs_app.notifications.rendering import RenderedMail

# Keeps a mail of thirty alerts under 100 KB, at which mail readers cut it.
LINES_MAX = 40
_DIGEST = (
    select(col(Digest.id), col(Digest.language), col(Account.first_names))
    .join(Account, col(Account.id) == col(Digest.account_id))
    .where(col(Digest.key) == bindparam("key"), col(Account.wants_alerts))
)


@dataclass(frozen=True)
class Part:
    """An alert in a mail.

    Args:
        hidden: how many more vacancies it has than `lines` shows.
        delete_address: the page that asks, then deletes this alert.
    """

    title: str
    details: str
    rhythm: str
    period: str
    lines: Sequence[Line]
    hidden: int
    list_address: str
    delete_address: str


def render(session: Session, mail: OutboxMail, now: datetime) -> RenderedMail | None:
    """Write the mail of a digest; None when nothing is left to tell, or nobody to tell it to.

    A mail may be rendered again after a failure: what is open then stands in it.
    """
    digest: Any = session.connection().execute(_DIGEST, {"key": mail.dedupe_key}).first()
    found = contents.find(session, digest[0], now) if digest else []
    if not digest or not found:
        return None
    digest_id, language, first_names = digest
    contents.mark_sent(session, digest_id, found, now)
    token = new_link(session, digest_id)
    with use_language(language):
        parts = _parts(session, found, language, token)
        return _write(first_names, parts, token, language)


def _parts(session: Session, found: Sequence[Found], language: str, token: str) -> list[Part]:
    parts: list[Part] = []
    shown: set[int] = set()
    for one in found:
        # What two alerts find is said once, under the first.
        new = [version for version in one.versions if version[0] not in shown]
        room = max(0, LINES_MAX - len(shown))
        shown.update(job_id for job_id, _ in new)
        lines = [
            contents.worded(session, version, language, one.time_zone) for version in new[:room]
        ]
        part = Part(
            title=one.criteria.title(),
            details=one.criteria.details(),
            rhythm=rhythm(one.frequency, one.weekday),
            period=period(one.since, one.until, one.time_zone),
            lines=lines,
            hidden=len(new[room:]),
            list_address=list_address(one.criteria),
            delete_address=absolute_url(f"/unsubscribe/{token}{one.alert_id}"),
        )
        parts.append(part)
    return parts


def _write(first_names: str, parts: Sequence[Part], token: str, language: str) -> RenderedMail:
    address = absolute_url(f"/unsubscribe/{token}")
    telling = [part for part in parts if part.lines or part.hidden]
    context = {
        "first_names": first_names,
        "parts": telling,
        "all_parts": parts,
        "count": sum(len(part.lines) + part.hidden for part in telling),
        "first": telling[0].lines[0],
        "unsubscribe": address,
    }
    written = write("alerts/digest", language, context)
    # RFC 8058: a mail reader unsubscribes with one POST to this address, without signing in.
    headers = {
        "List-Unsubscribe": f"<{address}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    return RenderedMail(written.subject, written.text, written.html, headers)
