"""The apply page under its head: profile check, letter, secondment, review and submission."""

import reflex as rx

from ilojobs_app.applications.components.letter import letter
from ilojobs_app.applications.components.refusals import NewsOfDeadline, refusals, way_out
from ilojobs_app.applications.state.page import ApplicationState
from ilojobs_app.applications.views import Stage
from ilojobs_app.core.i18n import _, language
from ilojobs_app.ui.forms import choices, field, form, required_note
from ilojobs_app.ui.frame import icon, page_link
from ilojobs_app.ui.messages import banner

PAGE = ApplicationState.page


def application_form() -> rx.Component:
    """Give what the candidate can do about the vacancy now; nothing until the server has said."""
    return rx.match(
        PAGE.stage,
        (Stage.WRITE.value, _form()),
        *refusals(),
        rx.el.div(custom_attrs={"aria-busy": "true"}),
    )


def _form() -> rx.Component:
    job_id = ApplicationState.job_id
    return form(
        _section("apply-profile", _("Votre profil"), _profile()),
        _section("apply-letter", _("Lettre de motivation"), letter()),
        _section("apply-staff", _("Personnel du BIT"), *_secondment()),
        _section("apply-review", _("Relire et soumettre"), *_review()),
        name=f"apply-{job_id}",
        key=f"apply-{job_id}",
        values=ApplicationState.values,
        errors=ApplicationState.errors,
        saved=ApplicationState.saved,
        conflicts=ApplicationState.conflicts,
        refused=ApplicationState.too_long,
        refusal=ApplicationState.refusal,
        busy=ApplicationState.busy,
        on_save=lambda data: ApplicationState.save(job_id, data),
        on_submit=lambda data: ApplicationState.submit(job_id, data),
    )


def _section(anchor: str, title: str, *content: rx.Component) -> rx.Component:
    return rx.el.section(
        rx.el.h2(title, id=anchor),
        rx.el.div(*content, class_name="stack"),
        class_name="opt-sec",
        custom_attrs={"aria-labelledby": anchor},
    )


def _profile() -> rx.Component:
    return rx.el.div(
        rx.el.div(
            rx.el.span(icon("check-circle"), _("Complet"), class_name="tag tag--ok"),
            page_link(_("Relire le récapitulatif"), "/profile/summary", class_name="link"),
            class_name="cluster",
        ),
        rx.el.p(_("Votre profil enregistré fait partie de la candidature.")),
        rx.cond(
            PAGE.profile_changed,
            banner(
                "warn",
                rx.el.p(
                    _(
                        "Vous avez modifié votre profil sans l'enregistrer : la candidature "
                        "contient la version enregistrée."
                    )
                ),
                way_out(_("Enregistrer le profil"), "/profile/summary"),
            ),
        ),
        class_name="stack stack--s",
    )


def _secondment() -> list[rx.Component]:
    """R2: staff on secondment outside the ILO give their personnel number when they apply."""
    return [
        required_note(),
        field(
            "seconded",
            _("Êtes-vous membre du personnel du BIT en détachement à l'extérieur du BIT ?"),
            kind="radio",
            required=True,
            options=choices([("no", _("Non")), ("yes", _("Oui"))]),
        ),
        field(
            "personnel_number",
            _("Numéro de personnel du BIT"),
            required=True,
            short=True,
            auto_complete="off",
            when={"field": "seconded", "equals": "yes", "unless": False},
        ),
    ]


def _review() -> list[rx.Component]:
    notice = f"/{language()}/vacancies/{ApplicationState.job_id}"
    file = f"/notices/{language()}/{ApplicationState.job_id}"
    return [
        banner(
            "info",
            rx.el.p(
                _(
                    "Après la date de clôture, l'avis n'est plus en ligne : imprimez-le ou "
                    "enregistrez-le avant de soumettre."
                )
            ),
            rx.el.p(
                rx.el.a(
                    _("Enregistrer l'avis"),
                    href=file,
                    download=True,
                    custom_attrs={"reloadDocument": True},
                ),
                " · ",
                rx.el.a(_("Ouvrir l'avis pour l'imprimer"), href=notice),
            ),
        ),
        rx.el.p(
            _(
                "Une candidature soumise ne change plus : votre profil, votre lettre et l'avis "
                "sont copiés tels quels, et un courriel en accuse réception."
            )
        ),
        rx.el.div(rx.cond(ApplicationState.is_late, _late()), role="status"),
        rx.el.div(
            rx.el.button(
                _("Soumettre la candidature"),
                type="submit",
                class_name="btn btn--primary btn--l",
                custom_attrs={"aria-busy": ApplicationState.busy},
            ),
            class_name="form-actions",
        ),
    ]


def _late() -> rx.Component:
    """Say it as soon as it is known; the form stays, and what is typed is still kept."""
    return banner(
        "warn",
        rx.el.p(_("La date de clôture est passée : l'on ne peut plus postuler.")),
        rx.el.p(_("Votre lettre reste dans Mes candidatures, où vous pouvez la copier.")),
        NewsOfDeadline.create(),
    )
