"""`ilojobs`: the operator's command line. `docs/operating.md` describes each command."""

import asyncio
import os
import sys
from collections.abc import Sequence
from datetime import datetime, timedelta

import click
import structlog
from alembic.util import CommandError
from sqlalchemy.exc import DatabaseError, OperationalError

from ilojobs_app import preparation, supervisor
from ilojobs_app.accounts.housekeeping import delete_expired
from ilojobs_app.alerts import digests
from ilojobs_app.alerts import housekeeping as alerts_housekeeping
from ilojobs_app.alerts import mails as alerts_mails
from ilojobs_app.alerts import queueing as alerts_queueing
from ilojobs_app.alerts.commands import alerts
from ilojobs_app.core import logging, private
from ilojobs_app.core.away import patiently
from ilojobs_app.core.db import transaction
from ilojobs_app.core.lists import WrongList
from ilojobs_app.core.settings import ROOT, Settings, WrongSetting, is_loopback, settings, shown
from ilojobs_app.health import Readiness
from ilojobs_app.institutions.commands import institutions
from ilojobs_app.notifications import rendering
from ilojobs_app.notifications.commands import mail
from ilojobs_app.notifications.housekeeping import purge, purge_files
from ilojobs_app.notifications.worker import Chore, run_until_signal
from ilojobs_app.profile import resting
from ilojobs_app.vacancies.commands import vacancies

log = structlog.get_logger(__name__)

# Of these alone: what their subclasses say may quote a row.
CANNOT_BE_USED = {OperationalError, DatabaseError}
# These work on a database of any age; the others need the tables of this release.
ANY_DATABASE = {"run", "migrate", "settings", "health"}


@click.group()
@click.pass_context
def ilojobs(context: click.Context) -> None:
    """Run and look after ILO Jobs. Settings are environment variables (docs/operating.md)."""
    if "--help" in sys.argv:
        return
    keep_private()
    name = context.invoked_subcommand
    if name in ANY_DATABASE:
        return
    is_migrated = preparation.is_migrated
    if name == "worker":
        logging.configure()
    # The web server stays while the database is away, and so does the worker beside it.
    if patiently(is_migrated) if name == "worker" else is_migrated():
        return
    raise click.ClickException("The database is not up to date: call `ilojobs migrate` first.")


WORKERS = click.option(
    "--workers", type=click.IntRange(1, 64), help="Processes that serve the site. Default: WORKERS."
)


@ilojobs.command()
@WORKERS
def run(workers: int | None) -> None:
    """Prepare the database, then serve the site and send its mail until Ctrl-C."""
    count = workers or settings().workers
    supervisor.check_workers(count)
    supervisor.check_port()
    logging.configure()
    preparation.migrate()
    click.echo("  Database ready")
    if loaded := preparation.load_institutions():
        click.echo(f"  {loaded} institutions loaded")
    if samples := preparation.keep_samples_open():
        click.echo(f"  {samples} sample vacancies, open from today")
    sys.exit(supervisor.supervise(count))


@ilojobs.command()
@WORKERS
def serve(workers: int | None) -> None:
    """Serve the site alone, without the worker."""
    count = workers or settings().workers
    supervisor.check_workers(count)
    supervisor.check_port()
    command, env = supervisor.web_command(count), supervisor.web_environment()
    # Reflex looks for its configuration in the current folder, and elsewhere takes its defaults
    # without a word: states as readable files in the caller's folder, no Redis.
    os.chdir(ROOT)
    os.execve(command[0], command, env)


@ilojobs.command()
def worker() -> None:
    """Send mail and delete what has expired, until SIGTERM."""
    rendering.register(alerts_queueing.KIND, alerts_mails.render)
    chores = [
        Chore("delete expired", timedelta(hours=1), _delete_expired),
        Chore("purge mails", timedelta(hours=1), _purge_mails),
        Chore("drafts that rest", timedelta(hours=1), _remind_of_drafts),
        Chore("job alerts", timedelta(minutes=1), digests.run),
    ]
    patiently(lambda: run_until_signal(chores))


def _delete_expired(now: datetime) -> None:
    with transaction() as session:
        delete_expired(session, now=now)
        alerts_housekeeping.delete_expired(session, now=now)


def _purge_mails(now: datetime) -> None:
    kept = timedelta(days=settings().mail_kept_days)
    with transaction() as session:
        purge(session, older_than=kept, now=now)
    purge_files(settings().mail_folder, older_than=kept, now=now)


def _remind_of_drafts(now: datetime) -> None:
    with transaction() as session:
        resting.remind_and_delete(session, now=now)


@ilojobs.command()
@click.argument("revision", default="head")
def migrate(revision: str) -> None:
    """Bring the database's tables up to date."""
    preparation.migrate(revision)
    click.echo("The database is up to date.")


@ilojobs.command("settings")
def show_settings() -> None:
    """Show every setting with its value, secrets left out; exit code 2 when one is wrong."""
    for name, field in Settings.model_fields.items():
        value = shown(name, getattr(settings(), name))
        click.echo(f"{name.upper()}={value}\n    {field.description}")


@ilojobs.command()
def health() -> None:
    """Say what /health/ready says, a line a check; exit code 1 when something is wrong."""
    logging.configure()
    findings = asyncio.run(Readiness().findings())
    for name, finding in findings.items():
        facts = " ".join(f"{key}={value}" for key, value in finding.facts.items())
        click.echo(f"{name}\t{'ok' if finding.ok else 'wrong'}\t{facts}".rstrip())
    if not all(finding.ok for finding in findings.values()):
        raise click.exceptions.Exit(1)


for group in (alerts, institutions, mail, vacancies):
    ilojobs.add_command(group)


def keep_private() -> None:
    """Close DATA, and all that is made from now on, to everybody else on the machine."""
    os.umask(private.OTHERS)
    for line in private.close(settings().data, settings().database_file):
        logging.tell(line)


def check() -> None:
    """Refuse settings and data files with which the product must not start.

    Raises:
        WrongSetting: names the setting.
        WrongList: names the file.
    """
    chosen = settings()
    if not chosen.is_https and not is_loopback(chosen.public_host):
        raise WrongSetting(
            f"PUBLIC_URL: {chosen.public_url} is plain http, which is accepted for this machine "
            "only (http://localhost:…): passwords and sessions would travel in the clear. "
            "Give the https:// address."
        )
    preparation.check_data()


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command; a wrong setting ends it with one line and exit code 2.

    What else it ends with is one line too: a trace would say what the values were.
    """
    try:
        check()
        ilojobs(args=arguments, prog_name="ilojobs")
    except (WrongSetting, WrongList) as error:
        logging.tell(str(error))
        sys.exit(2)
    except Exception as error:
        if reason := _reason(error):
            logging.tell(reason)
        else:
            logging.configure()
            log.error("uncaught", error=error)
        sys.exit(1)


def _reason(error: Exception) -> str:
    """Say what an operator can mend; nothing where only kind and place may be said."""
    if isinstance(error, DatabaseError) and type(error) in CANNOT_BE_USED:
        reason = str(error.orig).strip().splitlines()[0]
        return f"DATABASE_URL: the database cannot be used: {reason}"
    if isinstance(error, CommandError):
        return f"DATABASE_URL: its tables cannot be brought there: {error}"
    if isinstance(error, OSError) and error.filename:
        return f"{error.filename}: {error.strerror}"
    return ""


if __name__ == "__main__":
    main()
