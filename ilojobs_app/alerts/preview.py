"""What an alert would have found lately (B7): asked of the vacancies themselves."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, func, or_
from sqlmodel import Session, col, select

from ilojobs_app.alerts.criteria import AlertCriteria
from ilojobs_app.alerts.views import Preview
from ilojobs_app.vacancies import search
from ilojobs_app.vacancies.forms import forms
from ilojobs_app.vacancies.models import Vacancy

PERIOD = timedelta(days=30)
SHOWN_MAX = 10


def preview(session: Session, *, criteria: AlertCriteria, now: datetime) -> Preview:
    """Count the vacancies published in the last 30 days that match, and give the open ones.

    At most `SHOWN_MAX` are given; the count is of all.
    """
    matching = [
        col(Vacancy.published_at) > now - PERIOD,
        col(Vacancy.published_at) <= now,
        *_conditions(criteria),
    ]
    count = session.exec(select(func.count()).select_from(Vacancy).where(*matching)).one()
    if not count:
        return Preview(0, (), 0)
    closed = session.exec(
        select(func.count()).select_from(Vacancy).where(*matching, col(Vacancy.closes_at) < now)
    ).one()
    found = session.exec(
        select(Vacancy)
        .where(*matching, col(Vacancy.closes_at) >= now)
        .order_by(col(Vacancy.published_at).desc(), col(Vacancy.job_id))
        .limit(SHOWN_MAX)
    ).all()
    return Preview(count, found, closed)


def _conditions(criteria: AlertCriteria) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [
        or_(
            *(
                text.contains(f" {form}")
                for form in forms(word)
                for text in (col(Vacancy.search_fr), col(Vacancy.search_en))
            )
        )
        for word in search.words(criteria.keyword)
    ]
    if criteria.category:
        conditions.append(col(Vacancy.category) == criteria.category)
    if criteria.place:
        conditions.append(col(Vacancy.place) == criteria.place)
    return conditions
