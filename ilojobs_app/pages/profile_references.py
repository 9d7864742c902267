"""The profile: step « references »."""

import reflex as rx

from ilojobs_app.profile.components.steps import data_step
from ilojobs_app.profile.state.entries import EntriesState
from ilojobs_app.profile.state.fields import StepState
from ilojobs_app.profile.steps import REFERENCES
from ilojobs_app.web.pages import page


@page(
    "/profile/references",
    title=REFERENCES.title,
    on_load=[StepState.load(REFERENCES.slug), EntriesState.load(REFERENCES.slug)],
)
def profile_references() -> rx.Component:
    """Give the step."""
    return data_step(REFERENCES)
