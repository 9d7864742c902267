"""The rule on degrees beside the question (R13, R14), with both lists of accredited institutions."""

import reflex as rx

from ilojobs_app.core.i18n import _
from ilojobs_app.ui.frame import icon

WHED = "https://www.whed.net/home.php"
UNESCO = "http://www.unesco.org/education/educprog/wche/pwlist.htm"


def degree_rule() -> rx.Component:
    """Give what opens on the rule; the browser's own disclosure."""
    return rx.el.details(
        rx.el.summary(
            _("Quels diplômes comptent comme diplôme universitaire supérieur ?"),
            icon("chevron-down"),
        ),
        rx.el.div(
            rx.el.ul(
                rx.el.li(
                    _("Un master ou un doctorat obtenu dans un établissement accrédité compte.")
                ),
                rx.el.li(
                    _(
                        "Un certificat ou un diplôme d'études supérieures (post-graduate diploma) "
                        "n'en est pas un."
                    )
                ),
                rx.el.li(
                    _(
                        "Un établissement est accrédité s'il figure dans l'une de ces listes. Tant "
                        "que le BIT ne l'a pas vérifié, le diplôme n'est ni accepté ni refusé."
                    )
                ),
            ),
            rx.el.ul(
                rx.el.li(
                    _link(_("Base de données mondiale de l'enseignement supérieur (WHED)"), WHED)
                ),
                rx.el.li(_link(_("Liste de l'UNESCO"), UNESCO)),
            ),
            class_name="prose",
        ),
        class_name="facet",
    )


def _link(text: str, address: str) -> rx.Component:
    return rx.el.a(text, href=address, class_name="link", custom_attrs={"rel": "noopener"})
