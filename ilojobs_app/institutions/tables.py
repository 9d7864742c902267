"""Lists as tables: a WHED export, a plain CSV, whatever separates the cells."""

import csv
import re
from collections import Counter
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
_QUOTED = re.compile(r'"[^"]*"')


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
        if kind is Format.CSV and not mapping:
            _refuse_unknown(rows)
        codes = _country_codes()
        for row in rows:
            if None in row:
                raise ValueError("more cells than headings")
            cells = {column: one_line(row.get(headings[column]) or "") for column in COLUMNS}
            yield _table_entry(cells, codes, headings, kind)
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
    separator = max(SEPARATORS, key=_QUOTED.sub("", first).count)
    rows = csv.DictReader(chain([first], source), delimiter=separator, strict=True)
    headings = {column: mapping.get(column, column) for column in COLUMNS}
    given = [one_line(heading) for heading in rows.fieldnames or ()]
    rows.fieldnames = given
    if twice := [one for one, times in Counter(filter(None, given)).items() if times > 1]:
        raise ValueError(f"column {twice[0]} stands more than once")
    wanted = ("country", "name", *mapping)
    if missing := sorted({headings[one] for one in wanted} - set(given)):
        raise ValueError(f"no column {', '.join(missing)} among {', '.join(given)}")
    return rows, headings


def _refuse_unknown(rows: "csv.DictReader[str]") -> None:
    """Notice a misspelt heading of an own list; exports hold more columns than are read."""
    if unknown := sorted(set(filter(None, rows.fieldnames or ())) - set(COLUMNS)):
        raise ValueError(f"unknown column {', '.join(unknown)}; there are {', '.join(COLUMNS)}")


def _table_entry(
    cells: dict[str, str], codes: dict[str, str], headings: dict[str, str], kind: Format
) -> Entry:
    country = codes.get(fold(cells["country"]))
    if not country:
        raise ValueError(f"column {headings['country']}: unknown country {cells['country']!r}")
    if not cells["name"]:
        raise ValueError(f"column {headings['name']}: no name")
    try:
        web = web_identifier(cells["web"])
    except ValueError as error:
        raise ValueError(f"column {headings['web']}: {error}") from None
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
        identifiers=(*identifier, *web),
    )


def _country_codes() -> dict[str, str]:
    """Give the code of each country by its code or its name in either language."""
    return {
        fold(text): one.code
        for one in lists.options("territories")
        for text in (one.code, one.fr, one.en)
    }
