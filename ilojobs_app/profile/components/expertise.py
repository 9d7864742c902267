"""The definitions of the levels above the question (R10): what opens covers no field."""

import reflex as rx

from ilojobs_app.core import lists
from ilojobs_app.core.i18n import _
from ilojobs_app.ui.frame import icon, page_link
from ilojobs_app.web import routes


def level_definitions() -> rx.Component:
    """Give what opens on the definitions; the browser's own disclosure."""
    return rx.el.details(
        rx.el.summary(_("Que veulent dire les niveaux ?"), icon("chevron-down")),
        rx.el.div(
            rx.el.dl(
                *(
                    rx.el.div(rx.el.dt(level.text()), rx.el.dd(level.definition()))
                    for level in lists.options("expertise_levels")
                ),
                class_name="dl dl--terms",
            ),
            page_link(
                _("Voir les niveaux sur leur page"), routes.EXPERTISE_LEVELS, class_name="link"
            ),
        ),
        class_name="facet",
    )
