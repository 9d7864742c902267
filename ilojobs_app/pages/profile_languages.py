"""The profile: step « languages »."""

import reflex as rx

from ilojobs_app.profile.components.steps import data_step
from ilojobs_app.profile.state.entries import EntriesState
from ilojobs_app.profile.state.fields import StepState
from ilojobs_app.profile.steps import LANGUAGES
from ilojobs_app.web.pages import page


@page(
    "/profile/languages",
    title=LANGUAGES.title,
    on_load=[StepState.load(LANGUAGES.slug), EntriesState.load(LANGUAGES.slug)],
)
def profile_languages() -> rx.Component:
    """Give the step."""
    return data_step(LANGUAGES)
