"""What accounts show on Options > Compte: the country of residence, with its statement (R4)."""

import reflex as rx

from ilojobs_app.accounts.state import ResidenceState
from ilojobs_app.consent.components import consent_field, country_field, statement_dialog
from ilojobs_app.core.i18n import _
from ilojobs_app.ui.forms import form
from ilojobs_app.ui.messages import banner


def residence() -> rx.Component:
    """Give the country, and the way to another one: choose, read, accept, save."""
    return rx.el.section(
        rx.el.h2(_("Pays/Territoire de résidence"), class_name="h-s", id="o2"),
        rx.el.div(
            _form(),
            rx.el.div(
                rx.cond(
                    ResidenceState.saved,
                    banner("ok", rx.el.p(_("Votre pays ou territoire de résidence a été changé."))),
                ),
                role="status",
            ),
            statement_dialog(ResidenceState),
            class_name="stack",
        ),
        class_name="opt-sec",
        custom_attrs={"aria-labelledby": "o2"},
    )


def _form() -> rx.Component:
    return form(
        country_field(),
        consent_field(
            ResidenceState,
            hint=_("Pour changer de pays, lisez et acceptez la déclaration du nouveau pays."),
            declined=_("Déclaration refusée : le pays ne change pas"),
        ),
        rx.el.div(
            rx.el.button(_("Changer de pays"), type="submit", class_name="btn btn--secondary"),
            class_name="form-actions",
        ),
        name="residence",
        label=_("Pays/Territoire de résidence"),
        class_name="stack",
        values=ResidenceState.values,
        errors=ResidenceState.errors,
        saved=ResidenceState.saved,
        on_submit=ResidenceState.submit,
    )
