"""What can be asked of the vacancies. Only open ones are ever listed (R1, R16)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, or_
from sqlmodel import Session, col, select

from ilojobs_app.core import i18n, lists
from ilojobs_app.core.errors import NotFound
from ilojobs_app.core.text import sort_key
from ilojobs_app.vacancies import deadlines, search
from ilojobs_app.vacancies.errors import VacancyClosed
from ilojobs_app.vacancies.forms import forms
from ilojobs_app.vacancies.models import Vacancy

PAGE_SIZE = 12


@dataclass(frozen=True)
class Criteria:
    """What a reader looks for; empty means everything.

    Args:
        keyword: words that must all begin a word somewhere in the notice, in one of their forms.
        category: a category's code.
        place: a duty station's code, as `Place.code`.
    """

    keyword: str = ""
    category: str = ""
    place: str = ""


@dataclass(frozen=True)
class VacancyPage:
    """A page of results; `page` counts from 1 and is within `pages`, which is at least 1."""

    vacancies: Sequence[Vacancy]
    total: int
    page: int
    pages: int


@dataclass(frozen=True)
class Place:
    """A duty station with open vacancies; `country` is alpha-2, None for work from home."""

    code: str
    name: str
    country: str | None

    @property
    def label(self) -> str:
        """Word it with its country: « Genève, Suisse »."""
        country = lists.label("territories", self.country) if self.country else ""
        return ", ".join(filter(None, (self.name, country)))


def list_open(session: Session, *, criteria: Criteria, page: int, now: datetime) -> VacancyPage:
    """List the open vacancies that match, the nearest deadline first, twelve a page."""
    matching = matching_open(criteria, now)
    total = session.exec(select(func.count()).select_from(Vacancy).where(*matching)).one()
    pages = max(1, -(-total // PAGE_SIZE))
    page = min(max(page, 1), pages)
    found = session.exec(
        select(Vacancy)
        .where(*matching)
        .order_by(col(Vacancy.closes_at), col(Vacancy.job_id))
        .offset((page - 1) * PAGE_SIZE)
        .limit(PAGE_SIZE)
    ).all()
    return VacancyPage(found, total, page, pages)


def matching_open(criteria: Criteria, now: datetime) -> list[ColumnElement[bool]]:
    """Give the conditions of an open vacancy that matches in the current language."""
    return [_is_open(now), *_conditions(criteria)]


def list_latest(session: Session, *, limit: int, now: datetime) -> Sequence[Vacancy]:
    """List the open vacancies published last, the newest first."""
    return session.exec(
        select(Vacancy)
        .where(_is_open(now))
        .order_by(col(Vacancy.published_at).desc(), col(Vacancy.job_id))
        .limit(limit)
    ).all()


def count_by_category(session: Session, *, now: datetime) -> dict[str, int]:
    """Count the open vacancies of each category that has any."""
    counted = session.exec(
        select(Vacancy.category, func.count()).where(_is_open(now)).group_by(Vacancy.category)
    ).all()
    return dict(counted)


def list_places(session: Session, *, now: datetime) -> list[Place]:
    """List the duty stations with open vacancies, by name in the current language."""
    name = Vacancy.duty_station_en if i18n.language() == "en" else Vacancy.duty_station_fr
    found = session.exec(
        select(Vacancy.place, func.max(name), func.max(Vacancy.country))
        .where(_is_open(now))
        .group_by(Vacancy.place)
    ).all()
    return sorted((Place(*row) for row in found), key=lambda place: sort_key(place.name))


def find_open(session: Session, *, job_id: int, now: datetime) -> Vacancy:
    """Give an open vacancy.

    Raises:
        NotFound: there is none with this job ID, or it is not published yet.
        VacancyClosed: its deadline has passed (R16); decided here, at the instant `now`.
    """
    vacancy = session.get(Vacancy, job_id) if 0 < job_id < 2**31 else None
    if vacancy is None or vacancy.published_at > now:
        raise NotFound
    if not deadlines.is_open(vacancy, now):
        raise VacancyClosed(vacancy)
    return vacancy


def _is_open(now: datetime) -> ColumnElement[bool]:
    return (col(Vacancy.published_at) <= now) & (col(Vacancy.closes_at) >= now)


def _conditions(criteria: Criteria) -> list[ColumnElement[bool]]:
    text = col(Vacancy.search_en if i18n.language() == "en" else Vacancy.search_fr)
    conditions = [
        or_(*(text.contains(f" {form}") for form in forms(word)))
        for word in search.words(criteria.keyword)
    ]
    if criteria.category:
        conditions.append(col(Vacancy.category) == criteria.category)
    if criteria.place:
        conditions.append(col(Vacancy.place) == criteria.place)
    return conditions
