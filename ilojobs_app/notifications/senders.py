"""How a mail leaves: as a file, the default of developers, or by SMTP."""

import re
import smtplib
import ssl
from datetime import UTC
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

import click

from ilojobs_app.core.settings import is_loopback, settings
from ilojobs_app.notifications.models import OutboxMail

TIMEOUT_SECONDS = 30
_LINK = re.compile(r"https?://\S+")


def send(mail: OutboxMail) -> None:
    """Send by SMTP_URL, or write into DATA/mail.

    Raises:
        OSError, smtplib.SMTPException: it could not be sent.
    """
    if settings().smtp_url:
        _send_by_smtp(message_of(mail))
    else:
        _write_file(mail)


def message_of(mail: OutboxMail) -> EmailMessage:
    """Build the message. Sent twice after a crash, it has the same Message-ID both times."""
    message = EmailMessage(policy=SMTP)
    message["Subject"] = mail.subject
    message["From"] = settings().mail_from
    message["To"] = mail.to_address
    message["Date"] = format_datetime(mail.created_at.astimezone(UTC))
    message["Message-ID"] = (
        f"<{mail.id}.{int(mail.created_at.timestamp() * 1e6)}@{settings().public_host}>"
    )
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(mail.text)
    message.add_alternative(mail.html, subtype="html")
    # Last: setting the content removes every Content- header that stands there.
    message["Content-Language"] = mail.language
    return message


def _write_file(mail: OutboxMail) -> None:
    folder = settings().mail_folder
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / f"{mail.created_at:%Y%m%dT%H%M%S}-{mail.id}.eml"
    # Renamed when it is whole: who watches the folder never reads half a mail.
    part = path.with_suffix(".part")
    part.touch(mode=0o600)
    part.write_bytes(message_of(mail).as_bytes())
    part.rename(path)
    _tell(path, mail.text)


def _tell(path: Path, text: str) -> None:
    link = _LINK.search(text)
    click.echo(f"Mail: {path}" + (f"\n      {link.group()}" if link else ""))


def _send_by_smtp(message: EmailMessage) -> None:
    url = urlsplit(settings().smtp_url)
    with _connected(url) as smtp:
        if url.username:
            smtp.login(unquote(url.username), unquote(url.password or ""))
        smtp.send_message(message)


def _connected(url: SplitResult) -> smtplib.SMTP:
    host = url.hostname or "localhost"
    context = ssl.create_default_context()
    if is_loopback(host):
        # A relay on this machine shows a certificate of its own making.
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    if url.scheme == "smtps":
        return smtplib.SMTP_SSL(host, url.port or 465, timeout=TIMEOUT_SECONDS, context=context)
    smtp = smtplib.SMTP(host, url.port or 25, timeout=TIMEOUT_SECONDS)
    smtp.ehlo()
    if smtp.has_extn("starttls"):
        smtp.starttls(context=context)
    elif url.username and not is_loopback(host):
        smtp.close()
        raise smtplib.SMTPNotSupportedError("no STARTTLS: the password would travel in the clear")
    return smtp
