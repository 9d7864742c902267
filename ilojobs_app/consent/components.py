"""What the consent shows wherever an account is made: its field and the statement's dialog."""

from typing import Any

import reflex as rx

from ilojobs_app.consent.state import SectionView
from ilojobs_app.core.i18n import _
from ilojobs_app.ui.dialogs import PrintDialogButton, dialog
from ilojobs_app.ui.jsx import Jsx

DIALOG = "statement"


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


def consent_field(**props: Any) -> rx.Component:
    """Give the field with the fixed wording of `product.md` §5."""
    return ConsentField.create(
        name="consent",
        country_field="country",
        label=_("Conditions d'utilisation"),
        hint=_(
            "Afin de créer un compte, il faut lire et accepter la déclaration de confidentialité."
        ),
        button=_("Lire la déclaration de confidentialité"),
        words={
            "todo": _("À lire et accepter"),
            "accepted": _("Déclaration acceptée"),
            "declined": _("Déclaration refusée : le compte ne peut pas être créé"),
            "cancelled": _("Le pays a changé : à lire et accepter de nouveau"),
        },
        **props,
    )


def statement_dialog(
    *,
    is_open: rx.Var[bool],
    intro: rx.Var[str],
    sections: rx.Var[list[SectionView]],
    on_accept: Any,
    on_decline: Any,
    on_dismiss: Any,
) -> rx.Component:
    """Give the dialog: Accepter, Refuser, Imprimer. Closing it is neither of the first two."""
    return dialog(
        rx.el.div(
            rx.el.p(intro, class_name="small muted"),
            rx.foreach(sections, _section),
            class_name="prose",
        ),
        foot=[
            rx.el.button(
                _("Accepter"), type="button", class_name="btn btn--primary", on_click=on_accept
            ),
            rx.el.button(
                _("Refuser"), type="button", class_name="btn btn--secondary", on_click=on_decline
            ),
            PrintDialogButton.create(name=DIALOG, label=_("Imprimer")),
        ],
        name=DIALOG,
        open=is_open,
        title=_("Déclaration de confidentialité"),
        close_label=_("Fermer sans choisir"),
        body_label=_("Texte de la déclaration"),
        on_dismiss=on_dismiss,
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
