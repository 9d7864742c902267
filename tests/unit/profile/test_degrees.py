"""Advanced degrees (R13, R14)."""

import pytest

from ilojobs_app.institutions.models import Status
from ilojobs_app.profile.degrees import Standing, standing, words


@pytest.mark.parametrize("level", ["master", "doctorate"])
@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (Status.LISTED, Standing.ADVANCED),
        (Status.NOT_LISTED, Standing.NOT_ACCREDITED),
        (Status.TO_BE_VERIFIED, Standing.TO_BE_VERIFIED),
    ],
)
def test_masters_and_doctorates_depend_on_accreditation(
    level: str, status: Status, expected: Standing
) -> None:
    assert standing({"level": level}, status) is expected


@pytest.mark.parametrize("level", ["secondary", "technical", "bachelor", "postgraduate", ""])
@pytest.mark.parametrize("status", Status)
def test_other_levels_are_never_advanced(level: str, status: Status) -> None:
    assert standing({"level": level}, status) is Standing.NOT_ADVANCED


def test_a_degree_in_progress_is_not_obtained() -> None:
    degree = {"level": "master", "in_progress": True}

    assert standing(degree, Status.LISTED) is Standing.IN_PROGRESS
    assert standing(degree, Status.NOT_LISTED) is Standing.NOT_ACCREDITED


@pytest.mark.parametrize("value", Standing)
def test_each_standing_is_said_in_words(value: Standing) -> None:
    assert words(value)
