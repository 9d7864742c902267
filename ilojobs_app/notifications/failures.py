"""What a failed sending means: try again and when, give up, or blame the address."""

import random
import re
import smtplib
from datetime import timedelta
from enum import IntEnum

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
# RFC 5321 4.2.3: no such mailbox, not here, not allowed as a name, no mail at all.
_NO_MAILBOX_CODES = {550, 551, 553, 556}
_FULL_CODE = 552
# Without an enhanced status, 550 says anything: only words that name the mailbox blame it for good.
_NO_MAILBOX = re.compile(
    r"\b(?:no such|unknown|not (?:found|known|exist|local|a valid)|(?:does|did)(?: not|n't) exist|"
    r"no(?:t)? (?:mailbox|user|account)|invalid|disabled|deactivated|closed|unrouteable|"
    r"does(?: not|n't) have an?|no mailbox|inconnue?)\b",
    re.I,
)
_NOT_THE_ADDRESS = re.compile(
    r"relay|spam|black|block|polic|prohibit|authenti|reputation|denied|sender|content|virus|spf|"
    r"dkim|dmarc|reverse|helo|ehlo|unsolicited|grey|gray|too (?:many|large|big)|size|rate",
    re.I,
)
_PASSES = re.compile(r"\bfull\b|quota|storage|exceed|too quickly|at a rate|tempora", re.I)
# RFC 3463, 7505: no such mailbox, no such domain, no address at all, moved, no mail for the domain,
# closed. A sender's address (5.1.7, 5.1.8) and a mail that is too long (5.2.3) blame nobody here.
_FOR_GOOD = re.compile(r"^5\.(?:1\.(?:1|2|3|6|10)|2\.1)$")
# Full, unclear, or cannot be reached: that may pass. 5.0.0, with which many servers say anything.
_PERHAPS = re.compile(
    r"^(?:5\.0\.0|[45]\.(?:1\.(?:0|1|2|3|4|6|10)|2\.(?:0|1|2|4)|4\.(?:1|4|310)))$"
)


class Blame(IntEnum):
    """How far a refusal blames the address that was written to."""

    NONE = 0
    PERHAPS = 1
    FOR_GOOD = 2


def wait_after(tries: int) -> timedelta:
    """Give the wait before the next try: longer each time, each a little different."""
    return WAITS[tries - 1] * random.uniform(1 - JITTER, 1 + JITTER)


def is_final(failure: Exception) -> bool:
    """Say whether the server refused this mail for good: another try would change nothing."""
    return bool(codes := _refusals(failure)) and all(500 <= code < 600 for code, _ in codes)


def blame_of(failure: Exception) -> Blame:
    """Say how far a failure after which no more is tried blames the address."""
    blames = [_blame(code, text) for code, text in _refusals(failure)]
    return min(blames, default=Blame.NONE)


def blame_of_status(status: str, said: str = "") -> Blame:
    """Say how far an enhanced status (RFC 3463: `5.1.1`) blames the address.

    Args:
        said: with what words; 5.2.1 also goes to who gets mail too quickly.
    """
    if _FOR_GOOD.match(status):
        return Blame.PERHAPS if _PASSES.search(said) else Blame.FOR_GOOD
    return Blame.PERHAPS if _PERHAPS.match(status) else Blame.NONE


def _blame(code: int, text: str) -> Blame:
    if found := _ENHANCED.match(text):
        return blame_of_status(found.group(), text)
    if code not in {*_NO_MAILBOX_CODES, _FULL_CODE} or _NOT_THE_ADDRESS.search(text):
        return Blame.NONE
    if code == _FULL_CODE or _PASSES.search(text) or not _NO_MAILBOX.search(text):
        return Blame.PERHAPS
    return Blame.FOR_GOOD


def _refusals(failure: Exception) -> list[tuple[int, str]]:
    """Give code and text of what the server said about the recipient or the mail."""
    if isinstance(failure, smtplib.SMTPRecipientsRefused):
        return [(code, _text(said)) for code, said in failure.recipients.values()]
    if isinstance(failure, smtplib.SMTPDataError):
        return [(failure.smtp_code, _text(failure.smtp_error))]
    return []


def _text(said: bytes | str) -> str:
    return said.decode("utf-8", "replace") if isinstance(said, bytes) else said
