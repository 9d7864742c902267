"""From the outbox to a mailbox: a real SMTP server, retries, leases."""

import asyncio
import smtplib
import socket
import threading
from collections.abc import Iterator
from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from aiosmtpd.controller import Controller
from sqlalchemy import Engine
from sqlmodel import select

from ilojobs_app.core.db import transaction
from ilojobs_app.core.settings import settings
from ilojobs_app.notifications import bounces, leases, outbox, rendering, senders
from ilojobs_app.notifications.delivery import Course, deliver, deliver_due, retry
from ilojobs_app.notifications.failures import JITTER, TRIES_MAX, WAITS
from ilojobs_app.notifications.leases import LEASE
from ilojobs_app.notifications.models import BouncedAddress, MailStatus, OutboxMail, Priority
from ilojobs_app.notifications.rendering import RenderedMail
from ilojobs_app.notifications.senders import Outlet


class Mailbox:
    """Keeps what arrives; answers recipients with `answer`, mails with `verdict`, when set."""

    def __init__(self) -> None:
        self.messages: list[bytes] = []
        self.answer = ""
        self.verdict = ""
        self.thinks = 0.0
        self.connections = 0
        self.serves = 0  # mails of a connection, until it is ended; 0: any number
        self.leaving = ""

    async def handle_EHLO(self, _server, session, _envelope, hostname, responses):  # noqa: N802
        self.connections += 1
        session.host_name = hostname
        return responses

    async def handle_MAIL(self, server, session, envelope, address, _options):  # noqa: N802
        session.served = getattr(session, "served", 0) + 1
        if self.serves and session.served > self.serves:
            if not self.leaving:
                server.transport.close()
            return self.leaving
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, _server, _session, envelope, address, _options):  # noqa: N802
        if self.answer:
            return self.answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802
        await asyncio.sleep(self.thinks)
        if self.verdict:
            return self.verdict
        self.messages.append(envelope.content)
        return "250 OK"


@pytest.fixture
def mailbox(monkeypatch: pytest.MonkeyPatch) -> Iterator[Mailbox]:
    box = Mailbox()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    monkeypatch.setenv("SMTP_URL", f"smtp://127.0.0.1:{port}")
    settings.cache_clear()
    yield box
    controller.stop()


def add(bind: Engine, now, to="a@example.org", token="t0ken") -> None:
    with transaction(bind) as session:
        outbox.add(
            session,
            kind="confirm_address",
            to=to,
            language="fr",
            context={"token": token},
            now=now,
        )


def rows(bind: Engine) -> list[OutboxMail]:
    with transaction(bind) as session:
        return list(session.exec(select(OutboxMail).order_by(OutboxMail.id)).all())


def test_mail_arrives_by_smtp_and_its_text_is_forgotten(bind, now, mailbox):
    add(bind, now)
    assert deliver_due(now, bind) == 1
    [raw] = mailbox.messages
    message = message_from_bytes(raw, policy=policy.default)
    assert message["To"] == "a@example.org"
    assert message["From"] == settings().mail_from
    assert "?token=t0ken" in message.get_body(("plain",)).get_content()
    assert "?token=t0ken" in message.get_body(("html",)).get_content()
    [row] = rows(bind)
    assert (row.status, row.sent_at, row.tries) == (MailStatus.SENT, now, 1)
    assert row.text == row.html == ""
    assert deliver_due(now + timedelta(days=9), bind) == 0
    assert len(mailbox.messages) == 1


def test_a_rolled_back_transaction_sends_nothing(bind, now, mailbox):
    with pytest.raises(RuntimeError), transaction(bind) as session:
        outbox.add(
            session,
            kind="confirm_address",
            to="a@example.org",
            language="fr",
            context={"token": "t"},
            now=now,
        )
        raise RuntimeError
    assert deliver_due(now, bind) == 0


def test_a_failure_waits_longer_each_time_and_is_then_parked(bind, now, mailbox):
    mailbox.answer = "451 try later"
    add(bind, now)
    at = now
    for wait in WAITS:
        assert deliver_due(at, bind) == 0
        [row] = rows(bind)
        assert (row.status, row.leased_by) == (MailStatus.WAITING, "")
        assert at + wait * (1 - JITTER) <= row.due_at <= at + wait * (1 + JITTER)
        assert deliver_due(row.due_at - timedelta(seconds=1), bind) == 0
        assert rows(bind)[0].tries == row.tries
        at = row.due_at
    deliver_due(at, bind)
    [row] = rows(bind)
    assert (row.status, row.tries) == (MailStatus.PARKED, TRIES_MAX)
    assert "451" in row.reason
    mailbox.answer = ""
    assert deliver_due(at + timedelta(days=9), bind) == 0
    with transaction(bind) as session:
        assert retry(session, mail_id=row.id + 1, now=at) == 0
        assert retry(session, mail_id=row.id, now=at) == 1
    assert deliver_due(at, bind) == 1
    assert len(mailbox.messages) == 1


def test_an_address_refused_for_good_is_parked_at_once_and_holds_up_nobody(bind, now, mailbox):
    mailbox.answer = "550 no such user"
    add(bind, now)
    deliver_due(now, bind)
    assert rows(bind)[0].status is MailStatus.PARKED
    mailbox.answer = ""
    add(bind, now)
    assert deliver_due(now, bind) == 1


def test_no_server_at_all_is_a_failure_like_another(bind, now, monkeypatch):
    monkeypatch.setenv("SMTP_URL", "smtp://127.0.0.1:1")
    settings.cache_clear()
    add(bind, now)
    assert deliver_due(now, bind) == 0
    assert "ConnectionRefusedError" in rows(bind)[0].reason


def test_a_mail_whose_worker_died_comes_back(bind, now, mailbox, monkeypatch):
    add(bind, now)

    def dies(outlet, mail):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(Outlet, "send", dies)
        deliver_due(now, bind)
    assert deliver_due(now + LEASE - timedelta(seconds=1), bind) == 0
    assert deliver_due(now + LEASE, bind) == 1
    assert rows(bind)[0].tries == 2


def test_two_workers_send_each_mail_once(bind, now, mailbox):
    for n in range(20):
        add(bind, now, to=f"n{n}@example.org")
    sent: list[int] = []
    workers = [threading.Thread(target=lambda: sent.append(deliver_due(now, bind))) for _ in "ab"]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(30)
    assert sum(sent) == len(mailbox.messages) == 20
    assert {row.status for row in rows(bind)} == {MailStatus.SENT}


def test_a_second_recipient_cannot_be_smuggled_in(bind, now, mailbox):
    add(bind, now, to="a@example.org\r\nBcc: b@example.org")
    add(bind, now, to="c@example.org")
    assert deliver_due(now, bind) == 1
    [raw] = mailbox.messages
    assert b"b@example.org" not in raw


def test_a_password_does_not_travel_in_the_clear(bind, now, mailbox, monkeypatch):
    monkeypatch.setattr("ilojobs_app.notifications.senders.is_loopback", lambda host: False)
    monkeypatch.setenv("SMTP_URL", settings().smtp_url.replace("//", "//me:secret@"))
    settings.cache_clear()
    add(bind, now)
    assert deliver_due(now, bind) == 0
    assert smtplib.SMTPNotSupportedError.__name__ in rows(bind)[0].reason
    assert "secret" not in rows(bind)[0].reason


def recipients(box: Mailbox) -> list[str]:
    return [message_from_bytes(raw, policy=policy.default)["To"] for raw in box.messages]


def add_bulk(bind: Engine, now, to="a@example.org", **changes) -> bool:
    with transaction(bind) as session:
        given = {"payload": {"id": 1}, "kind": "test_digest", "language": "fr", **changes}
        return outbox.add_unrendered(session, to=to, now=now, **given)


@pytest.fixture
def renderer(monkeypatch):
    """Let a test decide what `test_digest` mails say."""
    seen = []

    def written(session, mail, at):
        seen.append((mail.payload, at))
        return RenderedMail(
            "Digest", "text\n", "<p>html</p>", {"List-Unsubscribe": "<https://x/y>"}
        )

    monkeypatch.setattr(rendering, "_RENDERERS", {"test_digest": written})
    return seen


def test_a_mail_written_at_sending_says_what_holds_then(bind, now, mailbox, renderer):
    assert add_bulk(bind, now, headers={"X-Row": "1"})
    later = now + timedelta(hours=2)
    assert deliver_due(later, bind) == 1
    assert renderer == [({"id": 1}, later)]
    message = message_from_bytes(mailbox.messages[0], policy=policy.default)
    assert (message["Subject"], message["X-Row"]) == ("Digest", "1")
    assert message["List-Unsubscribe"] == "<https://x/y>"
    [row] = rows(bind)
    assert (row.status, row.text, row.html, row.payload) == (MailStatus.SENT, "", "", {})


def test_nothing_to_send_any_more_is_dropped(bind, now, mailbox, monkeypatch):
    monkeypatch.setattr(rendering, "_RENDERERS", {"test_digest": lambda *_: None})
    add_bulk(bind, now)
    assert deliver_due(now, bind) == 0
    assert rows(bind)[0].status is MailStatus.DROPPED
    assert not mailbox.messages


def test_a_renderer_that_fails_or_lacks_is_tried_again(bind, now, mailbox, monkeypatch):
    def fails(session, mail, at):
        raise ZeroDivisionError

    monkeypatch.setattr(rendering, "_RENDERERS", {"test_digest": fails})
    add_bulk(bind, now)
    add_bulk(bind, now, kind="nobody")
    add(bind, now)
    assert deliver_due(now, bind) == 1
    reasons = {row.kind: row.reason for row in rows(bind)}
    assert reasons["test_digest"].startswith("ZeroDivisionError")
    assert reasons["nobody"].startswith("LookupError")
    assert {row.status for row in rows(bind)} == {MailStatus.WAITING, MailStatus.SENT}


def test_a_fault_in_one_digest_leaves_the_others_of_its_lease(bind, now, mailbox, monkeypatch):
    def fails_for_two(session, mail, at):
        if mail.to_address.startswith("n2@"):
            raise ZeroDivisionError
        session.add(BouncedAddress(address_key=mail.to_address, reason="-", bounced_at=at))
        return RenderedMail("Digest", mail.to_address, "<p>html</p>")

    monkeypatch.setattr(rendering, "_RENDERERS", {"test_digest": fails_for_two})
    for number in range(4):
        add_bulk(bind, now, to=f"n{number}@example.org")
    assert deliver_due(now, bind) == 3
    assert len(mailbox.messages) == 3
    with transaction(bind) as session:
        written = session.exec(select(BouncedAddress.address_key)).all()
    assert sorted(written) == ["n0@example.org", "n1@example.org", "n3@example.org"]
    assert [row.status for row in rows(bind)].count(MailStatus.WAITING) == 1


def test_a_dedupe_key_queues_once_and_leaves_the_transaction_whole(bind, now):
    with transaction(bind) as session:
        for number in range(3):
            outbox.add_unrendered(
                session, kind="k", to=f"n{number}@example.org", language="fr", payload={}, now=now,
                dedupe_key="digest:1:2026-11-22",
            )  # fmt: skip
    add_bulk(bind, now, dedupe_key="other")
    assert not add_bulk(bind, now, dedupe_key="digest:1:2026-11-22")
    assert [row.to_address for row in rows(bind)] == ["n0@example.org", "a@example.org"]


def test_people_who_wait_come_before_digests(bind, now, mailbox, renderer):
    for number in range(30):
        add_bulk(bind, now - timedelta(hours=1), to=f"n{number}@example.org")
    add(bind, now, to="waits@example.org")
    deliver_due(now, bind)
    assert recipients(mailbox)[0] == "waits@example.org"
    assert len(mailbox.messages) == 31


def test_the_lane_of_people_leaves_digests_alone(bind, now, mailbox, renderer):
    add_bulk(bind, now)
    add(bind, now, to="waits@example.org")
    assert deliver(Course(now=lambda: now, up_to=Priority.NORMAL, bind=bind)) == 1
    assert recipients(mailbox) == ["waits@example.org"]


def test_one_connection_serves_many(bind, now, mailbox):
    for number in range(25):
        add(bind, now, to=f"n{number}@example.org")
    deliver_due(now, bind)
    assert (len(mailbox.messages), mailbox.connections) == (25, 1)


@pytest.mark.parametrize("leaving", ["", "421 too many"])
def test_a_connection_that_the_server_ends_is_replaced(bind, now, mailbox, leaving):
    mailbox.serves, mailbox.leaving = 10, leaving
    for number in range(25):
        add(bind, now, to=f"n{number}@example.org")
    assert deliver_due(now, bind) == 25
    assert (len(set(recipients(mailbox))), len(mailbox.messages)) == (25, 25)
    assert mailbox.connections == 3


def test_a_server_that_ends_every_connection_is_not_tried_for_ever(bind, now, mailbox):
    mailbox.serves, mailbox.leaving = 1, ""
    add(bind, now)
    with Outlet() as outlet, transaction(bind) as session:
        outlet.send(session.exec(select(OutboxMail)).one())
        mailbox.serves = -1
        with pytest.raises(smtplib.SMTPServerDisconnected):
            outlet.send(session.exec(select(OutboxMail)).one())
    assert (len(mailbox.messages), mailbox.connections) == (1, 2)


def test_a_mail_refused_for_good_is_parked_without_marking_the_address(bind, now, mailbox):
    mailbox.verdict = "554 5.7.1 looks like spam"
    add(bind, now)
    deliver_due(now, bind)
    assert rows(bind)[0].status is MailStatus.PARKED
    with transaction(bind) as session:
        assert not session.exec(select(BouncedAddress)).all()


def test_a_bounced_address_gets_what_it_asks_for_but_no_digest(bind, now, mailbox, renderer):
    mailbox.answer = "550 5.1.1 no such user"
    add(bind, now, to="Gone@Example.org")
    deliver_due(now, bind)
    mailbox.answer = ""
    add_bulk(bind, now, to="gone@example.org")
    add_bulk(bind, now, to="here@example.org")
    add(bind, now, to="gone@example.org")
    assert deliver_due(now, bind) == 2
    assert sorted(recipients(mailbox)) == ["gone@example.org", "here@example.org"]
    assert [row.status for row in rows(bind)].count(MailStatus.DROPPED) == 1
    with transaction(bind) as session:
        bounces.forget(session, address="gone@example.org")
    add_bulk(bind, now, to="gone@example.org")
    assert deliver_due(now, bind) == 1


def test_a_full_mailbox_gets_the_next_digest(bind, now, mailbox, renderer):
    mailbox.answer = "552 5.2.2 mailbox full"
    add_bulk(bind, now, to="full@example.org")
    assert deliver_due(now, bind) == 0
    mailbox.answer = ""
    add_bulk(bind, now, to="full@example.org")
    assert deliver_due(now, bind) == 1


def test_a_mailbox_that_stayed_full_until_the_last_try_counts_once(bind, now, mailbox):
    mailbox.answer = "452 4.2.2 over quota"
    add(bind, now)
    at = now
    for _try in range(TRIES_MAX):
        with transaction(bind) as session:
            assert not session.exec(select(BouncedAddress)).all()
        deliver_due(at, bind)
        at += timedelta(days=1)
    with transaction(bind) as session:
        row = session.exec(select(BouncedAddress)).one()
    assert (row.days, row.is_stopped) == (1, False)


def test_mails_not_begun_are_given_back_when_the_worker_stops(bind, now, mailbox):
    for number in range(5):
        add(bind, now, to=f"n{number}@example.org")
    course = Course(now=lambda: now, stopped=lambda: len(mailbox.messages) >= 2, bind=bind)
    assert deliver(course) == 2
    waiting = [row for row in rows(bind) if row.status is MailStatus.WAITING]
    assert {(row.tries, row.leased_by, row.due_at) for row in waiting} == {(0, "", now)}
    assert deliver_due(now, bind) == 3


def test_a_mail_that_ends_its_worker_is_alone_after_and_parked_at_last(bind, now, mailbox):
    for number in range(5):
        add(bind, now, to=f"n{number}@example.org")
    lease = leases.take(now, bind)
    assert len(lease.mails) == 5
    at = now + LEASE
    assert [len(leases.take(at, bind).mails) for _ in range(6)] == [1, 1, 1, 1, 1, 0]
    for _ in range(TRIES_MAX):
        at += LEASE
        while leases.take(at, bind).mails:
            pass
    assert {row.status for row in rows(bind)} == {MailStatus.PARKED}
    assert "each time" in rows(bind)[0].reason
    with transaction(bind) as session:
        assert retry(session, mail_id=None, now=at) == 5
    assert deliver_due(at, bind) == 5


def test_who_lost_the_lease_does_not_say_that_it_failed(bind, now, mailbox, monkeypatch):
    add(bind, now)

    def fails_late(outlet, mail):
        leases.take(now + LEASE, bind)
        raise OSError("too late")

    with monkeypatch.context() as patched:
        patched.setattr(Outlet, "send", fails_late)
        deliver_due(now, bind)
    [row] = rows(bind)
    assert (row.reason, row.tries, row.due_at) == ("", 2, now + 2 * LEASE)
    assert row.leased_by


def test_a_server_that_thinks_long_about_a_mail_gets_it_once(bind, now, mailbox, monkeypatch):
    monkeypatch.setattr(senders, "TIMEOUT_SECONDS", 0.5)
    monkeypatch.setattr(senders, "VERDICT_SECONDS", 10)
    mailbox.thinks = 1.0
    add(bind, now)
    assert deliver_due(now, bind) == 1
    assert len(mailbox.messages) == 1
    assert rows(bind)[0].tries == 1


def test_a_clock_that_leaps_ends_a_lease_before_others_send_the_same(bind, now, mailbox):
    for number in range(4):
        add(bind, now, to=f"n{number}@example.org")
    at = [now]

    def leaps_after_the_first() -> bool:
        if len(mailbox.messages) == 1 and at[0] == now:
            at[0] = now + 2 * LEASE
            deliver_due(at[0], bind)  # another worker: to it, the leases have run out
        return False

    deliver(Course(now=lambda: at[0], stopped=leaps_after_the_first, bind=bind))
    assert sorted(recipients(mailbox)) == [f"n{number}@example.org" for number in range(4)]


def test_a_full_disk_is_a_failure_like_another(bind, now, monkeypatch):
    settings().data.mkdir(parents=True)
    settings().mail_folder.write_text("not a folder")
    add(bind, now)
    assert deliver_due(now, bind) == 0
    assert "FileExistsError" in rows(bind)[0].reason
    settings().mail_folder.unlink()
    assert deliver_due(rows(bind)[0].due_at, bind) == 1


def test_what_is_kept_to_be_looked_at_never_makes_a_mail_leave_twice(
    bind, now, mailbox, monkeypatch
):
    monkeypatch.setenv("DEV_MAIL", "1")
    settings.cache_clear()
    settings().data.mkdir(parents=True)
    settings().mail_folder.write_text("not a folder")
    add(bind, now)
    assert deliver_due(now, bind) == 1
    assert rows(bind)[0].status is MailStatus.SENT


def test_dev_mail_keeps_no_copy_where_others_reach_the_site(bind, now, mailbox, monkeypatch):
    monkeypatch.setenv("DEV_MAIL", "1")
    monkeypatch.setenv("PUBLIC_URL", "https://jobs.example.org")
    settings.cache_clear()
    add(bind, now)
    assert deliver_due(now, bind) == 1
    assert not settings().mail_folder.exists()


def test_a_subject_longer_than_its_column_is_cut(bind, now, mailbox):
    with transaction(bind) as session:
        outbox.add(
            session, kind="application_received", to="a@example.org", language="fr", now=now,
            context={
                "number": "1", "submitted": "x", "here": "",
                "vacancy": {"title": "é" * 250, "grade": "P4", "place": "x", "reference": "x"},
            },
        )  # fmt: skip
    assert deliver_due(now, bind) == 1
    assert len(rows(bind)[0].subject) == 200
