"""Which vacancies are what which criteria look for: one statement for all of them.

Each vacancy that is new or corrected is written down as terms, once. Criteria match it when each
of their conditions has a term among them. Criteria are kept once however many alerts share them,
so that the work grows with what candidates look for, not with how many they are.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from ilojobs_app.alerts.criteria import WORD, terms_of
from ilojobs_app.alerts.models import CriteriaRow, CriteriaTerm, Match, SeenVacancy, VacancyTerm
from ilojobs_app.alerts.statements import changed, sql
from ilojobs_app.vacancies.models import Vacancy

_SEE = sql("""
    INSERT INTO alert_vacancies (job_id, appeared_at, version_at)
    VALUES (:job_id, :appeared_at, :version_at)
    ON CONFLICT (job_id) DO UPDATE SET version_at = excluded.version_at
""")
_ADD_TERM = sql("""
    INSERT INTO alert_vacancy_terms (term, job_id) VALUES (:term, :job_id) ON CONFLICT DO NOTHING
""")
_MATCH = """
    INSERT INTO alert_matches (criteria_id, job_id)
    SELECT c.id, v.job_id
    FROM alert_vacancy_terms v
    JOIN alert_criteria_terms t ON t.term = v.term AND t.condition = 0
    JOIN alert_criteria c ON c.id = t.criteria_id
    WHERE v.job_id IN :job_ids AND {criteria} AND (c.conditions = 1 OR c.conditions = (
        SELECT COUNT(DISTINCT o.condition)
        FROM alert_criteria_terms o
        JOIN alert_vacancy_terms w ON w.term = o.term AND w.job_id = v.job_id
        WHERE o.criteria_id = c.id
    ))
    ON CONFLICT DO NOTHING
"""
_JOB_IDS: sa.BindParameter[Any] = sa.bindparam("job_ids", expanding=True)
_MATCH_ALL = sql(_MATCH.format(criteria="TRUE")).bindparams(_JOB_IDS)
_MATCH_NEW = sql(_MATCH.format(criteria="c.matched_at IS NULL")).bindparams(_JOB_IDS)


def is_anything_new(session: Session, now: datetime) -> bool:
    """Say whether `match` has something to do."""
    return _has_new_criteria(session) or session.exec(_unseen(now).limit(1)).first() is not None


def match(session: Session, now: datetime, *, last_run_at: datetime) -> int:
    """Match vacancies that are new or corrected, and criteria that are new; give the new matches.

    A corrected vacancy is matched as if it were new, but keeps the instant at which it appeared:
    who has had it does not get it again.
    """
    found = 0
    if unseen := session.exec(_unseen(now)).all():
        _see(session, unseen, now, last_run_at)
        _forget(session, [vacancy.job_id for vacancy in unseen])
        found += _match(session, _MATCH_ALL, unseen, _all_words(session))
    if _has_new_criteria(session):
        known = {vacancy.job_id for vacancy in unseen}
        earlier = [vacancy for vacancy in _seen_open(session, now) if vacancy.job_id not in known]
        found += _match(session, _MATCH_NEW, earlier, _new_words(session))
        waiting = col(CriteriaRow.matched_at).is_(None)
        session.execute(sa.update(CriteriaRow).where(waiting).values(matched_at=now))
    return found


def _match(
    session: Session, statement: sa.TextClause, vacancies: Sequence[Vacancy], words: set[str]
) -> int:
    if not vacancies:
        return 0
    rows = [
        {"term": term, "job_id": vacancy.job_id}
        for vacancy in vacancies
        for term in terms_of(vacancy, words)
    ]
    session.execute(_ADD_TERM, rows)
    job_ids = [vacancy.job_id for vacancy in vacancies]
    return changed(session.execute(statement, {"job_ids": job_ids}))


def _see(
    session: Session, vacancies: Sequence[Vacancy], now: datetime, last_run_at: datetime
) -> None:
    # Imported at noon, a notice bears the midnight before: it appeared when it was imported. The
    # last run did not see it, whatever it says: its import may have taken longer than that run.
    after = last_run_at + timedelta(microseconds=1)
    rows = [
        {
            "job_id": vacancy.job_id,
            "appeared_at": min(now, max(vacancy.published_at, vacancy.updated_at, after)),
            "version_at": vacancy.updated_at,
        }
        for vacancy in vacancies
    ]
    session.execute(_SEE, rows)


def _forget(session: Session, job_ids: Sequence[int]) -> None:
    for table in (VacancyTerm, Match):
        session.execute(sa.delete(table).where(col(table.job_id).in_(job_ids)))


def _all_words(session: Session) -> set[str]:
    query = select(CriteriaTerm.term).where(col(CriteriaTerm.term).startswith(WORD)).distinct()
    return {term.removeprefix(WORD) for term in session.exec(query)}


def _new_words(session: Session) -> set[str]:
    query = (
        select(CriteriaTerm.term)
        .join(CriteriaRow, col(CriteriaRow.id) == col(CriteriaTerm.criteria_id))
        .where(col(CriteriaRow.matched_at).is_(None), col(CriteriaTerm.term).startswith(WORD))
        .distinct()
    )
    return {term.removeprefix(WORD) for term in session.exec(query)}


def _has_new_criteria(session: Session) -> bool:
    query = select(CriteriaRow.id).where(col(CriteriaRow.matched_at).is_(None)).limit(1)
    return session.exec(query).first() is not None


def _unseen(now: datetime) -> SelectOfScalar[Vacancy]:
    return (
        select(Vacancy)
        .outerjoin(SeenVacancy, col(SeenVacancy.job_id) == col(Vacancy.job_id))
        .where(
            col(Vacancy.published_at) <= now,
            col(Vacancy.closes_at) >= now,
            col(SeenVacancy.version_at).is_distinct_from(col(Vacancy.updated_at)),
        )
    )


def _seen_open(session: Session, now: datetime) -> Sequence[Vacancy]:
    query = select(Vacancy).join(SeenVacancy, col(SeenVacancy.job_id) == col(Vacancy.job_id))
    return session.exec(query.where(col(Vacancy.closes_at) >= now)).all()
