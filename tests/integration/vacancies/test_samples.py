from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlmodel import Session, SQLModel, col, select

from ilojobs_app.core import db
from ilojobs_app.vacancies import service
from ilojobs_app.vacancies.categories import categories
from ilojobs_app.vacancies.commands import vacancies
from ilojobs_app.vacancies.deadlines import Urgency, urgency
from ilojobs_app.vacancies.models import Vacancy
from ilojobs_app.vacancies.samples import Outcome, load_samples, refresh_samples
from tests.factories.vacancies import make_vacancy


def test_samples_are_true_to_the_domain(session: Session, now: datetime) -> None:
    load_samples(session, now)
    samples = session.exec(select(Vacancy)).all()
    grades = " ".join(vacancy.grade for vacancy in samples)
    assert len(samples) >= 18
    assert all(family in grades for family in ("G5", "NOA", "P4", "D1", "INTERN", "JEA", "EXCOL"))
    assert set(service.count_by_category(session, now=now)) == {c.code for c in categories()}
    assert len({vacancy.time_zone for vacancy in samples}) >= 10
    assert any(vacancy.vacancy_number is None for vacancy in samples)
    states = [urgency(vacancy, now) for vacancy in samples]
    assert states.count(Urgency.CLOSED) == 2
    assert states.count(Urgency.LAST) >= 1
    assert states.count(Urgency.SOON) >= 2


def test_samples_have_full_texts_with_their_typography(session: Session, now: datetime) -> None:
    load_samples(session, now)
    for vacancy in session.exec(select(Vacancy)):
        for body in (vacancy.body_fr, vacancy.body_en):
            texts = {section["heading"]: section["text"] for section in body}
            assert len(texts) == 8, vacancy.job_id
            assert texts["duties"].count("- ") >= 5, vacancy.job_id
            assert not any("'" in text or text.startswith("@") for text in texts.values())
        assert len(vacancy.summary_fr) < 130


@pytest.mark.parametrize("hour", range(0, 24, 3))
def test_one_sample_always_closes_within_two_days(session: Session, hour: int) -> None:
    now = datetime(2027, 3, 27, hour, 30, tzinfo=UTC)
    load_samples(session, now)
    assert any(urgency(v, now) is Urgency.LAST for v in session.exec(select(Vacancy)))


def test_refreshing_keeps_samples_open(session: Session, now: datetime) -> None:
    assert load_samples(session, now).outcome is Outcome.LOADED
    later = now + timedelta(days=100)
    assert service.count_by_category(session, now=later) == {}
    assert load_samples(session, later).outcome is Outcome.KEPT
    assert refresh_samples(session, later).outcome is Outcome.REFRESHED
    assert sum(service.count_by_category(session, now=later).values()) == 20


def test_samples_stay_away_from_real_vacancies(session: Session, now: datetime) -> None:
    load_samples(session, now)
    make_vacancy(session)
    before = session.exec(select(Vacancy.closes_at).order_by(col(Vacancy.job_id))).all()
    for load in (load_samples, refresh_samples):
        assert load(session, now + timedelta(days=9)).outcome is Outcome.HAS_REAL
    session.expire_all()
    assert session.exec(select(Vacancy.closes_at).order_by(col(Vacancy.job_id))).all() == before


def test_commands_say_what_they_did(tmp_path: Path) -> None:
    SQLModel.metadata.create_all(db.engine())
    run = CliRunner().invoke
    assert "Loaded 22" in run(vacancies, ["sample"]).output
    assert "already holds 22" in run(vacancies, ["sample"]).output
    assert "from today" in run(vacancies, ["sample", "--refresh"]).output
    file = tmp_path / "vacancies.json"
    missing = run(vacancies, ["import", str(file)])
    assert (missing.exit_code, "No such file" in missing.output) == (1, True)
    file.write_text('{"vacancies": [{}]}', encoding="utf-8")
    wrong = run(vacancies, ["import", str(file)])
    assert wrong.exit_code == 1
    assert "nothing was imported" in wrong.output
    assert "vacancies[0].title: Field required" in wrong.output
    file.write_text('{"vacancies": []}', encoding="utf-8")
    done = run(vacancies, ["import", str(file)])
    assert (done.exit_code, "0 added, 0 updated" in done.output) == (0, True)
