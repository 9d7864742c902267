"""The definitions of the levels beside the question (R10): the browser's own popover."""

import reflex as rx

from ilojobs_app.core import lists
from ilojobs_app.core.i18n import _
from ilojobs_app.ui.frame import icon, page_link
from ilojobs_app.web import routes

POPOVER = "level-definitions"


def level_definitions() -> rx.Component:
    """Give the button and what it shows; Esc closes it, and the focus stays on the button."""
    return rx.el.div(
        rx.el.button(
            icon("info"),
            _("Que veulent dire les niveaux ?"),
            type="button",
            class_name="btn btn--quiet",
            custom_attrs={"popoverTarget": POPOVER},
        ),
        rx.el.div(
            rx.el.h2(_("Niveaux d'expertise"), class_name="h-s"),
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
            id=POPOVER,
            class_name="popover",
            role="dialog",
            custom_attrs={"popover": "auto", "aria-label": _("Niveaux d'expertise")},
        ),
    )
