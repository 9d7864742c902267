"""How mails leave: as files, the default of developers, or by SMTP."""

import re
import smtplib
import ssl
from contextlib import suppress
from pathlib import Path
from typing import Any, Self
from urllib.parse import SplitResult, unquote, urlsplit

import click

from ilojobs_app.core.settings import is_loopback, settings
from ilojobs_app.notifications.messages import message_of, sender
from ilojobs_app.notifications.models import OutboxMail

TIMEOUT_SECONDS = 20
# Content filters think before they answer the end of a mail: who does not wait sends it twice.
VERDICT_SECONDS = 120
LEAVING = 421
_LINK = re.compile(r"https?://\S+")


class Outlet:
    """Where mails leave: DATA/mail, or one connection to SMTP_URL, opened when it is needed."""

    def __init__(self) -> None:
        self._smtp: _Smtp | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def send(self, mail: OutboxMail) -> None:
        """Send one mail.

        Raises:
            OSError, smtplib.SMTPException: it could not be sent.
            ValueError: it cannot be written as a message.
        """
        raw = message_of(mail)
        if not settings().smtp_url:
            _write_file(mail, raw)
            return
        self._send_by_smtp(mail.to_address, raw)
        if settings().shows_mail:
            # It has left: a full disk must not make it leave again.
            with suppress(OSError):
                _write_file(mail, raw)

    def close(self) -> None:
        """Take leave of the server, if one is connected."""
        smtp, self._smtp = self._smtp, None
        if smtp:
            try:
                smtp.quit()
            except (OSError, smtplib.SMTPException):
                smtp.close()

    def _send_by_smtp(self, to: str, raw: bytes) -> None:
        served, smtp = self._smtp is not None, self._connect()
        smtp.content_begun = False
        try:
            smtp.sendmail(sender(), [to], raw)
        except smtplib.SMTPRecipientsRefused:
            raise  # the connection has been reset and serves on
        except Exception as failure:
            self._abandon()
            # Servers end connections that have served for long, or rested: this one begins anew.
            if not served or smtp.content_begun or not _has_hung_up(failure):
                raise
            self._send_by_smtp(to, raw)

    def _connect(self) -> "_Smtp":
        if self._smtp is None:
            url = urlsplit(settings().smtp_url)
            self._smtp = _connected(url)
            if url.username:
                self._smtp.login(unquote(url.username), unquote(url.password or ""))
        return self._smtp

    def _abandon(self) -> None:
        smtp, self._smtp = self._smtp, None
        if smtp:
            smtp.close()


class _Smtp(smtplib.SMTP):
    """Waits longer for what the server says to a mail than for its other answers."""

    content_begun = False

    def data(self, msg: Any) -> tuple[int, bytes]:
        """Send a mail's content; give the server's answer."""
        assert self.sock
        self.content_begun = True
        self.sock.settimeout(VERDICT_SECONDS)
        answer = super().data(msg)
        self.sock.settimeout(TIMEOUT_SECONDS)
        return answer


class _SmtpSsl(_Smtp, smtplib.SMTP_SSL):
    """The same over TLS from the first byte."""


def _has_hung_up(failure: Exception) -> bool:
    code = getattr(failure, "smtp_code", None)
    return isinstance(failure, smtplib.SMTPServerDisconnected) or code == LEAVING


def _connected(url: SplitResult) -> _Smtp:
    host = url.hostname or "localhost"
    context = ssl.create_default_context()
    if is_loopback(host):
        # A relay on this machine shows a certificate of its own making.
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    if url.scheme == "smtps":
        return _SmtpSsl(host, url.port or 465, timeout=TIMEOUT_SECONDS, context=context)
    smtp = _Smtp(host, url.port or 25, timeout=TIMEOUT_SECONDS)
    smtp.ehlo()
    if smtp.has_extn("starttls"):
        smtp.starttls(context=context)
    elif url.username and not is_loopback(host):
        smtp.close()
        raise smtplib.SMTPNotSupportedError("no STARTTLS: the password would travel in the clear")
    return smtp


def _write_file(mail: OutboxMail, raw: bytes) -> None:
    folder = settings().mail_folder
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / f"{mail.created_at:%Y%m%dT%H%M%S}-{mail.id}.eml"
    # Renamed when it is whole: who watches the folder never reads half a mail.
    part = path.with_suffix(".part")
    part.touch(mode=0o600)
    part.write_bytes(raw)
    part.rename(path)
    _tell(path, mail.text)


def _tell(path: Path, text: str) -> None:
    link = _LINK.search(text)
    click.echo(f"Mail: {path}" + (f"\n      {link.group()}" if link else ""))
