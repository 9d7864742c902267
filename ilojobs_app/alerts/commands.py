"""Commands of the operator: `ilojobs alerts …`."""

from datetime import UTC, datetime

import click

from ilojobs_app.alerts import digests, store
from ilojobs_app.core import clock, db


@click.group()
def alerts() -> None:
    """See the job alerts, and run what is due."""


@alerts.command()
@click.option(
    "--at",
    "moment",
    metavar="TIME",
    help="As if it were then: 2026-11-23T07:00+01:00; without an offset, UTC. Needs --dry-run.",
)
@click.option("--dry-run", is_flag=True, help="Show what would go out, and change nothing.")
def run(moment: str | None, dry_run: bool) -> None:
    """Match new vacancies and queue the mails that are due; the worker does it every minute."""
    if moment and not dry_run:
        # What is run for a time to come would be missing when that time comes.
        raise click.UsageError("--at needs --dry-run.")
    now = _instant(moment) if moment else clock.now()
    report = digests.run(now, dry_run=dry_run)
    verb = "would be queued" if dry_run else "queued"
    click.echo(
        f"At {now:%Y-%m-%d %H:%M} UTC: {report.alerts} alerts due, "
        f"{report.sendings} with something new, {report.mails} mails {verb}."
    )
    for mail in report.planned:
        numbers = ", ".join(str(alert_id) for alert_id in mail.alert_ids)
        click.echo(f"  account {mail.account_id}\t{mail.language}\talerts {numbers}")
    if report.mails > len(report.planned) > 0:
        click.echo(f"  and {report.mails - len(report.planned)} more")


@alerts.command("list")
def list_counts() -> None:
    """Count the alerts by frequency, and say when the next ones are due."""
    now = clock.now()
    with db.reading() as session:
        counts, last = store.count_alerts(session, now), digests.last_run_at(session)
    for one in counts:
        due = f"next due {one.next_run_at:%Y-%m-%d %H:%M} UTC" if one.next_run_at else "-"
        click.echo(f"{one.frequency}\t{one.active} active\t{one.paused} paused\t{due}")
    if not counts:
        click.echo("No alerts.")
    if last:
        click.echo(f"Last run with something to do: {last:%Y-%m-%d %H:%M} UTC.")


def _instant(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise click.BadParameter(f"{text!r} is no time such as 2026-11-23T07:00+01:00.") from None
