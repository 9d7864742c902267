"""Tables of alerts. Criteria are kept once, however many candidates look for the same."""

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from ilojobs_app.core.db import UTCDateTime, enum_type

TERM_MAX = 120
_NOT_DELETED = sa.text("deleted_at IS NULL")


class Frequency(StrEnum):
    """How often an alert is sent; in the order in which pages offer it."""

    IMMEDIATE = "immediate"
    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"


class CriteriaRow(SQLModel, table=True):
    """Criteria that at least one alert has had.

    Args:
        matched_at: None until the next run.
        newest_at: when the last of their vacancies that were open at the last run appeared.
    """

    __tablename__ = "alert_criteria"

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(max_length=64, unique=True, description="As `AlertCriteria.key`.")
    conditions: int = Field(description="How many must hold.")
    matched_at: datetime | None = Field(default=None, sa_type=UTCDateTime, index=True)
    newest_at: datetime | None = Field(default=None, sa_type=UTCDateTime)


class CriteriaTerm(SQLModel, table=True):
    """A term that fulfils a condition of criteria: `category=professional`, `word=protec`."""

    __tablename__ = "alert_criteria_terms"
    # Both ways through the table are answered by an index alone.
    __table_args__ = (sa.Index(None, "term", "condition", "criteria_id"),)

    criteria_id: int = Field(primary_key=True, foreign_key="alert_criteria.id", ondelete="CASCADE")
    condition: int = Field(primary_key=True, sa_type=sa.SmallInteger)
    term: str = Field(max_length=TERM_MAX, primary_key=True)


class JobAlert(SQLModel, table=True):
    """What a candidate asked for (R17). Deleted ones stay a day, so that it can be undone (B7).

    `next_run_at` is None while nothing is to come: paused without an end, deleted, or « dès la
    publication » with nothing new. `last_run_at` is when the alert last looked for vacancies,
    whether it found any or not; at first, when it was created.
    """

    __tablename__ = "job_alerts"
    __table_args__ = (
        sa.Index(
            "uq_job_alerts_account_id_criteria_id",
            "account_id",
            "criteria_id",
            unique=True,
            sqlite_where=_NOT_DELETED,
            postgresql_where=_NOT_DELETED,
        ),
        # A run asks which schedules are due, then goes through the accounts in their order.
        sa.Index(None, "next_run_at", "time_zone", "frequency", "weekday"),
        sa.Index(None, "account_id", "next_run_at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="accounts.id", ondelete="CASCADE")
    criteria_id: int = Field(foreign_key="alert_criteria.id", index=True)
    criteria: dict[str, str] = Field(sa_type=sa.JSON, description="As `AlertCriteria.stored`.")
    frequency: Frequency = Field(sa_type=enum_type(Frequency))
    weekday: int = Field(default=0, sa_type=sa.SmallInteger, description="0 is Monday.")
    language: str = Field(max_length=2)
    time_zone: str = Field(max_length=64, description="IANA; one for all alerts of a candidate.")
    created_at: datetime = Field(sa_type=UTCDateTime)
    paused: bool = False
    paused_until: datetime | None = Field(default=None, sa_type=UTCDateTime)
    deleted_at: datetime | None = Field(default=None, sa_type=UTCDateTime, index=True)
    last_run_at: datetime = Field(sa_type=UTCDateTime)
    next_run_at: datetime | None = Field(default=None, sa_type=UTCDateTime)

    def is_paused(self, now: datetime) -> bool:
        """Say whether nothing is sent at `now`; a pause ends by itself at its date."""
        return self.paused and (self.paused_until is None or now < self.paused_until)


class Slot(SQLModel, table=True):
    """What a run works out once for all alerts of the same schedule.

    Args:
        suffix: end of the keys of its mails: the local day, or the instant of the run.
        next_run_at: when the alerts are due again.
        retry_at: the same for candidates who have had today's mail.
    """

    __tablename__ = "alert_slots"

    time_zone: str = Field(max_length=64, primary_key=True)
    frequency: Frequency = Field(sa_type=enum_type(Frequency), primary_key=True)
    weekday: int = Field(sa_type=sa.SmallInteger, primary_key=True)
    suffix: str = Field(max_length=40)
    next_run_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    retry_at: datetime | None = Field(default=None, sa_type=UTCDateTime)


class SeenVacancy(SQLModel, table=True):
    """A published vacancy that has been matched.

    Args:
        appeared_at: when candidates could first read it, whatever its date of publication says:
            a notice that is imported at noon bears the midnight before.
        version_at: `Vacancy.updated_at` of the version that was matched.
    """

    __tablename__ = "alert_vacancies"

    job_id: int = Field(
        sa_column=sa.Column(
            sa.Integer,
            sa.ForeignKey("vacancies.job_id", ondelete="CASCADE"),
            primary_key=True,
            autoincrement=False,
        )
    )
    appeared_at: datetime = Field(sa_type=UTCDateTime, index=True)
    version_at: datetime = Field(sa_type=UTCDateTime)


class VacancyTerm(SQLModel, table=True):
    """A term that a seen vacancy has, among those that criteria look for."""

    __tablename__ = "alert_vacancy_terms"

    term: str = Field(max_length=TERM_MAX, primary_key=True)
    job_id: int = Field(
        primary_key=True, foreign_key="alert_vacancies.job_id", ondelete="CASCADE", index=True
    )


class Match(SQLModel, table=True):
    """A seen vacancy is what criteria look for."""

    __tablename__ = "alert_matches"

    criteria_id: int = Field(primary_key=True, foreign_key="alert_criteria.id", ondelete="CASCADE")
    job_id: int = Field(
        primary_key=True, foreign_key="alert_vacancies.job_id", ondelete="CASCADE", index=True
    )


class Digest(SQLModel, table=True):
    """A mail to a candidate, of all alerts that were due together.

    `key` is the mail's `dedupe_key` in the outbox: account and local day, or for « dès la
    publication » account and instant of the run.
    """

    __tablename__ = "alert_digests"

    id: int | None = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="accounts.id", ondelete="CASCADE", index=True)
    key: str = Field(max_length=80, unique=True)
    language: str = Field(max_length=2)
    created_at: datetime = Field(sa_type=UTCDateTime)


class Sending(SQLModel, table=True):
    """The part of one alert in a digest: what appeared after `since`, up to `until`.

    `sent_at` is None until the mail is rendered with something of this alert in it; `job_ids` is
    what that was, the nearest deadline first.
    """

    __tablename__ = "alert_sendings"

    digest_id: int = Field(primary_key=True, foreign_key="alert_digests.id", ondelete="CASCADE")
    alert_id: int = Field(
        primary_key=True, foreign_key="job_alerts.id", ondelete="CASCADE", index=True
    )
    since: datetime = Field(sa_type=UTCDateTime)
    until: datetime = Field(sa_type=UTCDateTime)
    sent_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    job_ids: list[int] | None = Field(default=None, sa_type=sa.JSON)


class UnsubscribeLink(SQLModel, table=True):
    """The secret of the links in one mail, as a digest: a copy of the database stops no alert."""

    __tablename__ = "alert_unsubscribe_links"

    secret_digest: str = Field(max_length=64, primary_key=True)
    digest_id: int = Field(foreign_key="alert_digests.id", ondelete="CASCADE", index=True)


class RunLock(SQLModel, table=True):
    """One row: whoever holds its lock runs the alerts, so that two workers never both do."""

    __tablename__ = "alert_run_locks"

    id: int = Field(
        sa_column=sa.Column(sa.Integer, primary_key=True, autoincrement=False), default=1
    )
    ran_at: datetime = Field(sa_type=UTCDateTime)
