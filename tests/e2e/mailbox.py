"""A candidate's mailbox: reads the files that the worker writes, as their mail program would."""

import email
import email.policy
import re
import time
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

PATIENCE_SECONDS = 15


@dataclass(frozen=True)
class Mail:
    """One mail; `link` is the first address in its text."""

    subject: str
    language: str
    text: str
    html: str

    @property
    def link(self) -> str:
        """Give the address that the candidate opens."""
        found = re.search(r"https?://\S+", self.text)
        assert found, f"no link in {self.subject}"
        return found.group().rstrip(".")


class Mailbox:
    """The mails of one server, each given once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read: set[str] = set()

    def wait_for(self, address: str) -> Mail:
        """Give the next unread mail to an address, as soon as it comes.

        Raises:
            TimeoutError: none came.
        """
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline:
            if found := self._unread(address):
                return found[0]
            time.sleep(0.1)
        raise TimeoutError(f"no mail to {address}")

    def unread(self, address: str) -> list[Mail]:
        """Give what has come for an address and was not read, without waiting."""
        found = []
        while mails := self._unread(address):
            found += mails
        return found

    def _unread(self, address: str) -> list[Mail]:
        for path in sorted(self._folder.glob("*.eml")):
            if path.name in self._read:
                continue
            message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
            assert isinstance(message, EmailMessage)
            if address in str(message["To"]):
                self._read.add(path.name)
                return [_mail(message)]
        return []


def _mail(message: EmailMessage) -> Mail:
    parts = [message.get_body((kind,)) for kind in ("plain", "html")]
    text, html = (part.get_content() if part else "" for part in parts)
    return Mail(str(message["Subject"]), str(message["Content-Language"]), text, html)
