"""Import of vacancies from the JSON that `docs/vacancies-import.md` describes."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from pydantic import ValidationError
from sqlmodel import Session, col, select

from ilojobs_app.core.i18n import LANGUAGES
from ilojobs_app.core.operator_json import WrongJson, fault, read_json
from ilojobs_app.vacancies.deadlines import closing_instant
from ilojobs_app.vacancies.import_format import Entry, File, Heading, texts_of
from ilojobs_app.vacancies.models import Vacancy
from ilojobs_app.vacancies.notice import HEADINGS
from ilojobs_app.vacancies.search import place_code, search_text


class ImportRefused(Exception):
    """A file cannot be imported; nothing of it was.

    Args:
        errors: one line an error, with its place: `vacancies[3].title.en: Field required`.
    """

    def __init__(self, errors: list[str]) -> None:
        super().__init__("\n".join(errors))
        self.errors = errors


@dataclass(frozen=True)
class Imported:
    """How many vacancies an import added and updated, and how many open samples it closed."""

    added: int
    updated: int
    samples_closed: int = 0


def import_json(session: Session, *, content: bytes, now: datetime) -> Imported:
    """Add or update, by job ID, every vacancy of a JSON file.

    Raises:
        ImportRefused: the file is not as described; nothing was imported.
    """
    return import_data(session, data=_read(content), is_sample=False, now=now)


def import_data(session: Session, *, data: object, is_sample: bool, now: datetime) -> Imported:
    """Do the same with JSON already read; `is_sample` marks the vacancies as fictitious.

    Raises:
        ImportRefused: as above.
    """
    entries = _checked(data)
    known = sum(session.get(Vacancy, entry.job_id) is not None for entry in entries)
    for entry in entries:
        session.merge(_vacancy(entry, is_sample, now))
    session.flush()
    closed = 0 if is_sample or not entries else _close_samples(session, now)
    return Imported(len(entries) - known, known, closed)


def _read(content: bytes) -> object:
    try:
        return read_json(content)
    except WrongJson as error:
        raise ImportRefused([str(error)]) from None


def _checked(data: object) -> list[Entry]:
    try:
        entries = File.model_validate(data).vacancies
    except ValidationError as error:
        raise ImportRefused([fault(found) for found in error.errors()]) from None
    times = Counter(entry.job_id for entry in entries)
    twice = [
        f"vacancies[{position}].job_id: {entry.job_id} stands more than once in this file"
        for position, entry in enumerate(entries)
        if times[entry.job_id] > 1
    ]
    if twice:
        raise ImportRefused(twice)
    return entries


def _close_samples(session: Session, now: datetime) -> int:
    """Let the fictitious vacancies end yesterday: nobody shall find them among real ones."""
    still_open = select(Vacancy).where(col(Vacancy.is_sample), col(Vacancy.closes_at) >= now)
    samples = session.exec(still_open).all()
    for sample in samples:
        today = now.astimezone(ZoneInfo(sample.time_zone)).date()
        sample.closes_at = closing_instant(today - timedelta(days=1), sample.time_zone)
        sample.updated_at = now
    session.flush()
    return len(samples)


def _vacancy(entry: Entry, is_sample: bool, now: datetime) -> Vacancy:
    zone = ZoneInfo(entry.time_zone)
    vacancy = Vacancy(
        **entry.model_dump(
            include={
                "job_id",
                "vacancy_number",
                "grade",
                "category",
                "time_zone",
                "contract_type",
                "duration_months",
                "country",
            }
        ),
        **texts_of(entry),
        published_at=datetime.combine(entry.published_on, time(), zone),
        closes_at=closing_instant(entry.closes_on, entry.time_zone),
        place=place_code(entry.duty_station.en),
        body_fr=_sections(entry.body.fr),
        body_en=_sections(entry.body.en),
        requirements=entry.requirements.model_dump(mode="json") if entry.requirements else None,
        is_sample=is_sample,
        updated_at=now,
    )
    for language in LANGUAGES:
        setattr(vacancy, f"search_{language}", search_text(vacancy, language))
    return vacancy


def _sections(body: Mapping[Heading, str]) -> list[dict[str, str]]:
    order = list(HEADINGS)
    in_order = sorted(body.items(), key=lambda section: order.index(section[0]))
    return [{"heading": heading, "text": text} for heading, text in in_order]
