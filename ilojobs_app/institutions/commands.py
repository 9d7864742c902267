"""`ilojobs institutions …`: the operator's commands for the list of institutions."""

import click

from ilojobs_app.core import clock
from ilojobs_app.core.db import transaction
from ilojobs_app.institutions.loading import load_embedded


@click.group()
def institutions() -> None:
    """Load, import and check the list of institutions."""


@institutions.command()
def load() -> None:
    """Load the embedded list, unless it is loaded already."""
    with transaction() as session:
        count = load_embedded(session, clock.now())
    click.echo(f"{count} institutions loaded." if count else "The embedded list is loaded already.")
