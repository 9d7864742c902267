"""The profile: step « personal »."""

import reflex as rx

from ilojobs_app.profile.components.steps import data_step
from ilojobs_app.profile.state.fields import StepState
from ilojobs_app.profile.steps import PERSONAL
from ilojobs_app.web.pages import page


@page("/profile/personal", title=PERSONAL.title, on_load=[StepState.load(PERSONAL.slug)])
def profile_personal() -> rx.Component:
    """Give the step."""
    return data_step(PERSONAL)
