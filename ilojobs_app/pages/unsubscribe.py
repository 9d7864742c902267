"""What the link of an alert mail opens: wholly the server's, see `unsubscribe_data`."""

import reflex as rx

from ilojobs_app.core.i18n import N_
from ilojobs_app.ui.frame import island
from ilojobs_app.web import routes
from ilojobs_app.web.pages import page


@page(routes.UNSUBSCRIBE, title=N_("Ne plus recevoir d'alertes"))
def unsubscribe() -> rx.Component:
    """Give the place where the server's page stands."""
    return island()
