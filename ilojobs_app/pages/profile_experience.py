"""The profile: step « experience »."""

import reflex as rx

from ilojobs_app.profile.components.steps import data_step
from ilojobs_app.profile.state.entries import EntriesState
from ilojobs_app.profile.state.fields import StepState
from ilojobs_app.profile.steps import EXPERIENCE
from ilojobs_app.web.pages import page


@page(
    "/profile/experience",
    title=EXPERIENCE.title,
    on_load=[StepState.load(EXPERIENCE.slug), EntriesState.load(EXPERIENCE.slug)],
)
def profile_experience() -> rx.Component:
    """Give the step."""
    return data_step(EXPERIENCE)
