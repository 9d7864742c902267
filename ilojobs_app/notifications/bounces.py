"""Addresses that refuse mail: remembered, told by bounce messages, forgotten again."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

from sqlalchemy import delete
from sqlmodel import Session, col, select

from ilojobs_app.core.addresses import address_key
from ilojobs_app.core.settings import settings
from ilojobs_app.core.text import one_line
from ilojobs_app.notifications.failures import Blame, blame_of_status
from ilojobs_app.notifications.models import BouncedAddress, MailStatus, OutboxMail

REASON_MAX = 500
# What may pass, such as a full mailbox, stops the mails on the third day. Days that lie further
# apart are another trouble; monthly alerts still count together.
DAYS_MAX = 3
SAME_TROUBLE = timedelta(days=45)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_OWN_ID = re.compile(r"<(\d{1,18})\.(\d{1,18})@([^>\s]+)>")


class NotABounce(Exception):
    """A message says nothing that could be acted upon; the text says why."""


@dataclass(frozen=True)
class Bounce:
    """What a delivery status notification (RFC 3464) says of one recipient."""

    message_id: str
    recipients: tuple[str, ...]
    status: str
    said: str


def record(
    session: Session, *, address: str, reason: str, blame: Blame = Blame.FOR_GOOD, now: datetime
) -> None:
    """Remember that an address refused mail; a later reason replaces an earlier one.

    Mails to many stop at once where it is to blame for good, otherwise on the third day.
    """
    key = address_key(address)
    row = session.get(BouncedAddress, key, with_for_update=True)
    if row is None:
        row = BouncedAddress(address_key=key, reason="", bounced_at=now, is_stopped=False)
    elif now - row.bounced_at > SAME_TROUBLE:
        row.days = 1
    elif now.date() > row.bounced_at.date():
        row.days += 1
    row.reason, row.bounced_at = reason[:REASON_MAX], now
    row.is_stopped = row.is_stopped or blame is Blame.FOR_GOOD or row.days >= DAYS_MAX
    session.add(row)


def forget(session: Session, *, address: str) -> None:
    """Write to an address again: its owner asks for it, or opened a link that was mailed there."""
    key = address_key(address)
    session.execute(delete(BouncedAddress).where(col(BouncedAddress.address_key) == key))


def is_stopped(session: Session, *, address: str) -> bool:
    """Say whether mails to many no longer go to an address."""
    return bool(bounced_among(session, [address]))


def bounced_among(session: Session, addresses: Iterable[str]) -> set[str]:
    """Give those of the addresses, as they are written, to which mails to many no longer go."""
    keys = {address: address_key(address) for address in addresses}
    query = select(BouncedAddress.address_key).where(
        col(BouncedAddress.address_key).in_(set(keys.values())), col(BouncedAddress.is_stopped)
    )
    known = set(session.exec(query).all()) if keys else set()
    return {address for address, key in keys.items() if key in known}


def read_bounces(raw: bytes) -> list[Bounce]:
    """Read the permanent failures out of a bounce message.

    Raises:
        NotABounce: it is no delivery status notification, or of no mail.
    """
    try:
        return _read(raw)
    except NotABounce:
        raise
    except Exception as error:  # Python's parser fails in many ways on what anybody may write
        raise NotABounce("it cannot be read") from error


def _read(raw: bytes) -> list[Bounce]:
    message = message_from_bytes(raw, policy=default)
    assert isinstance(message, EmailMessage)
    parts = {part.get_content_type(): part for part in message.walk()}
    if "message/delivery-status" not in parts:
        raise NotABounce("no delivery status notification (RFC 3464)")
    message_id = _returned_id(message)
    blocks = parts["message/delivery-status"].get_payload()
    found = [_bounce(block, message_id) for block in blocks if isinstance(block, EmailMessage)]
    return [bounce for bounce in found if bounce]


def take_bounce(session: Session, *, raw: bytes, now: datetime) -> list[int]:
    """Act upon a bounce message; give the numbers of the mails it is about.

    Anybody can write to the mailbox where bounces arrive. So it counts only when it returns the
    Message-ID of a mail that left from here, which only who got that mail can know, and names the
    address to which that mail went.

    Raises:
        NotABounce: it changes nothing; the text says why.
    """
    bounces = read_bounces(raw)
    blamed = [(bounce, blame_of_status(bounce.status, bounce.said)) for bounce in bounces]
    about = [(bounce, blame) for bounce, blame in blamed if blame is not Blame.NONE]
    if not about:
        raise NotABounce("no address is to blame")
    numbers = []
    for bounce, blame in about:
        mail = _mail_of(session, bounce)
        if mail:
            record(session, address=mail.to_address, reason=bounce.said, blame=blame, now=now)
            mail.reason = bounce.said[:REASON_MAX]
            numbers.append(mail.id or 0)
    if not numbers:
        raise NotABounce("it is about no mail that left from here, or was purged")
    return numbers


def _bounce(block: EmailMessage, message_id: str) -> Bounce | None:
    names = ("Original-Recipient", "Final-Recipient")
    recipients = tuple(str(block[name]).partition(";")[2].strip() for name in names if block[name])
    status = str(block["Status"] or "").split(" ")[0].strip()
    action = str(block["Action"] or "").strip().lower()
    if not recipients or action != "failed":
        return None
    said = one_line(f"{status} {block['Diagnostic-Code'] or ''}")
    return Bounce(message_id, recipients, status, said)


def _returned_id(message: EmailMessage) -> str:
    """Give the Message-ID of the mail that is returned, whole or only its headers."""
    for part in message.walk():
        kind = part.get_content_type()
        if kind == "text/rfc822-headers":
            text = part.get_payload(decode=True)
            inner = message_from_bytes(text if isinstance(text, bytes) else b"", policy=default)
            return str(inner["Message-ID"] or "")
        payload = part.get_payload()
        if kind == "message/rfc822" and isinstance(payload, list):
            return next((str(m["Message-ID"] or "") for m in payload if not isinstance(m, str)), "")
    return ""


def _mail_of(session: Session, bounce: Bounce) -> OutboxMail | None:
    found = _OWN_ID.search(bounce.message_id)
    if not found or found[3] != settings().public_host:
        return None
    mail = session.get(OutboxMail, int(found[1]))
    if mail is None or mail.status is MailStatus.WAITING:
        return None
    if (mail.created_at - EPOCH) // timedelta(microseconds=1) != int(found[2]):
        return None
    keys = {address_key(recipient) for recipient in bounce.recipients}
    return mail if address_key(mail.to_address) in keys else None
