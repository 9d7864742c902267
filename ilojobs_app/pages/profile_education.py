"""The profile: step « education »."""

import reflex as rx

from ilojobs_app.profile.components.degrees import degree_rule
from ilojobs_app.profile.components.steps import data_step
from ilojobs_app.profile.state.entries import EntriesState
from ilojobs_app.profile.state.fields import StepState
from ilojobs_app.profile.steps import EDUCATION
from ilojobs_app.web.pages import page


@page(
    "/profile/education",
    title=EDUCATION.title,
    on_load=[StepState.load(EDUCATION.slug), EntriesState.load(EDUCATION.slug)],
)
def profile_education() -> rx.Component:
    """Give the step."""
    return data_step(EDUCATION, degree_rule())
