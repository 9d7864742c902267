"""A list of errors of several steps: each is named by entry and field, no two alike."""

from datetime import datetime

import pytest

from ilojobs_app.core.i18n import use_language
from ilojobs_app.profile.fields import KEY, Field, Kind, Step, StepData
from ilojobs_app.profile.pointing import words_of
from ilojobs_app.profile.steps import DATA_STEPS
from ilojobs_app.profile.validation import check_step

TOO_LONG = "é" * 5000


def wrong_values(fields: tuple[Field, ...], fill: str) -> dict[str, str | bool]:
    """Give a form of which every text is too long, or every field empty, and all is asked for."""
    texts = (Kind.TEXT, Kind.LONG_TEXT, Kind.EMAIL, Kind.PHONE)
    values: dict[str, str | bool] = {
        key: fill if field.kind in texts else "" for field in fields for key in field.keys
    }
    for field in fields:
        if field.when and not field.when.unless:
            values[field.when.field] = field.when.equals
    return values


def wrong_step(step: Step, fill: str) -> StepData:
    """Give a step that is wrong all over, with two entries of the same title."""
    data: StepData = dict(wrong_values(step.fields, fill))
    if step.entries:
        entry = wrong_values(step.entries.fields, fill)
        data[step.entries.name] = [{**entry, KEY: "a"}, {**entry, KEY: "b"}]
        if step.entries.when and not step.entries.when.unless:
            data[step.entries.when.field] = step.entries.when.equals
    return data


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("fill", ["", TOO_LONG], ids=["empty", "too-long"])
@pytest.mark.parametrize("step", DATA_STEPS, ids=lambda step: step.slug)
def test_no_two_errors_of_a_step_read_alike(
    step: Step, fill: str, language: str, now: datetime
) -> None:
    with use_language(language):
        data = wrong_step(step, fill)
        errors = check_step(step, data, now=now)
        said = [words_of(step, error, data) for error in errors]
    assert errors
    assert len(set(said)) == len(said)
