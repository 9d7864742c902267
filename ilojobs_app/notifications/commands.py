"""`ilojobs mail`: what an operator sees of the outbox, and does about it."""

from datetime import timedelta
from typing import BinaryIO

import click
from sqlmodel import col, select

from ilojobs_app.core import clock, db
from ilojobs_app.notifications.bounces import NotABounce, take_bounce
from ilojobs_app.notifications.delivery import retry
from ilojobs_app.notifications.housekeeping import purge
from ilojobs_app.notifications.models import MailStatus, OutboxMail

# What no database numbers beyond, and a century.
NUMBER_MAX = 2**31 - 1
LISTED_MAX = 100_000
DAYS_MAX = 36_500


@click.group()
def mail() -> None:
    """See the mails that wait or were given up, retry and purge them, take bounces."""


@mail.command("list")
@click.option(
    "--status",
    type=click.Choice([status.value for status in MailStatus]),
    help="Only mails of this status. Default: waiting and parked.",
)
@click.option(
    "--limit",
    type=click.IntRange(1, LISTED_MAX),
    default=50,
    show_default=True,
    help="At most so many, newest first.",
)
def list_mails(status: str | None, limit: int) -> None:
    """List mails: number, status, kind, tries, next try and reason."""
    wanted = [MailStatus(status)] if status else [MailStatus.WAITING, MailStatus.PARKED]
    query = select(OutboxMail).where(col(OutboxMail.status).in_(wanted))
    with db.reading() as session:
        found = session.exec(query.order_by(col(OutboxMail.id).desc()).limit(limit)).all()
    for row in found:
        due = f"{row.due_at:%Y-%m-%d %H:%M} UTC" if row.status is MailStatus.WAITING else "-"
        reason = "being sent" if row.leased_by else row.reason
        click.echo(f"{row.id}\t{row.status}\t{row.kind}\t{row.tries}\t{due}\t{reason}")
    if not found:
        click.echo("No such mail.")


@mail.command("retry")
@click.argument("mail_id", type=click.IntRange(1, NUMBER_MAX), required=False)
@click.option("--all", "every", is_flag=True, help="Every parked mail.")
def retry_mails(mail_id: int | None, every: bool) -> None:
    """Send a parked mail again, by its number, or all of them."""
    if (mail_id is None) != every:
        raise click.UsageError("Give the number of a mail, or --all.")
    with db.transaction() as session:
        count = retry(session, mail_id=mail_id, now=clock.now())
    if not count:
        raise click.ClickException("No such parked mail.")
    click.echo(f"{count} to be sent again.")


@mail.command("purge")
@click.option(
    "--days",
    type=click.IntRange(0, DAYS_MAX),
    default=90,
    show_default=True,
    help="Only mails older than so many days.",
)
@click.option("--parked", is_flag=True, help="Also those that were given up.")
def purge_mails(days: int, parked: bool) -> None:
    """Delete mails that have ended. Bounces of purged mails are not understood any more."""
    with db.transaction() as session:
        count = purge(session, older_than=timedelta(days=days), now=clock.now(), parked=parked)
    click.echo(f"{count} deleted.")


@mail.command("bounce")
@click.argument("files", type=click.File("rb"), nargs=-1, required=True)
def bounce(files: tuple[BinaryIO, ...]) -> None:
    """Take bounce messages, each a file, or `-` for standard input.

    An address that refuses mail for good, or on three days, gets no alerts until its owner starts
    them again. What is no such message changes nothing, and ends with exit code 1 once all files
    are read.
    """
    refused = False
    for file in files:
        name = getattr(file, "name", "-")
        try:
            with db.transaction() as session:
                numbers = take_bounce(session, raw=file.read(), now=clock.now())
            click.echo(f"{name}: mail {', '.join(map(str, numbers))}: address noted.")
        except NotABounce as error:
            refused = True
            click.echo(f"{name}: {error}.", err=True)
    if refused:
        raise click.exceptions.Exit(1)
