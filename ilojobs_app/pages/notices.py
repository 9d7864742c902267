"""Notices that may stand on any page: session ended, service away, service with a fault."""

import reflex as rx

from ilojobs_app.core.i18n import _
from ilojobs_app.ui.frame import AwayBar, Leaver, NeedsCookies, page_link, with_value
from ilojobs_app.ui.messages import banner
from ilojobs_app.web import routes
from ilojobs_app.web.policies import AwayState, FaultState, SignedOutState


def notices() -> rx.Component:
    """Give the places of all; empty as long as all is well."""
    return rx.fragment(
        Leaver.create(foreign=SignedOutState.is_foreign),
        AwayBar.create(
            away=AwayState.is_away,
            text=_(
                "Le service ne répond pas. Votre saisie reste sur cet appareil : réessayez dans un "
                "instant."
            ),
            on_back=AwayState.back,
        ),
        rx.el.div(
            rx.cond(SignedOutState.signed_out, _signed_out()),
            rx.cond(FaultState.reference, _fault()),
            role="status",
        ),
    )


def needs_cookies(path: str) -> rx.Component:
    """Say on a page that is of no use without cookies that the browser refuses them."""
    if path not in routes.WITH_COOKIES:
        return rx.fragment()
    sentence = _(
        "Vous pouvez lire tout le site. Pour créer un compte, vous connecter, remplir votre profil "
        "ou postuler, autorisez les cookies de ce site dans les réglages de votre navigateur, puis "
        "rechargez la page."
    )
    notice = banner("warn", rx.el.p(sentence), title=_("Votre navigateur refuse les cookies"))
    return NeedsCookies.create(rx.el.div(notice, class_name="container mt-5"))


def _signed_out() -> rx.Component:
    """What was typed is kept in the tab meanwhile."""
    return rx.el.div(
        banner(
            "warn",
            rx.el.p(_("Votre saisie est conservée. Reconnectez-vous pour continuer.")),
            rx.el.p(page_link(_("Se connecter"), routes.SIGN_IN, custom_attrs={"data-return": ""})),
            title=_("Votre session a pris fin"),
        ),
        class_name="container mt-5",
    )


def _fault() -> rx.Component:
    sentence = _(
        "Votre saisie est conservée. Réessayez dans un instant. Si la panne persiste, "
        "écrivez-nous en citant la référence %(reference)s."
    )
    return rx.el.div(
        banner(
            "err",
            rx.el.p(with_value(sentence, FaultState.reference)),
            rx.el.p(
                rx.el.button(
                    _("Fermer"),
                    type="button",
                    class_name="btn btn--secondary",
                    on_click=FaultState.dismiss,
                )
            ),
            title=_("Le service a rencontré une panne"),
        ),
        class_name="container mt-5",
    )
