"""Options > Alertes de poste: head and form are the server's, the list follows the state (R18)."""

import reflex as rx

from ilojobs_app.alerts.components import alert_list
from ilojobs_app.alerts.state.alerts import AlertsState
from ilojobs_app.core.i18n import N_
from ilojobs_app.ui.frame import island
from ilojobs_app.web import routes
from ilojobs_app.web.pages import page


@page(routes.OPTIONS_ALERTS, title=N_("Alertes de poste"), on_load=AlertsState.load)
def job_alerts() -> rx.Component:
    """Give the head, and the list under it."""
    content = rx.el.div(alert_list(), class_name="container container--mid mt-5")
    return rx.fragment(island(), content)
