"""The profile: what to expect before the first step (R8)."""

import reflex as rx

from ilojobs_app.core.i18n import N_, _
from ilojobs_app.ui.frame import page_link
from ilojobs_app.ui.messages import banner
from ilojobs_app.web import routes
from ilojobs_app.web.pages import page


@page(routes.PROFILE, title=N_("Profil de candidat(e)"))
def profile() -> rx.Component:
    """Say what is needed, how long it takes, and what is kept meanwhile."""
    return rx.el.div(
        rx.el.div(
            rx.el.h1(_("Profil de candidat(e)")),
            rx.el.p(
                _(
                    "Prévoyez au moins 30 minutes, davantage si vous ajoutez des informations facultatives. Le profil est votre CV : le BIT n'accepte pas de CV en pièce jointe."
                ),
                class_name="lede mt-4",
            ),
            class_name="page-head",
        ),
        rx.el.div(
            rx.el.h2(_("Préparez")),
            rx.el.ul(
                rx.el.li(_("vos dates d'emploi, au mois près, et vos tâches et réalisations ;")),
                rx.el.li(_("vos diplômes, avec le nom de chaque établissement ;")),
                rx.el.li(_("vos langues et vos niveaux ;")),
                rx.el.li(_("de un à dix domaines d'expertise ;")),
                rx.el.li(
                    _(
                        "si vous le souhaitez, jusqu'à trois références, avec l'accord de ces "
                        "personnes."
                    )
                ),
            ),
            rx.el.h2(_("Comment cela se passe")),
            rx.el.ul(
                rx.el.li(
                    _(
                        "Le profil a huit étapes, que vous pouvez suivre dans l'ordre qui vous convient."
                    )
                ),
                rx.el.li(_("Les champs marqués d'un astérisque rouge sont obligatoires.")),
                rx.el.li(
                    _(
                        "Le profil est enregistré en une fois, quand tout est complet : jusque-là, "
                        "vous ne pouvez pas postuler."
                    )
                ),
                rx.el.li(
                    _(
                        "Ce que vous saisissez entre-temps est gardé en brouillon, visible de vous seul(e) : une coupure de connexion ou une session expirée ne vous fait rien perdre."
                    )
                ),
            ),
            class_name="prose",
        ),
        banner(
            "info",
            rx.el.p(
                _("Vous pouvez vous arrêter à tout moment et reprendre sur un autre appareil.")
            ),
        ),
        rx.el.p(
            page_link(
                _("Commencer ou reprendre"),
                "/profile/personal",
                class_name="btn btn--primary btn--l",
            ),
            " ",
            page_link(_("Voir le récapitulatif"), "/profile/summary", class_name="link"),
            class_name="cluster mt-6",
        ),
        class_name="container container--narrow stack",
    )
