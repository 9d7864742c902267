"""What a database needs before the product serves from it: its tables, its lists, its samples."""

from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from ilojobs_app.consent.statements import check_statements
from ilojobs_app.core import clock
from ilojobs_app.core.db import engine, transaction
from ilojobs_app.core.lists import check_lists
from ilojobs_app.help.texts import check_help
from ilojobs_app.institutions.loading import load_embedded
from ilojobs_app.vacancies.categories import categories
from ilojobs_app.vacancies.samples import Outcome, refresh_samples
from ilojobs_app.vacancies.zones import check_zones

ALEMBIC_INI = Path(__file__).parent.parent / "alembic.ini"


def check_data() -> None:
    """Read every data file, so that a wrong one is named at start and not by a candidate.

    Raises:
        WrongList: names the file.
    """
    check_lists()
    categories()
    check_zones()
    check_statements(clock.now())
    check_help()


def migrate(revision: str = "head") -> None:
    """Bring the database of DATABASE_URL to a revision; nothing happens when it is there."""
    command.upgrade(Config(ALEMBIC_INI), revision)


def is_migrated() -> bool:
    """Say whether the database's tables are those that this release expects."""
    with engine().connect().execution_options(reading=True) as connection:
        found = MigrationContext.configure(connection).get_current_heads()
    return set(found) == _wanted_heads()


@cache
def _wanted_heads() -> set[str]:
    return set(ScriptDirectory.from_config(Config(ALEMBIC_INI)).get_heads())


def load_institutions() -> int:
    """Load the embedded institutions; give how many, 0 when they were there already."""
    with transaction() as session:
        return load_embedded(session, clock.now())


def keep_samples_open() -> int:
    """Load the sample vacancies with dates from today, unless real ones are there; give how many."""
    with transaction() as session:
        done = refresh_samples(session, clock.now())
    return 0 if done.outcome is Outcome.HAS_REAL else done.count
