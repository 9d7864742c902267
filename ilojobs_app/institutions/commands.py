"""`ilojobs institutions …`: the operator's commands for the list of institutions."""

import hashlib
import re
import resource
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from time import monotonic
from typing import IO, BinaryIO, cast

import click
from rich.progress import (
    BarColumn,
    Progress,
    TaskProgressColumn,
    TextColumn,
    TimeElapsedColumn,
)

from ilojobs_app.core import clock
from ilojobs_app.core.db import reading, transaction
from ilojobs_app.core.operator_json import WrongJson, read_json
from ilojobs_app.core.text import one_line
from ilojobs_app.institutions import checking, importing
from ilojobs_app.institutions.alone import ImportRunning
from ilojobs_app.institutions.formats import COLUMNS, Format, WrongFile, read_list
from ilojobs_app.institutions.generations import Entry
from ilojobs_app.institutions.loading import load_embedded
from ilojobs_app.institutions.merging import Report

DOUBTFUL_SHOWN = 50
FILE = click.Path(path_type=Path)


@click.group()
def institutions() -> None:
    """Load, import and check the list of institutions."""


@institutions.command()
def load() -> None:
    """Load the embedded list, unless it is loaded already."""
    with transaction() as session:
        count = load_embedded(session, clock.now())
    click.echo(f"{count} institutions loaded." if count else "The embedded list is loaded already.")


@institutions.command("import")
@click.argument("file", type=FILE)
@click.option(
    "--format",
    "kind",
    type=click.Choice([kind.value for kind in Format]),
    required=True,
    help="Which list.",
)
@click.option("--mapping", type=FILE, help="JSON: the heading of each column, for whed and csv.")
@click.option("--complete", is_flag=True, help="What a WHED list lacks is not listed (R13).")
@click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing.")
def import_(file: Path, kind: str, mapping: Path | None, complete: bool, dry_run: bool) -> None:
    """Merge a list into the one that serves. An interrupted import leaves the old list."""
    if complete and kind != Format.WHED:
        raise click.UsageError("--complete goes with --format whed only.")
    began = monotonic()
    try:
        left_out = Counter[str]()
        entries = _read(file, Format(kind), _read_mapping(mapping), left_out)
        if dry_run:
            with reading() as session:
                report = importing.preview(session, entries, complete=complete)
        else:
            report = importing.import_list(
                transaction,
                entries,
                source=kind,
                digest=_digest(file),
                now=clock.now(),
                complete=complete,
            )
    except WrongFile as error:
        raise click.ClickException(f"{error}. The list is as it was.") from error
    except ImportRunning:
        raise click.ClickException("Another import is under way: wait for its end.") from None
    _tell(report, "would be " if dry_run else "")
    for country, count in left_out.items():
        click.echo(f"{count} left out: territories.json has no country {country}")
    click.echo(f"{monotonic() - began:.1f} s, {_peak_megabytes():.0f} MB of memory at most")


@institutions.command()
def check() -> None:
    """Print counts, doubtful duplicates, and countries with few institutions."""
    with reading() as session:
        found = checking.check(session)
    click.echo(f"{found.open} institutions with {found.names} names; {found.closed} closed.")
    for title, counts in (("Sources", found.sources), ("Statuses", found.statuses)):
        click.echo(f"{title}: " + ", ".join(f"{key} {count}" for key, count in counts.items()))
    shown = (
        f", of which {DOUBTFUL_SHOWN} are shown:" if len(found.doubtful) > DOUBTFUL_SHOWN else ""
    )
    click.echo(f"Doubtful duplicates: {len(found.doubtful)}{shown}")
    for line in found.doubtful[:DOUBTFUL_SHOWN]:
        click.echo(f"  {line}")
    few = ", ".join(f"{code} {count}" for code, count in found.few.items())
    click.echo(f"Countries with fewer than {checking.FEW}: {few or 'none'}")


def _read_mapping(path: Path | None) -> dict[str, str]:
    if path is None:
        return {}
    try:
        mapping = read_json(path.read_bytes())
    except OSError as error:
        raise WrongFile(f"{path.name}: {error.strerror}") from None
    except WrongJson as error:
        raise WrongFile(f"{path.name}: {error}") from None
    if not isinstance(mapping, dict):
        raise WrongFile(f"{path.name}: an object of columns and their headings is expected")
    for column, heading in mapping.items():
        if column not in COLUMNS:
            raise WrongFile(f"{path.name}: {column} is none of {', '.join(COLUMNS)}")
        if not isinstance(heading, str) or not one_line(heading):
            raise WrongFile(f"{path.name}: {column}: the text of a heading is expected")
    headings = {column: one_line(heading) for column, heading in mapping.items()}
    if headings.get("name", "name") == headings.get("country", "country"):
        raise WrongFile(f"{path.name}: country and name have the same heading")
    return headings


def _read(
    file: Path, kind: Format, mapping: dict[str, str], left_out: Counter[str]
) -> Iterator[Entry]:
    """Read a list, and show how much of the file and how many entries were read so far."""
    columns = BarColumn(), TaskProgressColumn(), TextColumn("{task.fields[entries]:,} read")
    with Progress(*columns, TimeElapsedColumn()) as progress:
        task = progress.add_task("import", entries=0)

        def watch(stream: IO[bytes], size: int) -> IO[bytes]:
            return progress.wrap_file(cast(BinaryIO, stream), total=size, task_id=task)

        for number, entry in enumerate(read_list(file, kind, mapping, watch, left_out), 1):
            progress.update(task, entries=number)
            yield entry


def _peak_megabytes() -> float:
    """Give the most memory that this process has held.

    On Linux, `getrusage` also counts what the process that started it held (fork, then exec).
    """
    status = Path("/proc/self/status")
    if status.exists() and (found := re.search(r"VmHWM:\s+(\d+) kB", status.read_text())):
        return int(found[1]) / 1024
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1024**2 if sys.platform == "darwin" else 1024)


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as source:
            return hashlib.file_digest(source, "sha256").hexdigest()
    except OSError as error:
        raise WrongFile(f"{path.name}: {error.strerror}") from None


def _tell(report: Report, prefix: str) -> None:
    for line in report.examples:
        click.echo(f"  {line}")
    counts = ", ".join(f"{count} {prefix}{change}" for change, count in report.counts.items())
    click.echo(counts or "Nothing to import.")
