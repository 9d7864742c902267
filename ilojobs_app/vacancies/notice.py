"""The notice as it is read: its sections, its facts in words, and its copy for sealing (B1)."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from ilojobs_app.core import lists
from ilojobs_app.core.i18n import LANGUAGES, N_, _, ngettext, pgettext, use_language
from ilojobs_app.vacancies import categories, deadlines
from ilojobs_app.vacancies.models import Vacancy

HEADINGS = {
    "introduction": N_("Contexte"),
    "duties": N_("Tâches principales"),
    "education": N_("Formation"),
    "experience": N_("Expérience"),
    "languages": N_("Langues"),
    "competencies": N_("Compétences"),
    "conditions": N_("Conditions d'emploi"),
    "process": N_("Processus de recrutement"),
}
QUALIFICATIONS = ("education", "experience", "languages", "competencies")
COPY_FORMAT = 1


@dataclass(frozen=True)
class Block:
    """A paragraph (one line) or, when `is_list`, the points of a list."""

    is_list: bool
    lines: tuple[str, ...]


def blocks(text: str) -> list[Block]:
    """Split a section's text: each line is a paragraph, lines after `- ` are points of a list."""
    found: list[Block] = []
    for line in filter(None, map(str.strip, text.splitlines())):
        if not line.startswith("- "):
            found.append(Block(False, (line,)))
        elif found and found[-1].is_list:
            found[-1] = Block(True, (*found[-1].lines, line[2:].strip()))
        else:
            found.append(Block(True, (line[2:].strip(),)))
    return found


def grade(vacancy: Vacancy) -> str:
    """Word the grade: `P4` as it is, `INTERN` as « Stage »."""
    # Posts outside the scales have no grade of their own: the data keeps a code.
    words = {
        "INTERN": pgettext("grade", "Stage"),
        "JEA": pgettext("grade", "JEA"),
        "EXCOL": pgettext("grade", "Ext."),
    }
    return words.get(vacancy.grade, vacancy.grade)


def heading(key: str) -> str:
    """Word a heading of the body."""
    title = HEADINGS[key]
    return _(title)


def duty_station(vacancy: Vacancy) -> str:
    """Word the duty station with its country: « Genève, Suisse »."""
    town = vacancy.text("duty_station")
    return f"{town}, {lists.label('territories', vacancy.country)}" if vacancy.country else town


def duration(vacancy: Vacancy) -> str:
    """Word the duration: « 24 mois »; empty where the notice gives none."""
    months = vacancy.duration_months
    return ngettext("%(n)d mois", "%(n)d mois", months) % {"n": months} if months else ""


def publication_day(vacancy: Vacancy) -> date:
    """Give the date of publication on the vacancy's own calendar."""
    return vacancy.published_at.astimezone(ZoneInfo(vacancy.time_zone)).date()


def contract_type(vacancy: Vacancy) -> str:
    """Word the contract type: « Durée déterminée »."""
    return lists.label("contract_types", vacancy.contract_type)


def contract(vacancy: Vacancy) -> str:
    """Word contract type and duration: « Durée déterminée, 24 mois »."""
    return ", ".join(filter(None, (contract_type(vacancy), duration(vacancy))))


def notice_copy(vacancy: Vacancy) -> dict[str, Any]:
    """Give all that the notice says, in both languages, as plain JSON: what an application seals.

    Names from lists (category, contract, country) are written out, so that a copy reads the same
    after the lists have changed. Instants are ISO 8601 in UTC.
    """
    return {
        "format": COPY_FORMAT,
        "job_id": vacancy.job_id,
        "vacancy_number": vacancy.vacancy_number,
        "grade": vacancy.grade,
        "category": vacancy.category,
        "published_at": vacancy.published_at.isoformat(),
        "closes_at": vacancy.closes_at.isoformat(),
        "time_zone": vacancy.time_zone,
        "contract_type": vacancy.contract_type,
        "duration_months": vacancy.duration_months,
        "country": vacancy.country,
        "requirements": vacancy.requirements,
        "is_sample": vacancy.is_sample,
        **{language: _copy_in(vacancy, language) for language in LANGUAGES},
    }


def _copy_in(vacancy: Vacancy, language: str) -> dict[str, Any]:
    with use_language(language):
        return {
            "title": vacancy.text("title"),
            "summary": vacancy.text("summary"),
            "grade": grade(vacancy),
            "category": categories.short_name(vacancy.category),
            "deadline": deadlines.deadline(vacancy),
            "duty_station": vacancy.text("duty_station"),
            "duty_station_country": duty_station(vacancy),
            "department": vacancy.text("department"),
            "unit": vacancy.text("unit"),
            "contract": contract(vacancy),
            "languages": vacancy.text("languages"),
            "body": [
                {
                    "heading": section["heading"],
                    "title": heading(section["heading"]),
                    "text": section["text"],
                }
                for section in vacancy.body()
            ],
        }
