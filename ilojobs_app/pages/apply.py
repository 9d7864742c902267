"""Apply for a vacancy: its head is the server's, the rest follows the candidate's state."""

import reflex as rx

from ilojobs_app.applications.components.form import application_form
from ilojobs_app.applications.state.page import ApplicationState
from ilojobs_app.core.i18n import N_
from ilojobs_app.ui.frame import island
from ilojobs_app.web import routes
from ilojobs_app.web.pages import page


@page(routes.APPLY, title=N_("Candidature"), on_load=ApplicationState.load)
def apply() -> rx.Component:
    """Give the vacancy's head, and the form or the refusal under it."""
    content = rx.el.div(application_form(), class_name="container container--mid")
    return rx.fragment(island(), content)
