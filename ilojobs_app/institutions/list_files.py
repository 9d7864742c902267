"""The files that lists come in: zipped or not, in UTF-8 or UTF-16, and what each list is."""

import gzip
import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from enum import StrEnum
from pathlib import Path
from typing import IO, TextIO, cast
from urllib.parse import urlsplit

from ilojobs_app.core.operator_json import encoding_of

_UNREADABLE = (OSError, zipfile.BadZipFile, EOFError, zlib.error, RuntimeError, UnicodeError)

# A name with a dot, whatever its script.
_HOST = re.compile(r"[^\s.]+(\.[^\s.]+)+\.?")

Watch = Callable[[IO[bytes], int], IO[bytes]]


class Format(StrEnum):
    """The kinds of list."""

    ROR = "ror"
    WHED = "whed"
    CSV = "csv"


class WrongFile(Exception):
    """A file cannot be read as the list it should be; the message says where and why."""


@contextmanager
def open_text(path: Path, watch: Watch) -> Iterator[TextIO]:
    """Open a list as text, unpacked; `watch` wraps its bytes.

    Raises:
        WrongFile: it cannot be read, now or while the caller reads on.
    """
    try:
        with path.open("rb") as file, ExitStack() as stack:
            stream: IO[bytes] = file
            size = path.stat().st_size
            packing = path.suffix.lower()
            if packing == ".zip":
                archive = stack.enter_context(zipfile.ZipFile(file))
                dump = _dump_in(archive)
                stream, size = stack.enter_context(archive.open(dump)), dump.file_size
            stream = watch(stream, size)
            if packing == ".gz":
                stream = cast(IO[bytes], stack.enter_context(gzip.open(stream)))
            start = io.BufferedReader(cast(io.RawIOBase, stream))
            yield io.TextIOWrapper(start, encoding=encoding_of(start.peek(2)), newline="")
    except UnicodeDecodeError:
        raise WrongFile(
            f"{path.name}{_foreign_line(path)}: not UTF-8; save the file as UTF-8"
        ) from None
    except _UNREADABLE as error:
        reason = (isinstance(error, OSError) and error.strerror) or " ".join(str(error).split())
        raise WrongFile(f"{path.name}: {reason}") from error


def _foreign_line(path: Path) -> str:
    """Say in which line of a plain file a byte stands that is not UTF-8."""
    with path.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            try:
                line.decode("utf-8-sig")
            except UnicodeDecodeError:
                return f", line {number}" if path.suffix not in (".gz", ".zip") else ""
    return ""


def _dump_in(archive: zipfile.ZipFile) -> zipfile.ZipInfo:
    """Choose the dump of schema 2 where the archive also holds the one of schema 1."""
    found = [one for one in archive.infolist() if one.filename.endswith(".json")]
    if not found:
        raise zipfile.BadZipFile("no .json file inside")
    return max(found, key=lambda one: ("v2" in one.filename, one.filename))


def web_identifier(address: str) -> tuple[tuple[str, str], ...]:
    """Give the host of a web address as an identifier; none for an empty one.

    Raises:
        ValueError: it is no web address.
    """
    if not address:
        return ()
    try:
        host = urlsplit(address if "//" in address else f"//{address}").hostname or ""
    except ValueError:  # such as half an IPv6 address
        host = ""
    if not _HOST.fullmatch(host):
        raise ValueError(f"{address!r} is no web address")
    return (("web", host.removeprefix("www.")),)
