"""Commands of the operator: `ilojobs vacancies …`."""

from pathlib import Path

import click

from ilojobs_app.core import clock
from ilojobs_app.core.db import transaction
from ilojobs_app.vacancies.importing import ImportRefused, import_json
from ilojobs_app.vacancies.samples import Outcome, Samples, load_samples, refresh_samples

_SAID = {
    Outcome.LOADED: "Loaded {count} sample vacancies.",
    Outcome.REFRESHED: "Set the dates of {count} sample vacancies from today.",
    Outcome.KEPT: "The database already holds {count} sample vacancies. "
    "To set their dates from today: vacancies sample --refresh",
    Outcome.HAS_REAL: "The database holds real vacancies: samples are left as they are.",
}


@click.group()
def vacancies() -> None:
    """Import vacancies, or load the samples."""


@vacancies.command("import")
@click.argument("file", type=click.Path(path_type=Path))
def import_file(file: Path) -> None:
    """Add or update the vacancies of FILE (docs/vacancies-import.md), all or none."""
    try:
        content = file.read_bytes()
    except OSError as error:
        raise click.ClickException(f"{file}: {error.strerror}") from None
    try:
        with transaction() as session:
            imported = import_json(session, content=content, now=clock.now())
    except ImportRefused as refused:
        lines = "\n".join(f"  {line}" for line in refused.errors)
        raise click.ClickException(f"{file}: nothing was imported.\n{lines}") from None
    click.echo(f"{file}: {imported.added} added, {imported.updated} updated.")
    if imported.samples_closed:
        click.echo(f"The {imported.samples_closed} samples that were open are closed.")


@vacancies.command()
@click.option("--refresh", is_flag=True, help="Set the samples' dates anew, counted from today.")
def sample(refresh: bool) -> None:
    """Load the sample vacancies, unless the database holds real ones."""
    load = refresh_samples if refresh else load_samples
    with transaction() as session:
        done: Samples = load(session, clock.now())
    click.echo(_SAID[done.outcome].format(count=done.count))
