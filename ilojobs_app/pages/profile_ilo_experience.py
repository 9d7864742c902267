"""The profile: step « ilo-experience »."""

import reflex as rx

from ilojobs_app.profile.components.steps import data_step
from ilojobs_app.profile.state.entries import EntriesState
from ilojobs_app.profile.state.fields import StepState
from ilojobs_app.profile.steps import ILO_EXPERIENCE
from ilojobs_app.web.pages import page


@page(
    "/profile/ilo-experience",
    title=ILO_EXPERIENCE.title,
    on_load=[StepState.load(ILO_EXPERIENCE.slug), EntriesState.load(ILO_EXPERIENCE.slug)],
)
def profile_ilo_experience() -> rx.Component:
    """Give the step."""
    return data_step(ILO_EXPERIENCE)
