"""The embedded sample vacancies: fictitious, and always open from the day they are loaded."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from ilojobs_app.core.lists import FOLDER
from ilojobs_app.vacancies.importing import import_data
from ilojobs_app.vacancies.models import Vacancy

FILE = FOLDER / "sample_vacancies.json"


class Outcome(StrEnum):
    """What became of a request for samples."""

    LOADED = "loaded"
    REFRESHED = "refreshed"
    KEPT = "kept"
    HAS_REAL = "has_real"


@dataclass(frozen=True)
class Samples:
    """The outcome, and how many samples it concerned."""

    outcome: Outcome
    count: int = 0


def load_samples(session: Session, now: datetime) -> Samples:
    """Load the samples into a database that holds no vacancy; leave any other as it is."""
    present = session.exec(select(Vacancy.job_id)).all()
    if _holds_real(session):
        return Samples(Outcome.HAS_REAL)
    return Samples(Outcome.KEPT, len(present)) if present else _load(session, now, Outcome.LOADED)


def refresh_samples(session: Session, now: datetime) -> Samples:
    """Set the samples' dates anew, counted from today; nothing where a real vacancy stands."""
    if _holds_real(session):
        return Samples(Outcome.HAS_REAL)
    return _load(session, now, Outcome.REFRESHED)


def _holds_real(session: Session) -> bool:
    real = select(Vacancy.job_id).where(col(Vacancy.is_sample).is_(False)).limit(1)
    return session.exec(real).first() is not None


def _load(session: Session, now: datetime, outcome: Outcome) -> Samples:
    file = json.loads(FILE.read_bytes())
    entries = [_entry(sample, file["texts"], now) for sample in file["vacancies"]]
    import_data(session, data={"vacancies": entries}, is_sample=True, now=now)
    return Samples(outcome, len(entries))


def _entry(sample: dict[str, Any], shared: dict[str, Any], now: datetime) -> dict[str, Any]:
    """Give a sample the form of the import: real dates, and `@name` replaced by the shared text."""
    today = now.astimezone(ZoneInfo(sample["time_zone"])).date()
    entry = {k: v for k, v in sample.items() if k not in {"opens_days_ago", "closes_in_days"}}
    entry["published_on"] = (today - timedelta(days=sample["opens_days_ago"])).isoformat()
    entry["closes_on"] = (today + timedelta(days=sample["closes_in_days"])).isoformat()
    entry["body"] = {
        language: {
            heading: shared[text[1:]][language] if text.startswith("@") else text
            for heading, text in sections.items()
        }
        for language, sections in sample["body"].items()
    }
    return entry
