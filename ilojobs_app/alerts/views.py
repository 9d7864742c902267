"""What pages show of alerts: small frozen views. Texts are worded by whoever shows them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from ilojobs_app.alerts.criteria import AlertCriteria
from ilojobs_app.alerts.models import Frequency
from ilojobs_app.vacancies.models import Vacancy


@dataclass(frozen=True)
class Preview:
    """What criteria would have found among the vacancies of the last 30 days.

    Args:
        count: how many, those that have closed since included.
        vacancies: the open ones only (R16), the newest first, ten at most.
        closed: how many have closed since.
    """

    count: int
    vacancies: Sequence[Vacancy]
    closed: int


@dataclass(frozen=True)
class SentVacancy:
    """A vacancy of a mail that has left; not to be linked once it has closed (R16)."""

    job_id: int
    title_fr: str
    title_en: str
    is_open: bool


@dataclass(frozen=True)
class LastSending:
    """The last mail that held something of an alert."""

    sent_at: datetime
    vacancies: Sequence[SentVacancy]


@dataclass(frozen=True)
class AlertView:
    """An alert of the candidate.

    Args:
        next_run_at: in UTC; None for « dès la publication » and while paused without an end.
        paused_until: the end of the pause, where it has one.
    """

    id: int
    criteria: AlertCriteria
    frequency: Frequency
    weekday: int
    language: str
    time_zone: str
    is_paused: bool
    paused_until: datetime | None
    next_run_at: datetime | None
    last_sending: LastSending | None
    preview: Preview


@dataclass(frozen=True)
class UnsubscribeView:
    """What the link of a mail would stop; `alerts` are those that still exist."""

    alerts: Sequence[tuple[int, AlertCriteria]]
    wants_alerts: bool
