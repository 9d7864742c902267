"""From the outbox to a mailbox: a real SMTP server, retries, leases."""

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
from ilojobs_app.notifications import delivery, outbox
from ilojobs_app.notifications.delivery import LEASE, TRIES_MAX, WAITS, deliver_due, retry
from ilojobs_app.notifications.models import MailStatus, OutboxMail


class Mailbox:
    """Keeps what arrives; answers recipients with `answer` when it is set."""

    def __init__(self) -> None:
        self.messages: list[bytes] = []
        self.answer = ""

    async def handle_RCPT(self, _server, _session, envelope, address, _options):  # noqa: N802
        if self.answer:
            return self.answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802
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
        assert (row.status, row.due_at) == (MailStatus.WAITING, at + wait)
        assert deliver_due(at + wait - timedelta(seconds=1), bind) == 0
        assert rows(bind)[0].tries == row.tries
        at += wait
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

    def dies(mail):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(delivery, "send", dies)
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
