"""What templates show of a vacancy: small frozen views, worded in the current language."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from markupsafe import Markup

from ilojobs_app.core.i18n import _, format_date
from ilojobs_app.vacancies import categories, deadlines, notice
from ilojobs_app.vacancies.categories import Category
from ilojobs_app.vacancies.deadlines import Countdown
from ilojobs_app.vacancies.models import Vacancy
from ilojobs_app.vacancies.notice import Block

NEW = timedelta(days=7)
DESCRIPTION_MAX = 160


@dataclass(frozen=True)
class Standing:
    """That the reader has applied, or begun to: what is said of it, and where it goes on.

    Args:
        path: address after the language.
        is_submitted: or else a draft.
    """

    words: str
    action: str
    path: str
    is_submitted: bool


@dataclass(frozen=True)
class Row:
    """A vacancy as a line of a list. `standing`: None for visitors and who has not applied."""

    job_id: int
    grade: str
    title: str
    is_new: bool
    duty_station: str
    contract: str
    department: str
    countdown: Countdown
    closing_day: str
    is_sample: bool
    standing: Standing | None


@dataclass(frozen=True)
class Part:
    """A titled part of a section; the title is empty where the section's own is enough."""

    title: str
    blocks: list[Block]


@dataclass(frozen=True)
class Section:
    """A section of the notice under its heading; `anchor` is its id on the page."""

    anchor: str
    title: str
    parts: list[Part]


@dataclass(frozen=True)
class Notice:
    """A vacancy as its own page."""

    row: Row
    reference: str
    vacancy_number: str | None
    category: Category | None
    summary: str
    unit: str
    contract_type: str
    duration: str
    languages: str
    published_on: str
    apply_until: Markup
    short_deadline: str
    sections: list[Section]


def row_of(vacancy: Vacancy, now: datetime, standing: Standing | None = None) -> Row:
    """Word a vacancy for a list."""
    return Row(
        job_id=vacancy.job_id,
        grade=notice.grade(vacancy),
        title=vacancy.text("title"),
        is_new=now - vacancy.published_at <= NEW,
        duty_station=notice.duty_station(vacancy),
        contract=notice.contract(vacancy),
        department=vacancy.text("department"),
        countdown=deadlines.countdown(vacancy, now),
        closing_day=format_date(deadlines.closing_day(vacancy)),
        is_sample=vacancy.is_sample,
        standing=standing,
    )


def notice_of(vacancy: Vacancy, now: datetime, standing: Standing | None = None) -> Notice:
    """Word a vacancy for its own page."""
    return Notice(
        row=row_of(vacancy, now, standing),
        reference=vacancy.reference,
        vacancy_number=vacancy.vacancy_number,
        category=categories.find_category(vacancy.category),
        summary=vacancy.text("summary"),
        unit=vacancy.text("unit"),
        contract_type=notice.contract_type(vacancy),
        duration=notice.duration(vacancy),
        languages=vacancy.text("languages"),
        published_on=format_date(notice.publication_day(vacancy)),
        apply_until=_apply_until(vacancy),
        short_deadline=deadlines.short_deadline(vacancy),
        sections=_sections(vacancy),
    )


def description(vacancy: Vacancy) -> str:
    """Give the text that search engines show: grade, place and summary, at most 160 characters."""
    text = f"{notice.grade(vacancy)}, {notice.duty_station(vacancy)}. {vacancy.text('summary')}"
    if len(text) <= DESCRIPTION_MAX:
        return text
    return text[: DESCRIPTION_MAX - 1].rsplit(" ", 1)[0].rstrip(",;:.") + "…"


def _apply_until(vacancy: Vacancy) -> Markup:
    sentence = _("Candidatures jusqu'au %(moment)s, %(zone)s.")
    moment = Markup("<strong>{}</strong>").format(deadlines.deadline_moment(vacancy))
    zone = deadlines.zone_name(vacancy)
    return Markup(sentence) % {"moment": moment, "zone": zone}


def _sections(vacancy: Vacancy) -> list[Section]:
    """Give the sections of the notice; what is asked of candidates stands under one heading."""
    found: list[Section] = []
    for stored in vacancy.body():
        heading, title = stored["heading"], notice.heading(stored["heading"])
        blocks = notice.blocks(stored["text"])
        if heading not in notice.QUALIFICATIONS:
            found.append(Section(heading, title, [Part("", blocks)]))
        elif found and found[-1].anchor == "qualifications":
            found[-1].parts.append(Part(title, blocks))
        else:
            parts = [Part(title, blocks)]
            found.append(Section("qualifications", _("Qualifications requises"), parts))
    return found
