"""What a failure means."""

import itertools
import smtplib

import pytest

from ilojobs_app.notifications.failures import (
    JITTER,
    TRIES_MAX,
    WAITS,
    Blame,
    blame_of,
    blame_of_status,
    is_final,
    wait_after,
)

NONE, PERHAPS, FOR_GOOD = Blame


def refused(code: int, text: bytes) -> Exception:
    return smtplib.SMTPRecipientsRefused({"a@example.org": (code, text)})


@pytest.mark.parametrize(
    ("failure", "final", "blame"),
    [
        (refused(550, b"5.1.1 no such user"), True, FOR_GOOD),
        (refused(550, b"no such user"), True, FOR_GOOD),
        (refused(552, b"5.2.2 mailbox full"), True, PERHAPS),
        (refused(552, b"mailbox is full"), True, PERHAPS),
        (refused(550, b"quota exceeded for this user"), True, PERHAPS),
        (refused(452, b"4.2.2 over quota"), False, PERHAPS),
        (refused(553, b"5.1.8 sender domain does not exist"), True, NONE),
        (refused(550, b"5.7.1 your server is on a list"), True, NONE),
        (refused(554, b"no"), True, NONE),
        (refused(550, b"relay not permitted"), True, NONE),
        (refused(550, b"rejected because 192.0.2.1 is in a black list"), True, NONE),
        (refused(451, b"4.3.0 later"), False, NONE),
        (refused(550, b"User unknown in virtual mailbox table"), True, FOR_GOOD),
        (refused(550, b"mailbox not found"), True, FOR_GOOD),
        (refused(550, b"this account does not exist"), True, FOR_GOOD),
        (refused(551, b"User not local"), True, FOR_GOOD),
        (refused(550, b"account disabled"), True, FOR_GOOD),
        (refused(550, b"mailbox unavailable"), True, PERHAPS),
        (refused(550, b"5.2.1 the user is receiving mail too quickly"), True, PERHAPS),
        (refused(550, b"Message rejected due to content"), True, NONE),
        (refused(550, b"SPF check failed"), True, NONE),
        (refused(550, b"Sender verify failed: unknown user"), True, NONE),
        (refused(550, b"greylisted, unknown client"), True, NONE),
        (refused(550, b"reverse DNS does not exist"), True, NONE),
        (smtplib.SMTPDataError(550, b"5.1.1 no such user"), True, FOR_GOOD),
        (smtplib.SMTPDataError(554, b"5.6.0 looks like spam"), True, NONE),
        (smtplib.SMTPDataError(452, b"later"), False, NONE),
        (smtplib.SMTPSenderRefused(530, b"authenticate", "x"), False, NONE),
        (smtplib.SMTPServerDisconnected("gone"), False, NONE),
        (ConnectionRefusedError(), False, NONE),
        (ValueError("a newline"), False, NONE),
    ],
)
def test_meaning(failure, final, blame):
    assert (is_final(failure), blame_of(failure)) == (final, blame)


@pytest.mark.parametrize(
    ("blame", "statuses"),
    [
        (FOR_GOOD, "5.1.1 5.1.2 5.1.3 5.1.6 5.1.10 5.2.1"),
        (PERHAPS, "5.2.2 4.2.2 5.2.0 5.1.0 5.0.0 5.4.4 5.4.1 4.4.1 4.2.1"),
        (NONE, "5.1.7 5.1.8 5.2.3 5.3.4 5.6.0 5.7.1 5.7.26 4.7.1 4.0.0 2.1.5 5.1.11 15.1.1"),
    ],
)
def test_only_what_blames_the_address_for_good_counts_at_once(blame, statuses):
    assert {blame_of_status(status) for status in statuses.split()} == {blame}


def test_waits_grow_and_differ():
    for tries in range(1, TRIES_MAX):
        found = {wait_after(tries) for _ in range(50)}
        assert len(found) > 1
        middle = WAITS[tries - 1]
        assert middle * (1 - JITTER) <= min(found) <= max(found) <= middle * (1 + JITTER)
    assert all(a * (1 + JITTER) < b * (1 - JITTER) for a, b in itertools.pairwise(WAITS))
