"""Lists as tables: a WHED export, a plain CSV, whatever separates the cells."""

import csv
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import TextIO

from ilojobs_app.core import lists
from ilojobs_app.core.text import fold, one_line
from ilojobs_app.institutions.generations import Entry, Name
from ilojobs_app.institutions.list_files import Format, WrongFile, web_identifier
from ilojobs_app.institutions.models import NameKind, Status

# What a column of a table holds; a mapping file gives the headings used for them.
COLUMNS = ("country", "name", "name_fr", "name_en", "alias", "acronym", "city", "web", "identifier")
SEPARATORS = ",;\t|"


def table_entries(
    source: TextIO, kind: Format, mapping: dict[str, str], path: Path
) -> Iterator[Entry]:
    """Read the institutions of a table; every column that a mapping names must be there.

    Raises:
        WrongFile: with the line of what cannot be read.
    """
    rows: csv.DictReader[str] | None = None
    try:
        rows, headings = _table(source, mapping, path)
        codes = _country_codes()
        for row in rows:
            cells = {column: one_line(row.get(headings[column]) or "") for column in COLUMNS}
            country = codes.get(fold(cells["country"]))
            if None in row:
                raise WrongFile(f"{path.name}, line {rows.line_num}: more cells than headings")
            if not country or not cells["name"]:
                raise WrongFile(f"{path.name}, line {rows.line_num}: {_lack(cells, country)}")
            yield _table_entry(cells, country, kind)
    except (csv.Error, ValueError) as error:
        if isinstance(error, UnicodeDecodeError):
            raise
        line = rows.reader.line_num if rows else 1
        raise WrongFile(f"{path.name}, line {line}: {error}") from None


def _table(
    source: TextIO, mapping: dict[str, str], path: Path
) -> tuple["csv.DictReader[str]", dict[str, str]]:
    """Open a table, whatever separates its cells, and give the heading of each column."""
    first = source.readline()
    if not first.strip():
        raise WrongFile(f"{path.name}: no line of headings")
    separator = max(SEPARATORS, key=first.count)
    rows = csv.DictReader(chain([first], source), delimiter=separator)
    headings = {column: mapping.get(column, column) for column in COLUMNS}
    given = rows.fieldnames or ()
    wanted = ("country", "name", *mapping)
    if missing := sorted({headings[one] for one in wanted} - set(given)):
        found = ", ".join(given)
        raise WrongFile(f"{path.name}, line 1: no column {', '.join(missing)} among {found}")
    return rows, headings


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
        identifiers=(*identifier, *web_identifier(cells["web"])),
    )


def _country_codes() -> dict[str, str]:
    """Give the code of each country by its code or its name in either language."""
    return {
        fold(text): one.code
        for one in lists.options("territories")
        for text in (one.code, one.fr, one.en)
    }
