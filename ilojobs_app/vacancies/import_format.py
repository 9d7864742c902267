"""The format of the import, as pydantic models. `docs/vacancies-import.md` says it in words."""

import re
from calendar import month_name, monthrange
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, field_validator
from pydantic_core.core_schema import ValidationInfo

from ilojobs_app.core import lists
from ilojobs_app.core.i18n import LANGUAGES
from ilojobs_app.core.text import clean, fold, one_line
from ilojobs_app.vacancies import zones
from ilojobs_app.vacancies.categories import find_category
from ilojobs_app.vacancies.models import NUMBER_MAX, TEXT_MAX
from ilojobs_app.vacancies.requirements import Requirements

SUMMARY_MAX = 500
SECTION_MAX = 20_000
BIGGEST_ID = 2**31 - 1
DAY = re.compile(r"20\d{2}-\d{2}-\d{2}", re.ASCII)
# Grades of posts outside the scales; `notice.grade` words them.
OUTSIDE_SCALES = ("INTERN", "JEA", "EXCOL")
TEXTS = ("duty_station", "department", "unit", "title", "summary", "languages")
Heading = Literal[
    "introduction",
    "duties",
    "education",
    "experience",
    "languages",
    "competencies",
    "conditions",
    "process",
]


def _clean(value: object) -> object:
    return clean(value) if isinstance(value, str) else value


def _one_line(value: object) -> object:
    # A line end in a title would break the subject of a mail.
    return one_line(value) if isinstance(value, str) else value


def _day(value: object) -> object:
    # Pydantic also takes numbers, and would read 20270111 as a day of 1970.
    if not (isinstance(value, str) and DAY.fullmatch(value)):
        raise ValueError("is not a date from 2000 to 2099, such as 2027-01-11")
    year, month, day = map(int, value.split("-"))
    if month not in range(1, 13):
        raise ValueError(f"is no date: there is no month {month}")
    if not 1 <= day <= (days := monthrange(year, month)[1]):
        raise ValueError(f"is no date: {month_name[month]} {year} has {days} days")
    return value


def _category(code: str) -> str:
    if find_category(code) is None:
        raise ValueError("is not a code of categories.json")
    return code


def _grade(code: str) -> str:
    # Notices write P4 where the profile's list writes P.4.
    scales = [one.code.replace(".", "") for one in lists.options("grades") if "." in one.code]
    if code not in (known := (*scales, *OUTSIDE_SCALES)):
        raise ValueError(f"is not a grade: {', '.join(known)}")
    return code


def _listed(name: str) -> AfterValidator:
    def check(code: str) -> str:
        if not lists.is_option(name, code):
            raise ValueError(f"is not a code of {name}.json")
        return code

    return AfterValidator(check)


def _zone(name: str) -> str:
    if not zones.is_zone(name):
        raise ValueError("is not an IANA time zone, such as Africa/Abidjan")
    return name


Text = Annotated[str, Field(min_length=1, max_length=TEXT_MAX), BeforeValidator(_one_line)]
Summary = Annotated[str, Field(min_length=1, max_length=SUMMARY_MAX), BeforeValidator(_one_line)]
Section = Annotated[str, Field(min_length=1, max_length=SECTION_MAX), BeforeValidator(_clean)]
Number = Annotated[str, Field(min_length=1, max_length=NUMBER_MAX), BeforeValidator(_one_line)]
Grade = Annotated[str, BeforeValidator(_one_line), AfterValidator(_grade)]
Day = Annotated[date, BeforeValidator(_day)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Texts(_Strict):
    """A short text in both languages."""

    fr: Text
    en: Text


class Summaries(_Strict):
    """A sentence or two in both languages."""

    fr: Summary
    en: Summary


class Body(_Strict):
    """The sections in both languages, which must have the same headings."""

    fr: dict[Heading, Section]
    en: dict[Heading, Section]

    @field_validator("en")
    @classmethod
    def _same_headings(cls, value: dict[str, str], info: ValidationInfo) -> dict[str, str]:
        if "fr" in info.data and (differ := set(info.data["fr"]) ^ set(value)):
            raise ValueError(f"only one language has: {', '.join(sorted(differ))}")
        if "duties" not in value:
            raise ValueError("needs a section duties")
        return value


class Entry(_Strict):
    """One vacancy of the file."""

    job_id: Annotated[int, Field(strict=True, ge=1, le=BIGGEST_ID)]
    vacancy_number: Number | None = None
    grade: Grade
    category: Annotated[str, AfterValidator(_category)]
    time_zone: Annotated[str, AfterValidator(_zone)]
    published_on: Day
    closes_on: Day
    contract_type: Annotated[str, _listed("contract_types")]
    duration_months: Annotated[int, Field(strict=True, ge=1, le=120)] | None = None
    country: Annotated[str, _listed("territories")] | None = None
    duty_station: Texts
    department: Texts
    unit: Texts
    title: Texts
    summary: Summaries
    languages: Texts
    body: Body
    requirements: Requirements | None = None

    @field_validator("duty_station")
    @classmethod
    def _named(cls, value: Texts) -> Texts:
        if not fold(value.en):
            raise ValueError("en: no letter, of which its address could be made")
        return value

    @field_validator("closes_on")
    @classmethod
    def _after_publication(cls, value: date, info: ValidationInfo) -> date:
        if "published_on" in info.data and value < info.data["published_on"]:
            raise ValueError("is before published_on")
        return value


class File(_Strict):
    """The whole file."""

    vacancies: list[Entry]


def texts_of(entry: Entry) -> dict[str, Any]:
    """Give the columns of the texts that have one a language: `title_fr`, `title_en`, …"""
    return {
        f"{name}_{language}": getattr(getattr(entry, name), language)
        for name in TEXTS
        for language in LANGUAGES
    }
