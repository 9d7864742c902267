"""Lists that an operator imports: the ROR dump, a WHED export, a plain CSV."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, TextIO

from ilojobs_app.core import lists
from ilojobs_app.core.operator_json import TOO_LONG, WrongJson, unique
from ilojobs_app.core.text import one_line
from ilojobs_app.institutions.generations import Entry, Name
from ilojobs_app.institutions.list_files import (
    Format,
    Watch,
    WrongFile,
    open_text,
    web_identifier,
)
from ilojobs_app.institutions.models import NameKind
from ilojobs_app.institutions.tables import COLUMNS, table_entries

__all__ = ["COLUMNS", "Format", "WrongFile", "read_list"]

CHUNK = 1 << 16
# No record is nearly as long: reading on would cost time and memory for nothing.
ITEM_MAX = 1 << 22
BETWEEN = " \t\r\n,[]"
EDUCATION = "education"
STATUSES = ("active", "inactive", "withdrawn")

_NOTHING = {
    Format.ROR: "no record of type education, as ROR's schema 2 has them",
    Format.WHED: "no institution under the headings",
    Format.CSV: "no institution under the headings",
}


def _unwatched(stream: IO[bytes], _size: int) -> IO[bytes]:
    return stream


def read_list(
    path: Path,
    kind: Format,
    mapping: dict[str, str] | None = None,
    watch: Watch = _unwatched,
    left_out: Counter[str] | None = None,
) -> Iterator[Entry]:
    """Read a list as a stream.

    Args:
        path: ROR: `.zip`, `.json`, or lines of JSON; each also `.gz`. Others: CSV.
            All in UTF-8, or UTF-16 with its mark.
        kind: which list it is.
        mapping: for tables, the heading of each of COLUMNS that has another one.
        watch: wraps the stream of bytes, of a size that is told, to see how far it has been read.
        left_out: counts records of ROR by a country that no list offers; nobody could choose them.

    Raises:
        WrongFile: with the place of what cannot be read.
    """
    seen: set[tuple[str, str]] = set()
    found = 0
    with open_text(path, watch) as source:
        read = (
            _ror_entries(source, path, Counter() if left_out is None else left_out)
            if kind is Format.ROR
            else table_entries(source, kind, mapping or {}, path)
        )
        for entry in read:
            found += 1
            # Several institutions share a web address; an identifier says which is meant.
            own = {one for one in entry.identifiers if one[0] == kind}
            if twice := own & seen:
                raise WrongFile(
                    f"{path.name}: record {found}: identifier {twice.pop()[1]} stands more than once"
                )
            seen |= own
            yield entry
    if not found:
        raise WrongFile(f"{path.name}: {_NOTHING[kind]}")


def _objects(source: TextIO, path: Path) -> Iterator[dict[str, Any]]:
    """Read the objects of a JSON array, or of lines, without holding the whole text."""
    decoder, text, read = json.JSONDecoder(object_pairs_hook=unique), "", 0
    while chunk := source.read(CHUNK):
        text += chunk
        while text := text.lstrip(BETWEEN):
            try:
                item, end = decoder.raw_decode(text)
            except json.JSONDecodeError:
                if len(text) > ITEM_MAX:
                    raise WrongFile(
                        f"{path.name}: item {read + 1} is no record, or damaged"
                    ) from None
                break  # The rest of the object is in the next chunk.
            except WrongJson as error:
                raise WrongFile(f"{path.name}: item {read + 1}: {error}") from None
            except ValueError:
                raise WrongFile(f"{path.name}: item {read + 1}: {TOO_LONG}") from None
            except RecursionError:
                raise WrongFile(f"{path.name}: item {read + 1} is nested too deeply") from None
            if not isinstance(item, dict):
                raise WrongFile(f"{path.name}: item {read + 1} is not an object")
            read, text = read + 1, text[end:]
            yield item
    if text.strip(BETWEEN):
        after = f"cut short or damaged after item {read}" if read else "no list of records in JSON"
        raise WrongFile(f"{path.name}: {after}")


def _ror_entries(source: TextIO, path: Path, left_out: Counter[str]) -> Iterator[Entry]:
    countries = {one.code for one in lists.options("territories")}
    for number, record in enumerate(_objects(source, path), 1):
        try:
            entry = _ror_entry(record)
        except (KeyError, TypeError, AttributeError):
            # The dump of schema 1 has a name where schema 2 has names.
            raise WrongFile(f"{path.name}: item {number} is no record of ROR's schema 2") from None
        except ValueError as error:
            raise WrongFile(f"{path.name}: item {number}: {error}") from None
        if entry and entry.country in countries:
            yield entry
        elif entry:
            left_out[entry.country] += 1


def _ror_entry(record: dict[str, Any]) -> Entry | None:
    """Read a record of ROR's schema 2; None for what is no place of education."""
    identifier = record["id"].rsplit("/", 1)[-1]
    types = record.get("types", [EDUCATION])
    if not identifier or not isinstance(types, list):
        raise TypeError
    if EDUCATION not in types:
        return None
    place = (record.get("locations") or [{}])[0].get("geonames_details", {})
    country = record.get("country") or place["country_code"]
    names = [_ror_name(name) for name in sorted(record["names"], key=_shown_last)]
    if not isinstance(country, str) or not names or not all(name.text for name in names):
        raise TypeError
    if (status := record.get("status", "active")) not in STATUSES:
        raise ValueError(f"status: {status!r} is none of {', '.join(STATUSES)}")
    return Entry(
        country=country,
        city=one_line(record.get("city") or place.get("name") or ""),
        names=tuple(names),
        source=Format.ROR.value,
        identifiers=(("ror", identifier), *web_identifier(_ror_address(record))),
        is_closed=status != "active",
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
