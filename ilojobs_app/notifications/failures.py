"""What a failed sending means: try again and when, give up, or mark the address."""

import random
import re
import smtplib
from datetime import timedelta

WAITS = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(hours=1),
    timedelta(hours=4),
    timedelta(hours=12),
)
TRIES_MAX = len(WAITS) + 1
# A relay that comes back must not get all that waited in the same second.
JITTER = 0.2

_ENHANCED = re.compile(r"^[245]\.\d{1,3}\.\d{1,3}\b")
# RFC 5321 4.2.3: no such mailbox, not here, full, not allowed as a name, no mail at all.
_MAILBOX_CODES = {550, 551, 552, 553, 556}
# Without an enhanced status: what servers also say with 550, and what is no address's fault.
_NOT_THE_ADDRESS = re.compile(
    r"relay|spam|black|block|polic|prohibit|authenti|reputation|denied", re.I
)
# RFC 3463: bad address, mailbox in no state to receive. The domain that cannot be found (4.4), and
# 5.0.0, with which many servers say "user unknown".
_ADDRESS_STATUS = re.compile(r"^5\.(?:1\.\d+|2\.\d+|4\.4|0\.0)$")


def wait_after(tries: int) -> timedelta:
    """Give the wait before the next try: longer each time, each a little different."""
    return WAITS[tries - 1] * random.uniform(1 - JITTER, 1 + JITTER)


def is_final(failure: Exception) -> bool:
    """Say whether the server refused this mail for good: another try would change nothing."""
    return bool(codes := _refusals(failure)) and all(500 <= code < 600 for code, _ in codes)


def is_about_address(failure: Exception) -> bool:
    """Say whether the address is at fault for good, and not the mail, this site or the server."""
    if not is_final(failure):
        return False
    for code, text in _refusals(failure):
        found = _ENHANCED.match(text)
        if found and not is_address_status(found.group()):
            return False
        if not found and (code not in _MAILBOX_CODES or _NOT_THE_ADDRESS.search(text)):
            return False
    return True


def is_address_status(status: str) -> bool:
    """Say whether an enhanced status (RFC 3463: `5.1.1`) blames the address for good."""
    return bool(_ADDRESS_STATUS.match(status))


def _refusals(failure: Exception) -> list[tuple[int, str]]:
    """Give code and text of what the server said about the recipient or the mail."""
    if isinstance(failure, smtplib.SMTPRecipientsRefused):
        return [(code, _text(said)) for code, said in failure.recipients.values()]
    if isinstance(failure, smtplib.SMTPDataError):
        return [(failure.smtp_code, _text(failure.smtp_error))]
    return []


def _text(said: bytes | str) -> str:
    return said.decode("utf-8", "replace") if isinstance(said, bytes) else said
