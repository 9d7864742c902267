"""Create an account (R2 to R6)."""

import reflex as rx

from ilojobs_app.accounts.state import RegistrationState
from ilojobs_app.consent.components import consent_field, country_field, statement_dialog
from ilojobs_app.core.i18n import N_, _
from ilojobs_app.core.settings import settings
from ilojobs_app.ui.forms import field, form, pair, required_note
from ilojobs_app.ui.frame import FocusedHeading, page_link
from ilojobs_app.ui.messages import banner
from ilojobs_app.web import routes
from ilojobs_app.web.pages import page


@page(
    routes.REGISTER,
    title=N_("Créer un compte"),
    description=N_("Créez un compte pour recevoir des alertes de poste et postuler au BIT."),
    on_load=RegistrationState.dismiss,
)
def register() -> rx.Component:
    """Give the form, and after it was sent, what to do next."""
    return rx.el.div(
        rx.cond(RegistrationState.sent_to, _sent(), _form()),
        class_name="container container--narrow",
    )


def _form() -> rx.Component:
    return rx.fragment(
        rx.el.div(
            rx.el.h1(_("Créer un compte")),
            rx.el.p(
                _(
                    "Quelques minutes suffisent. Ce compte vous permet de recevoir des alertes ; "
                    "le profil complet n'est demandé que pour postuler."
                ),
                class_name="lede mt-4",
            ),
            class_name="page-head",
        ),
        rx.el.noscript(
            banner(
                "warn",
                rx.el.p(
                    _(
                        "Cette page a besoin de JavaScript. Activez-le dans votre navigateur "
                        "pour créer un compte."
                    )
                ),
            )
        ),
        form(
            rx.el.div(
                required_note(),
                rx.el.p(
                    _("Vous avez déjà un compte ?"),
                    " ",
                    page_link(_("Se connecter"), routes.SIGN_IN),
                    class_name="small",
                ),
            ),
            *_identity(),
            _notifications(),
            consent_field(
                RegistrationState,
                hint=_(
                    "Afin de créer un compte, il faut lire et accepter la déclaration de "
                    "confidentialité."
                ),
                declined=_("Déclaration refusée : le compte ne peut pas être créé"),
            ),
            rx.el.div(
                rx.el.button(
                    _("Créer un compte"),
                    type="submit",
                    class_name="btn btn--primary btn--l",
                    custom_attrs={"aria-busy": RegistrationState.busy},
                ),
                class_name="form-actions",
            ),
            name="register",
            class_name="stack",
            values={},
            errors=RegistrationState.errors,
            busy=RegistrationState.busy,
            on_submit=RegistrationState.submit,
        ),
        statement_dialog(RegistrationState),
        rx.el.div(_staff(), class_name="mt-6"),
    )


def _identity() -> list[rx.Component]:
    return [
        pair(
            field("first_names", _("Prénom(s)"), required=True, auto_complete="given-name"),
            field("last_name", _("Nom de famille"), required=True, auto_complete="family-name"),
        ),
        field(
            "email",
            _("Adresse électronique"),
            kind="email",
            required=True,
            auto_complete="email",
            hint=_("Nous y enverrons un lien de confirmation."),
        ),
        field(
            "password",
            _("Mot de passe"),
            kind="password",
            required=True,
            auto_complete="new-password",
            hint=_(
                "Au moins 12 caractères. Une suite de mots que vous retiendrez convient très bien."
            ),
        ),
        country_field(),
    ]


def _notifications() -> rx.Component:
    return rx.el.fieldset(
        rx.el.legend(_("Notifications"), class_name="legend"),
        field(
            "wants_alerts",
            _("Recevoir les alertes d'emploi sélectionnées"),
            kind="checkbox",
            checked=True,
        ),
        field(
            "wants_communications",
            _("Recevoir des communications du BIT sur les opportunités d'emploi"),
            kind="checkbox",
        ),
    )


def _staff() -> rx.Component:
    """R2: serving staff go to ILO People; staff on secondment stay here."""
    return banner(
        "info",
        rx.el.p(
            _("Membre du personnel du BIT en service ?"),
            " ",
            rx.el.a(
                _("Utilisez ILO People, la plateforme interne."), href=settings().ilo_people_url
            ),
            " ",
            _("En détachement à l'extérieur du BIT, créez un compte ici."),
        ),
    )


def _sent() -> rx.Component:
    return rx.fragment(
        rx.el.div(
            FocusedHeading.create(_("Consultez votre messagerie")),
            rx.el.p(
                _("Un courriel vient d'être envoyé à :"),
                " ",
                rx.el.strong(RegistrationState.sent_to),
                class_name="lede mt-4",
            ),
            class_name="page-head",
        ),
        rx.el.div(
            rx.el.p(
                _(
                    "Ouvrez le lien qu'il contient dans les 24 heures : votre compte devient alors "
                    "utilisable. Dans ce navigateur, le lien vous connecte aussitôt."
                )
            ),
            rx.el.p(
                _("Rien reçu ? Vérifiez l'adresse, et regardez parmi les courriers indésirables.")
            ),
            rx.el.p(
                rx.el.button(
                    _("Corriger l'adresse"),
                    type="button",
                    class_name="btn btn--secondary",
                    on_click=RegistrationState.restart,
                )
            ),
            class_name="prose",
        ),
    )
