"""Lists that an operator imports: the ROR dump, a WHED export, a plain CSV."""

import csv
import gzip
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from enum import StrEnum
from pathlib import Path
from typing import IO, Any, TextIO, cast
from urllib.parse import urlsplit

from ilojobs_app.core import lists
from ilojobs_app.core.text import fold, one_line
from ilojobs_app.institutions.generations import Entry, Name
from ilojobs_app.institutions.models import NameKind, Status

CHUNK = 1 << 16
BETWEEN = " \t\r\n,[]"
EDUCATION = "education"
# What a column of a table holds; a mapping file gives the headings used for them.
COLUMNS = ("country", "name", "name_fr", "name_en", "alias", "acronym", "city", "web", "identifier")

Watch = Callable[[IO[bytes], int], IO[bytes]]


class Format(StrEnum):
    """The kinds of list."""

    ROR = "ror"
    WHED = "whed"
    CSV = "csv"


class WrongFile(Exception):
    """A file cannot be read as the list it should be; the message says where and why."""


def _unwatched(stream: IO[bytes], _size: int) -> IO[bytes]:
    return stream


def read_list(
    path: Path,
    kind: Format,
    mapping: dict[str, str] | None = None,
    watch: Watch = _unwatched,
) -> Iterator[Entry]:
    """Read a list as a stream.

    Args:
        path: ROR: `.zip`, `.json`, or lines of JSON; each also `.gz`. Others: CSV in UTF-8.
        kind: which list it is.
        mapping: for tables, the heading of each of COLUMNS that has another one.
        watch: wraps the stream of bytes, of a size that is told, to see how far it has been read.

    Raises:
        WrongFile: with the place of what cannot be read.
    """
    if kind is Format.ROR:
        with _text(path, watch) as source:
            yield from filter(None, map(_ror_entry, _objects(source, path)))
        return
    with _text(path, watch) as source:
        yield from _table_entries(csv.DictReader(source), kind, mapping or {}, path)


@contextmanager
def _text(path: Path, watch: Watch) -> Iterator[TextIO]:
    try:
        with path.open("rb") as file, ExitStack() as stack:
            stream: IO[bytes] = file
            size = path.stat().st_size
            if path.suffix == ".zip":
                archive = stack.enter_context(zipfile.ZipFile(file))
                dump = _dump_in(archive)
                stream, size = stack.enter_context(archive.open(dump)), dump.file_size
            stream = watch(stream, size)
            if path.suffix == ".gz":
                stream = cast(IO[bytes], stack.enter_context(gzip.open(stream)))
            yield io.TextIOWrapper(stream, encoding="utf-8-sig", newline="")
    except (OSError, UnicodeDecodeError, zipfile.BadZipFile, EOFError) as error:
        raise WrongFile(f"{path.name}: {error}") from error


def _dump_in(archive: zipfile.ZipFile) -> zipfile.ZipInfo:
    """Choose the dump of schema 2 where the archive also holds the one of schema 1."""
    found = [one for one in archive.infolist() if one.filename.endswith(".json")]
    if not found:
        raise zipfile.BadZipFile("no .json file inside")
    return max(found, key=lambda one: ("v2" in one.filename, one.filename))


def _objects(source: TextIO, path: Path) -> Iterator[dict[str, Any]]:
    """Read the objects of a JSON array, or of lines, without holding the whole text."""
    decoder, text, read = json.JSONDecoder(), "", 0
    while chunk := source.read(CHUNK):
        text += chunk
        while text := text.lstrip(BETWEEN):
            try:
                item, end = decoder.raw_decode(text)
            except json.JSONDecodeError:
                break  # The rest of the object is in the next chunk.
            if not isinstance(item, dict):
                raise WrongFile(f"{path.name}: item {read + 1} is not an object")
            read, text = read + 1, text[end:]
            yield item
    if text.strip(BETWEEN):
        raise WrongFile(f"{path.name}: cut short or damaged after item {read}")


def _ror_entry(record: dict[str, Any]) -> Entry | None:
    """Read a record of ROR's schema 2; None for what is no place of education."""
    if EDUCATION not in record.get("types", [EDUCATION]):
        return None
    place = (record.get("locations") or [{}])[0].get("geonames_details", {})
    country = record.get("country") or place.get("country_code") or ""
    names = [_ror_name(name) for name in sorted(record.get("names", []), key=_shown_last)]
    if not country or not names:
        return None
    return Entry(
        country=country,
        city=one_line(record.get("city") or place.get("name") or ""),
        names=tuple(names),
        source=Format.ROR.value,
        identifiers=(("ror", record["id"].rsplit("/", 1)[-1]), *_web(_ror_address(record))),
        is_closed=record.get("status", "active") != "active",
    )


def _shown_last(name: dict[str, Any]) -> bool:
    return "ror_display" not in name["types"]


def _ror_name(name: dict[str, Any]) -> Name:
    kinds = set(name["types"])
    language = (name.get("lang") or "")[:8]
    if "acronym" in kinds:
        return Name(one_line(name["value"]), NameKind.ACRONYM, language)
    label = kinds & {"label", "ror_display"}
    return Name(one_line(name["value"]), NameKind.LABEL if label else NameKind.ALIAS, language)


def _ror_address(record: dict[str, Any]) -> str:
    links = [link.get("value", "") for link in record.get("links", [])]
    return next(iter([*record.get("web", []), *links]), "")


def _table_entries(
    rows: "csv.DictReader[str]", kind: Format, mapping: dict[str, str], path: Path
) -> Iterator[Entry]:
    headings = {column: mapping.get(column, column) for column in COLUMNS}
    missing = [
        headings[c] for c in ("country", "name") if headings[c] not in (rows.fieldnames or ())
    ]
    if missing:
        raise WrongFile(f"{path.name}: no column {', '.join(missing)}")
    codes = _country_codes()
    for number, row in enumerate(rows, 2):
        cells = {column: one_line(row.get(headings[column]) or "") for column in COLUMNS}
        country = codes.get(fold(cells["country"]))
        if not country or not cells["name"]:
            raise WrongFile(f"{path.name}, line {number}: {_lack(cells, country)}")
        yield _table_entry(cells, country, kind)


def _lack(cells: dict[str, str], country: str | None) -> str:
    return "no name" if country else f"unknown country {cells['country']!r}"


def _table_entry(cells: dict[str, str], country: str, kind: Format) -> Entry:
    names = [
        Name(cells["name"]),
        *(Name(cells[f"name_{code}"], language=code) for code in ("fr", "en")),
        *(Name(text.strip(), NameKind.ALIAS) for text in cells["alias"].split(";")),
        *(Name(text.strip(), NameKind.ACRONYM) for text in cells["acronym"].split(";")),
    ]
    identifier = ((kind.value, cells["identifier"]),) if cells["identifier"] else ()
    return Entry(
        country=country,
        city=cells["city"],
        names=tuple(name for name in names if name.text),
        status=Status.LISTED if kind is Format.WHED else Status.TO_BE_VERIFIED,
        source=kind.value,
        identifiers=(*identifier, *_web(cells["web"])),
    )


def _country_codes() -> dict[str, str]:
    """Give the code of each country by its code or its name in either language."""
    return {
        fold(text): one.code
        for one in lists.options("territories")
        for text in (one.code, one.fr, one.en)
    }


def _web(address: str) -> tuple[tuple[str, str], ...]:
    host = (urlsplit(address if "//" in address else f"//{address}").hostname or "").lower()
    return (("web", host.removeprefix("www.")),) if host else ()
