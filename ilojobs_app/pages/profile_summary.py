"""The profile: what it will look like, what is missing, and saving it whole (R8)."""

import reflex as rx

from ilojobs_app.applications.components.refusals import back_to_vacancy
from ilojobs_app.core.i18n import _
from ilojobs_app.profile.components.steps import step_page
from ilojobs_app.profile.state.fields import StepState
from ilojobs_app.profile.state.summary import SummaryState
from ilojobs_app.profile.steps import SUMMARY
from ilojobs_app.ui.forms import field, form
from ilojobs_app.ui.frame import icon, island, page_link
from ilojobs_app.ui.messages import banner
from ilojobs_app.web import routes
from ilojobs_app.web.pages import page


@page(
    "/profile/summary",
    title=SUMMARY.title,
    on_load=[StepState.load_statuses("summary"), SummaryState.load],
)
def profile_summary() -> rx.Component:
    """Give the summary as the server wrote it, and the declaration under it."""
    return step_page(SUMMARY, island(), _declaration(), _saved())


def _saved() -> rx.Component:
    return rx.el.div(
        rx.cond(
            SummaryState.is_saved,
            banner(
                "ok",
                rx.el.p(_("Votre profil est complet. Vous pouvez postuler.")),
                back_to_vacancy(),
                rx.el.p(
                    page_link(_("Voir les postes vacants"), routes.VACANCIES, class_name="link")
                ),
                title=_("Profil enregistré"),
            ),
        ),
        role="status",
    )


def _declaration() -> rx.Component:
    declaration = SUMMARY.fields[0]
    return form(
        field(declaration.name, _(declaration.label), kind="checkbox", required=True),
        rx.el.div(
            rx.el.button(
                _("Enregistrer le profil"), type="submit", class_name="btn btn--primary btn--l"
            ),
            rx.el.button(
                icon("printer"),
                _("Imprimer mon profil"),
                type="button",
                class_name="btn btn--quiet",
                custom_attrs={"data-print": ""},
            ),
            class_name="form-actions",
        ),
        name="profile-summary",
        class_name="stack no-print",
        errors=SummaryState.errors,
        on_submit=SummaryState.save,
    )
