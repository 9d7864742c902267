"""Matching in the database finds what a loop over words and filters finds, on each database."""

import random
from collections.abc import Sequence
from typing import Any

import pytest
from sqlmodel import select

from ilojobs_app.alerts.criteria import AlertCriteria
from ilojobs_app.alerts.models import CriteriaRow, Match
from ilojobs_app.core.db import reading, transaction
from ilojobs_app.core.text import fold
from ilojobs_app.vacancies.forms import forms
from ilojobs_app.vacancies.models import Vacancy
from ilojobs_app.vacancies.search import search_text
from tests.integration.alerts.conftest import MINUTE, SATURDAY, SUNDAY, World

# Beginnings of each other, accents, and a word of one language only.
WORDS = ["pro", "protection", "Protéger", "sociale", "social", "état", "Etat", "é", "naïve", "2026"]
CATEGORIES = ["professional", "internships", "director"]
PLACES = {"Genève": "Geneva", "Dakar": "Dakar", "Turin": "Turin"}
ALERTS, VACANCIES = 40, 15


def some(rng: random.Random, least: int, most: int) -> str:
    return " ".join(rng.choice(WORDS) for _ in range(rng.randint(least, most)))


def notice(rng: random.Random) -> dict[str, Any]:
    french = rng.choice(list(PLACES))
    return {
        "category": rng.choice(CATEGORIES),
        "duty_station_fr": french,
        "duty_station_en": PLACES[french],
        "place": PLACES[french].lower(),
        "title_fr": some(rng, 1, 3),
        "title_en": some(rng, 1, 3),
    }


def wanted(rng: random.Random) -> AlertCriteria:
    return AlertCriteria(
        some(rng, 0, 3),
        rng.choice(["", *CATEGORIES]),
        rng.choice(["", "", *(place.lower() for place in PLACES.values())]),
    )


def is_wanted(criteria: AlertCriteria, vacancy: Vacancy) -> bool:
    """Say it without terms, conditions or folded columns."""
    text = f"{search_text(vacancy, 'fr')} {search_text(vacancy, 'en')}".split()
    return (
        criteria.category in ("", vacancy.category)
        and criteria.place in ("", vacancy.place)
        and all(
            any(word.startswith(forms(beginning)) for word in text)
            for beginning in fold(criteria.keyword).split()
        )
    )


def correct(world: World, job_id: int, changes: dict[str, Any]) -> None:
    with transaction(world.bind) as session:
        vacancy = session.get_one(Vacancy, job_id)
        for name, value in (changes | {"updated_at": SUNDAY + MINUTE}).items():
            setattr(vacancy, name, value)
        vacancy.search_fr, vacancy.search_en = (
            search_text(vacancy, "fr"),
            search_text(vacancy, "en"),
        )


def check(world: World, criteria: Sequence[AlertCriteria]) -> None:
    with reading(world.bind) as session:
        found = set(
            session.exec(
                select(CriteriaRow.key, Match.job_id).join(
                    Match, Match.criteria_id == CriteriaRow.id
                )
            )
        )
        vacancies = session.exec(select(Vacancy)).all()
    expected = {
        (one.key, vacancy.job_id)
        for one in criteria
        for vacancy in vacancies
        if is_wanted(one, vacancy)
    }
    assert found == expected
    assert expected


@pytest.mark.parametrize("seed", range(4))
def test_every_pair_is_found_and_no_other(world: World, seed: int) -> None:
    rng = random.Random(seed)
    for job_id in range(VACANCIES):
        world.publish(job_id, **notice(rng))  # so that every place exists
    found = list({one.key: one for one in (wanted(rng) for _ in range(ALERTS))}.values())
    early, late = found[: len(found) // 2], found[len(found) // 2 :]
    for one in early:
        world.alert(world.account(), SATURDAY, criteria=one)
    world.run(SUNDAY)
    check(world, early)
    # New criteria meet known vacancies, and some of these are corrected in the same run.
    for one in late:
        world.alert(world.account(), SUNDAY, criteria=one)
    for job_id in range(0, VACANCIES, 2):
        correct(world, job_id, notice(rng))
    world.publish(VACANCIES, at=SUNDAY + MINUTE, **notice(rng))
    world.run(SUNDAY + 2 * MINUTE)
    check(world, found)
