"""Notices that may stand on any page: line lost, service away, session ended, service with a fault."""

import reflex as rx
from reflex_components_core.core.banner import has_connection_errors

from ilojobs_app.core.i18n import _, language
from ilojobs_app.ui.frame import AwayBar, Leaver, NeedsCookies, NetBar, SessionEnd, with_value
from ilojobs_app.ui.messages import banner
from ilojobs_app.web import routes
from ilojobs_app.web.policies import AwayState, FaultState, SignedOutState


def notices() -> list[rx.Component]:
    """Give what stands over the foot of the window, where the reader is: empty while all is well."""
    return [_session_end(), rx.el.div(rx.cond(FaultState.reference, _fault()), role="status")]


def bars() -> list[rx.Component]:
    """Give what stands over the head of the window."""
    return [
        NetBar.create(
            lost=has_connection_errors,
            text=_("Connexion perdue. Votre saisie reste sur cet appareil."),
        ),
        AwayBar.create(
            told_at=AwayState.told_at,
            text=_(
                "Le service ne répond pas. Votre saisie reste sur cet appareil : réessayez dans un "
                "instant."
            ),
        ),
        Leaver.create(foreign=SignedOutState.is_foreign),
    ]


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


def _session_end() -> rx.Component:
    return SessionEnd.create(
        told_at=SignedOutState.told_at,
        texts={
            "minutes": _("Votre session prend fin dans %(n)s minutes") % {"n": "{n}"},
            "minute": _("Votre session prend fin dans une minute"),
            "idle": _("Vous n'avez rien saisi depuis un moment. Souhaitez-vous continuer ?"),
            "final": _("Vous devrez alors vous reconnecter. Votre saisie sera conservée."),
            "stay": _("Rester connecté"),
            "stays": _("Votre session continue."),
            "ended": _("Votre session a pris fin"),
            "kept": _("Votre saisie est conservée. Reconnectez-vous pour continuer."),
            "signIn": _("Se connecter"),
        },
        href=f"/{language()}{routes.SIGN_IN}",
    )


def _fault() -> rx.Component:
    sentence = _(
        "Votre saisie est conservée. Réessayez dans un instant. Si la panne persiste, "
        "écrivez-nous en citant la référence %(reference)s."
    )
    return banner(
        "err",
        rx.el.p(with_value(sentence, FaultState.reference)),
        rx.el.p(
            rx.el.button(
                _("Fermer"),
                type="button",
                class_name="btn btn--secondary",
                on_click=FaultState.dismiss,
            ),
            class_name="banner__actions",
        ),
        title=_("Le service a rencontré une panne"),
    )
