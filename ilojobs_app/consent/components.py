"""What the consent shows wherever an account is made: its field and the statement's dialog."""

from typing import Any

import reflex as rx

from ilojobs_app.consent.state import ConsentSteps, SectionView
from ilojobs_app.core.i18n import _, language
from ilojobs_app.ui.dialogs import PrintDialogButton, dialog
from ilojobs_app.ui.forms import field
from ilojobs_app.ui.jsx import Jsx, imported

DIALOG = "statement"
COUNTRY = "country"


class ConsentField(Jsx):
    """The button that opens the statement, and what was chosen (R4)."""

    library = "$/public/jsx/consent.jsx"
    tag = "ConsentField"
    name: rx.Var[str]
    country_field: rx.Var[str]
    status: rx.Var[str]
    words: rx.Var[dict[str, Any]]
    label: rx.Var[str]
    hint: rx.Var[str]
    button: rx.Var[str]
    on_open: rx.EventHandler[rx.event.passthrough_event_spec(str)]
    on_country: rx.EventHandler[rx.event.passthrough_event_spec(str)]


def country_field() -> rx.Component:
    """Give the field on which the statement depends (R4)."""
    return field(
        COUNTRY,
        _("Pays/Territoire de résidence"),
        kind="select",
        required=True,
        auto_complete="country",
        options=imported(f"lists_{language()}", "territories"),
        hint=_("Il détermine la version de la déclaration de confidentialité."),
    )


def consent_field(state: type[ConsentSteps], *, hint: str, declined: str) -> rx.Component:
    """Give the field of the statement, in the wording that the Office fixed (R4).

    Args:
        hint, declined: why it is asked, and what does not happen without it.
    """
    return ConsentField.create(
        name="consent",
        country_field=COUNTRY,
        label=_("Conditions d'utilisation"),
        hint=hint,
        button=_("Lire la déclaration de confidentialité"),
        words={
            "todo": _("À lire et accepter"),
            "accepted": _("Déclaration acceptée"),
            "current": _("Déclaration acceptée pour votre pays actuel"),
            "declined": declined,
            "cancelled": _("Le pays a changé : à lire et accepter de nouveau"),
        },
        status=state.consent,
        on_open=state.open_statement,
        on_country=state.change_country,
    )


def statement_dialog(state: type[ConsentSteps]) -> rx.Component:
    """Give the dialog: Accepter, Refuser, Imprimer. Closing it is neither of the first two."""
    return dialog(
        rx.el.div(
            rx.el.p(state.intro, class_name="small muted"),
            rx.foreach(state.sections, _section),
            class_name="prose",
        ),
        foot=[
            rx.el.button(
                _("Accepter"), type="button", class_name="btn btn--primary", on_click=state.accept
            ),
            rx.el.button(
                _("Refuser"), type="button", class_name="btn btn--secondary", on_click=state.decline
            ),
            PrintDialogButton.create(name=DIALOG, label=_("Imprimer")),
        ],
        name=DIALOG,
        open=state.is_open,
        title=_("Déclaration de confidentialité"),
        close_label=_("Fermer sans choisir"),
        body_label=_("Texte de la déclaration"),
        on_dismiss=state.dismiss,
    )


def _section(section: rx.Var[SectionView]) -> rx.Component:
    return rx.fragment(
        rx.el.h3(section.heading),
        rx.foreach(
            section.blocks,
            lambda block: rx.cond(
                block.points,
                rx.el.ul(rx.foreach(block.points, rx.el.li)),
                rx.el.p(block.text),
            ),
        ),
    )
