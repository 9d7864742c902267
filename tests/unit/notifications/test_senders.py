"""What leaves."""

import email
from email import policy

import pytest

from ilojobs_app.core.settings import settings
from ilojobs_app.notifications.outbox import compose
from ilojobs_app.notifications.senders import message_of, send
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


def test_message_is_readable_and_has_the_same_id_each_time():
    first, second = message_of(a_mail()), message_of(a_mail())
    assert (
        first["Message-ID"]
        == second["Message-ID"]
        == f"<7.{int(NOON.timestamp() * 1e6)}@localhost>"
    )
    parsed = email.message_from_bytes(first.as_bytes(), policy=policy.default)
    assert parsed["To"] == "a@example.org"
    assert parsed["Date"].startswith("Sun, 22 Nov 2026 12:00:00")
    assert "/fr/verify-email?token=t0ken" in parsed.get_body(("plain",)).get_content()
    assert "/fr/verify-email?token=t0ken" in parsed.get_body(("html",)).get_content()
    assert parsed["Auto-Submitted"] == "auto-generated"


def test_a_header_cannot_be_smuggled_in():
    mail = a_mail()
    mail.to_address = "a@example.org\r\nBcc: b@example.org"
    with pytest.raises(ValueError, match=r"newline|linefeed"):
        message_of(mail)


def test_as_a_file_it_is_private_and_the_console_names_file_and_link(capsys):
    send(a_mail())
    path = settings().mail_folder / "20261122T120000-7.eml"
    assert path.stat().st_mode & 0o077 == 0
    told = capsys.readouterr().out
    assert str(path) in told
    assert f"{settings().public_url}/fr/verify-email?token=t0ken" in told
    assert list(settings().mail_folder.iterdir()) == [path]
