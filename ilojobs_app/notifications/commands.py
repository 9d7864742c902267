"""`ilojobs mail`: what an operator sees of the outbox, and how a parked mail is tried again."""

import click
from sqlmodel import col, select

from ilojobs_app.core import clock, db
from ilojobs_app.notifications.delivery import retry
from ilojobs_app.notifications.models import MailStatus, OutboxMail


@click.group()
def mail() -> None:
    """See the mails that wait or were given up, and retry them."""


@mail.command("list")
@click.option(
    "--status",
    type=click.Choice([status.value for status in MailStatus]),
    help="Only mails of this status. Default: waiting and parked.",
)
@click.option("--limit", default=50, show_default=True, help="At most so many, newest first.")
def list_mails(status: str | None, limit: int) -> None:
    """List mails: number, status, kind, tries, next try and reason."""
    wanted = [MailStatus(status)] if status else [MailStatus.WAITING, MailStatus.PARKED]
    query = select(OutboxMail).where(col(OutboxMail.status).in_(wanted))
    with db.reading() as session:
        found = session.exec(query.order_by(col(OutboxMail.id).desc()).limit(limit)).all()
    for row in found:
        due = f"{row.due_at:%Y-%m-%d %H:%M} UTC" if row.status is MailStatus.WAITING else "-"
        click.echo(f"{row.id}\t{row.status}\t{row.kind}\t{row.tries}\t{due}\t{row.reason}")
    if not found:
        click.echo("No such mail.")


@mail.command("retry")
@click.argument("mail_id", type=int, required=False)
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
