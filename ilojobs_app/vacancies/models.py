"""The table of vacancies: one row a notice, with its texts in both languages."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from ilojobs_app.core import i18n
from ilojobs_app.core.db import UTCDateTime

NUMBER_MAX = 64
TEXT_MAX = 250


class Vacancy(SQLModel, table=True):
    r"""A vacancy notice, as imported. Codes are words of `contract_types` and `categories`.

    Shapes of the JSON columns:
        body_fr, body_en: `[{"heading": "introduction", "text": "Paragraph.\n- Point"}, …]`, with
            the headings of `notice.HEADINGS`, each at most once, in reading order.
        requirements: as `requirements.Requirements`, or None where the notice states none.
    """

    __tablename__ = "vacancies"

    job_id: int = Field(
        sa_column=sa.Column(sa.Integer, primary_key=True, autoincrement=False),
        description="The public number, in the address of the notice.",
    )
    vacancy_number: str | None = Field(default=None, max_length=NUMBER_MAX)
    grade: str = Field(max_length=20)
    category: str = Field(max_length=40, index=True)
    published_at: datetime = Field(sa_type=UTCDateTime, index=True)
    closes_at: datetime = Field(
        sa_type=UTCDateTime,
        index=True,
        description="The last second in which the notice is open.",
    )
    time_zone: str = Field(max_length=64, description="IANA zone in which the deadline is said.")
    contract_type: str = Field(max_length=40)
    duration_months: int | None = None
    place: str = Field(
        max_length=TEXT_MAX,
        index=True,
        description="The duty station in an address: `geneva`.",
    )
    duty_station_fr: str = Field(max_length=TEXT_MAX, description="The town alone.")
    duty_station_en: str = Field(max_length=TEXT_MAX)
    country: str | None = Field(
        default=None, max_length=2, description="Alpha-2; None for work from home."
    )
    department_fr: str = Field(max_length=TEXT_MAX, description="Its acronym: SOCPRO.")
    department_en: str = Field(max_length=TEXT_MAX)
    unit_fr: str = Field(max_length=TEXT_MAX)
    unit_en: str = Field(max_length=TEXT_MAX)
    title_fr: str = Field(max_length=TEXT_MAX)
    title_en: str = Field(max_length=TEXT_MAX)
    summary_fr: str = Field(sa_type=sa.Text)
    summary_en: str = Field(sa_type=sa.Text)
    languages_fr: str = Field(max_length=TEXT_MAX, description="Languages required, in short.")
    languages_en: str = Field(max_length=TEXT_MAX)
    body_fr: list[dict[str, str]] = Field(sa_type=sa.JSON)
    body_en: list[dict[str, str]] = Field(sa_type=sa.JSON)
    requirements: dict[str, Any] | None = Field(default=None, sa_type=sa.JSON)
    is_sample: bool = Field(default=False, index=True)
    search_fr: str = Field(sa_type=sa.Text, description="All words, folded, between spaces.")
    search_en: str = Field(sa_type=sa.Text)
    updated_at: datetime = Field(sa_type=UTCDateTime)

    def text(self, name: str, language: str | None = None) -> str:
        """Give one of the texts (`title`, `summary`, `duty_station`, …) in a language.

        Args:
            language: `fr` or `en`; the current one unless given.
        """
        return str(getattr(self, f"{name}_{language or i18n.language()}"))

    def body(self, language: str | None = None) -> list[dict[str, str]]:
        """Give the sections of the notice in a language, the current one unless given."""
        return self.body_en if (language or i18n.language()) == "en" else self.body_fr

    @property
    def reference(self) -> str:
        """What candidates quote: the vacancy number, or the job ID where there is none."""
        return self.vacancy_number or str(self.job_id)
