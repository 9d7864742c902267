"""The profile: step « expertise »."""

import reflex as rx

from ilojobs_app.profile.components.expertise import level_definitions
from ilojobs_app.profile.components.steps import data_step
from ilojobs_app.profile.state.entries import EntriesState
from ilojobs_app.profile.state.fields import StepState
from ilojobs_app.profile.steps import EXPERTISE
from ilojobs_app.web.pages import page


@page(
    "/profile/expertise",
    title=EXPERTISE.title,
    on_load=[StepState.load(EXPERTISE.slug), EntriesState.load(EXPERTISE.slug)],
)
def profile_expertise() -> rx.Component:
    """Give the step."""
    return data_step(EXPERTISE, level_definitions())
