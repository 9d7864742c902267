"""The message that leaves: headers, text and HTML, as bytes.

It is put together here and not by `email.message`, which takes ten times as long, and which would
write a long address in List-Unsubscribe as an encoded word that no reader of mail undoes.
"""

import binascii
from base64 import b64encode
from datetime import UTC
from email.utils import format_datetime, formataddr, parseaddr
from functools import cache

from ilojobs_app.core.settings import settings
from ilojobs_app.notifications.models import OutboxMail

WORD_BYTES = 42  # a word of 75 characters at most, a line of 78


def sender() -> str:
    """Give the bare address of MAIL_FROM."""
    return _from(settings().mail_from)[0]


def message_id(mail: OutboxMail) -> str:
    """Give the same Message-ID each time: sent twice after a crash, it is still one mail."""
    return f"<{mail.id}.{int(mail.created_at.timestamp() * 1e6)}@{settings().public_host}>"


def message_of(mail: OutboxMail) -> bytes:
    """Give the whole message.

    Raises:
        ValueError: a header holds a line break.
    """
    # "=_" never occurs in quoted-printable.
    boundary = f"=_{mail.id}"
    headers = {
        "Subject": mail.subject,
        "From": _from(settings().mail_from)[1],
        "To": mail.to_address,
        "Date": format_datetime(mail.created_at.astimezone(UTC)),
        "Message-ID": message_id(mail),
        "Auto-Submitted": "auto-generated",
        "Content-Language": mail.language,
        **mail.headers,
        "MIME-Version": "1.0",
        "Content-Type": f'multipart/alternative; boundary="{boundary}"',
    }
    lines = [_header(name, value) for name, value in headers.items()]
    lines.append("")
    for kind, text in (("text/plain", mail.text), ("text/html", mail.html)):
        lines += [
            f"--{boundary}",
            f"Content-Type: {kind}; charset=utf-8",
            "Content-Transfer-Encoding: quoted-printable",
            "",
            _quoted(text),
        ]
    return "\r\n".join([*lines, f"--{boundary}--\r\n"]).encode("ascii")


@cache
def _from(setting: str) -> tuple[str, str]:
    """Give the bare address and the header."""
    name_and_address = parseaddr(setting)
    return name_and_address[1], formataddr(name_and_address)


def _header(name: str, value: str) -> str:
    if "\n" in value or "\r" in value:
        raise ValueError(f"a newline in the header {name}")
    return f"{name}: {value if value.isascii() else _encoded(value)}"


def _encoded(value: str) -> str:
    """Give encoded words (RFC 2047), whole characters in each, one a line."""
    words = [b""]
    for character in value:
        raw = character.encode()
        if len(words[-1]) + len(raw) > WORD_BYTES:
            words.append(b"")
        words[-1] += raw
    return "\r\n ".join(f"=?utf-8?b?{b64encode(word).decode()}?=" for word in words)


def _quoted(text: str) -> str:
    # Given \n, it breaks its own lines with \n too.
    quoted = binascii.b2a_qp(text.replace("\r\n", "\n").encode(), istext=True)
    return quoted.decode("ascii").replace("\n", "\r\n")
