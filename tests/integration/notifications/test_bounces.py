"""Bounce messages: which ones count, and for whom."""

from datetime import datetime, timedelta

import pytest
from sqlmodel import Session, select

from ilojobs_app.notifications import bounces, outbox
from ilojobs_app.notifications.bounces import NotABounce, bounced_among, take_bounce
from ilojobs_app.notifications.failures import Blame
from ilojobs_app.notifications.housekeeping import purge
from ilojobs_app.notifications.messages import message_id
from ilojobs_app.notifications.models import BouncedAddress, MailStatus, OutboxMail
from tests.factories.mails import bounce_of


@pytest.fixture
def sent(session: Session, now) -> OutboxMail:
    outbox.add_unrendered(session, kind="k", to="a@example.org", language="fr", payload={}, now=now)
    session.flush()
    row = session.exec(select(OutboxMail)).one()
    row.status = MailStatus.SENT
    return row


@pytest.mark.parametrize("returned", ["text/rfc822-headers", "message/rfc822"])
@pytest.mark.parametrize("status", ["5.1.1", "5.2.1", "5.1.10"])
def test_an_address_refused_for_good_is_marked(session, now, sent, returned, status):
    raw = bounce_of(message_id(sent), status=status, returned=returned)
    assert take_bounce(session, raw=raw, now=now) == [sent.id]
    row = session.exec(select(BouncedAddress)).one()
    assert (row.address_key, row.bounced_at, row.is_stopped) == ("a@example.org", now, True)
    assert "no such user" in row.reason
    assert take_bounce(session, raw=raw, now=now + timedelta(days=1)) == [sent.id]


@pytest.mark.parametrize(
    "changes",
    [
        {"action": "delayed"},
        {"status": "4.4.7"},
        {"status": "5.7.1"},
        {"recipient": "other@example.org"},
    ],
)
def test_what_is_not_about_the_address_or_another_one_changes_nothing(session, now, sent, changes):
    with pytest.raises(NotABounce):
        take_bounce(session, raw=bounce_of(message_id(sent), **changes), now=now)
    assert not session.exec(select(BouncedAddress)).all()


def test_who_does_not_know_the_message_id_stops_nobodys_alerts(session, now, sent):
    real = message_id(sent)
    for guessed in ("", real.replace("<", "<9"), real.replace("@", "1@"), "<1.1@elsewhere>"):
        with pytest.raises(NotABounce):
            take_bounce(session, raw=bounce_of(guessed), now=now)


def test_a_mail_that_has_not_left_cannot_come_back(session, now, sent):
    sent.status = MailStatus.WAITING
    with pytest.raises(NotABounce):
        take_bounce(session, raw=bounce_of(message_id(sent)), now=now)


# Python's parser raises IndexError at the last one.
@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\xff\x00",
        b"Content-Type: multipart/report\r\n\r\nx",
        bounce_of("< <1.2@localhost>", returned="message/rfc822"),
    ],
)
def test_anything_else_is_refused_in_words(session, now, raw):
    with pytest.raises(NotABounce):
        take_bounce(session, raw=raw, now=now)


def test_addresses_are_known_again_however_they_are_written(session, now):
    bounces.record(session, address="Gone@Example.org", reason="550", now=now)
    session.flush()
    asked = ["gone@example.ORG", "here@example.org"]
    assert bounced_among(session, asked) == {"gone@example.ORG"}
    assert bounced_among(session, []) == set()
    bounces.forget(session, address="GONE@example.org")
    assert bounced_among(session, asked) == set()


def test_what_the_server_is_said_to_have_said_can_be_stored(session, now, sent):
    raw = bounce_of(message_id(sent)).replace(b"no such user", b"no such\0 \xe9 user")
    assert take_bounce(session, raw=raw, now=now) == [sent.id]
    session.flush()
    assert "no such" in session.exec(select(BouncedAddress)).one().reason


def full(session, at: datetime, blame: Blame = Blame.PERHAPS) -> bool:
    bounces.record(session, address="a@example.org", reason="5.2.2", blame=blame, now=at)
    session.flush()
    return bounces.is_stopped(session, address="a@example.org")


def test_a_full_mailbox_stops_alerts_on_the_third_day_only(session, now):
    days = [timedelta(), timedelta(hours=1), timedelta(days=7), timedelta(days=7, hours=1)]
    assert not any(full(session, now + after) for after in days)
    assert full(session, now + timedelta(days=14))


def test_days_far_apart_are_not_one_trouble(session, now):
    assert not any(full(session, now + timedelta(days=46 * n)) for n in range(5))


def test_an_address_that_is_gone_is_stopped_at_once_and_stays_so(session, now):
    assert not full(session, now)
    assert full(session, now, Blame.FOR_GOOD)
    assert full(session, now + timedelta(days=100))


@pytest.mark.parametrize("status", ["5.2.2", "4.2.2", "5.4.4", "5.0.0"])
def test_a_bounce_that_may_pass_is_counted_and_stops_nothing_yet(session, now, sent, status):
    raw = bounce_of(message_id(sent), status=status)
    assert take_bounce(session, raw=raw, now=now) == [sent.id]
    assert not bounces.is_stopped(session, address=sent.to_address)
    take_bounce(session, raw=raw, now=now + timedelta(days=1))
    take_bounce(session, raw=raw, now=now + timedelta(days=2))
    assert bounces.is_stopped(session, address=sent.to_address)


def test_mails_that_have_left_are_purged_with_doubts_that_are_old(session, now, sent):
    outbox.add_unrendered(session, kind="k", to="b@example.org", language="fr", payload={}, now=now)
    full(session, now)
    bounces.record(session, address="gone@example.org", reason="550", now=now)
    session.flush()
    kept = timedelta(days=90)
    assert purge(session, older_than=kept, now=now + timedelta(days=89)) == 0
    assert purge(session, older_than=kept, now=now + timedelta(days=91)) == 1
    waiting = session.exec(select(OutboxMail)).one()
    assert waiting.status is MailStatus.WAITING
    left = session.exec(select(BouncedAddress.address_key)).all()
    assert left == ["gone@example.org"]
