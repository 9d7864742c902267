"""Options > Compte: the head is the server's; country (R4) and notifications (R5) follow states."""

import reflex as rx

from ilojobs_app.accounts.components import residence
from ilojobs_app.accounts.state import ResidenceState
from ilojobs_app.alerts.components import notification_choices
from ilojobs_app.alerts.state.account import NotificationsState
from ilojobs_app.core.i18n import N_
from ilojobs_app.ui.frame import island
from ilojobs_app.web import routes
from ilojobs_app.web.pages import page


@page(
    routes.OPTIONS_ACCOUNT,
    title=N_("Compte"),
    on_load=[NotificationsState.load, ResidenceState.load],
)
def options_account() -> rx.Component:
    """Give the head, and the choices under it."""
    content = rx.el.div(residence(), notification_choices(), class_name="container container--mid")
    return rx.fragment(island(), content)
