"""What a failure means."""

import itertools
import smtplib

import pytest

from ilojobs_app.notifications.failures import (
    JITTER,
    TRIES_MAX,
    WAITS,
    is_about_address,
    is_final,
    wait_after,
)


def refused(code: int, text: bytes) -> Exception:
    return smtplib.SMTPRecipientsRefused({"a@example.org": (code, text)})


@pytest.mark.parametrize(
    ("failure", "final", "about_address"),
    [
        (refused(550, b"5.1.1 no such user"), True, True),
        (refused(550, b"no such user"), True, True),
        (refused(552, b"5.2.2 mailbox full"), True, True),
        (refused(550, b"5.7.1 your server is on a list"), True, False),
        (refused(554, b"no"), True, False),
        (refused(550, b"relay not permitted"), True, False),
        (refused(550, b"rejected because 192.0.2.1 is in a black list"), True, False),
        (refused(451, b"4.3.0 later"), False, False),
        (smtplib.SMTPDataError(550, b"5.1.1 no such user"), True, True),
        (smtplib.SMTPDataError(554, b"5.6.0 looks like spam"), True, False),
        (smtplib.SMTPDataError(452, b"later"), False, False),
        (smtplib.SMTPSenderRefused(530, b"authenticate", "x"), False, False),
        (smtplib.SMTPServerDisconnected("gone"), False, False),
        (ConnectionRefusedError(), False, False),
        (ValueError("a newline"), False, False),
    ],
)
def test_meaning(failure, final, about_address):
    assert (is_final(failure), is_about_address(failure)) == (final, about_address)


def test_waits_grow_and_differ():
    for tries in range(1, TRIES_MAX):
        found = {wait_after(tries) for _ in range(50)}
        assert len(found) > 1
        middle = WAITS[tries - 1]
        assert middle * (1 - JITTER) <= min(found) <= max(found) <= middle * (1 + JITTER)
    assert all(a * (1 + JITTER) < b * (1 - JITTER) for a, b in itertools.pairwise(WAITS))
