"""Options > Compte: the head is the server's, the choices of notifications follow the state (R5)."""

import reflex as rx

from ilojobs_app.alerts.components import notification_choices
from ilojobs_app.alerts.state.account import NotificationsState
from ilojobs_app.core.i18n import N_
from ilojobs_app.ui.frame import island
from ilojobs_app.web import routes
from ilojobs_app.web.pages import page


@page(routes.OPTIONS_ACCOUNT, title=N_("Compte"), on_load=NotificationsState.load)
def options_account() -> rx.Component:
    """Give the head, and the choices under it."""
    content = rx.el.div(notification_choices(), class_name="container container--mid")
    return rx.fragment(island(), content)
