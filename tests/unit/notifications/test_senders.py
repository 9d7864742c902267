"""What leaves."""

import email
import email.header
from email import policy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilojobs_app.core.settings import settings
from ilojobs_app.notifications.messages import message_of
from ilojobs_app.notifications.models import OutboxMail, Priority
from ilojobs_app.notifications.outbox import compose
from ilojobs_app.notifications.senders import Outlet
from tests.conftest import NOON

KINDS = ["confirm_address", "account_exists", "reset_password"]


def a_mail(kind: str = "confirm_address", language: str = "fr", token: str = "t0ken"):
    mail = compose(
        kind=kind, to="a@example.org", language=language, context={"token": token}, now=NOON
    )
    mail.id = 7
    return mail


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_kind_is_whole_in_both_languages(kind, language):
    mail = a_mail(kind, language)
    assert mail.subject
    assert "\n" not in mail.subject
    assert f'<html lang="{language}"' in mail.html
    assert f"/{language}/" in mail.text
    assert "<" not in mail.text
    for part in (mail.text, mail.html):
        assert settings().public_url in part


def test_links_carry_the_token_and_html_escapes():
    mail = a_mail(token='"><script>')
    assert "<script>" not in mail.html
    assert "/fr/verify-email?token=" in mail.text


def parsed(mail):
    return email.message_from_bytes(message_of(mail), policy=policy.default)


def test_message_is_readable_and_has_the_same_id_each_time():
    message = parsed(a_mail())
    assert message_of(a_mail()) == message_of(a_mail())
    assert message["Message-ID"] == f"<7.{int(NOON.timestamp() * 1e6)}@localhost>"
    assert message["To"] == "a@example.org"
    assert message["Date"].startswith("Sun, 22 Nov 2026 12:00:00")
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Content-Language"] == "fr"
    for kind in ("plain", "html"):
        assert "/fr/verify-email?token=t0ken" in message.get_body((kind,)).get_content()


@given(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=200),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"), max_size=400),
)
def test_what_is_written_is_what_is_read(subject, text):
    mail = OutboxMail(
        id=7, kind="k", to_address="a@example.org", language="fr", subject=subject.strip(),
        text=text, html=text, created_at=NOON, due_at=NOON,
    )  # fmt: skip
    raw = message_of(mail)
    assert max(len(line) for line in raw.split(b"\r\n")) <= 998
    assert raw.isascii()
    message = email.message_from_bytes(raw)
    decoded = email.header.make_header(email.header.decode_header(message["Subject"]))
    if not subject.isascii():
        assert str(decoded) == mail.subject
    for part in message.get_payload():
        assert part.get_payload(decode=True).decode().replace("\r\n", "\n") == text


def test_a_long_address_to_unsubscribe_stays_an_address():
    mail = a_mail()
    address = f"<https://jobs.example.org/fr/unsubscribe?token={'aZ0-_' * 40}>"
    mail.headers = {
        "List-Unsubscribe": address,
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    assert f"\r\nList-Unsubscribe: {address}\r\n".encode() in message_of(mail)
    assert parsed(mail)["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


@pytest.mark.parametrize("kind", KINDS)
def test_mails_that_somebody_waits_for_are_urgent(kind):
    assert a_mail(kind).priority == Priority.URGENT


def test_a_header_cannot_be_smuggled_in():
    mail = a_mail()
    mail.to_address = "a@example.org\r\nBcc: b@example.org"
    with pytest.raises(ValueError, match="newline"):
        message_of(mail)
    mail = a_mail()
    mail.headers = {"X": "a\n"}
    with pytest.raises(ValueError, match="newline"):
        message_of(mail)


def test_as_a_file_it_is_private_and_the_console_names_file_and_link(capsys):
    Outlet().send(a_mail())
    path = settings().mail_folder / "20261122T120000-7.eml"
    assert path.stat().st_mode & 0o077 == 0
    told = capsys.readouterr().out
    assert str(path) in told
    assert f"{settings().public_url}/fr/verify-email?token=t0ken" in told
    assert list(settings().mail_folder.iterdir()) == [path]
