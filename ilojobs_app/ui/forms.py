"""Forms whose typing costs no event: `form(…, field(…), field(…))`. The work is in `form.jsx`."""

from collections.abc import Sequence
from typing import Any

import reflex as rx

from ilojobs_app.core.i18n import _, language, month_names
from ilojobs_app.ui.jsx import Jsx


def _one(data: rx.Var[dict[str, Any]]) -> tuple[rx.Var[dict[str, Any]]]:
    return (data,)


class Form(Jsx):
    """Keeps drafts, shows the error summary, sends `{edit, values, changed, bases}`."""

    library = "$/public/jsx/form.jsx"
    tag = "Form"
    name: rx.Var[str]
    class_name: rx.Var[str]
    values: rx.Var[dict[str, Any] | None]
    errors: rx.Var[list[Any]]
    saved: rx.Var[float]
    conflicts: rx.Var[list[Any]]
    refused: rx.Var[float]
    refusal: rx.Var[str]
    texts: rx.Var[dict[str, Any]]
    head: rx.Var[str]
    label: rx.Var[str]
    busy: rx.Var[bool]
    on_save: rx.EventHandler[_one]
    on_submit: rx.EventHandler[_one]


class Field(Jsx):
    """Label, hint, error, control and counter of one question."""

    library = "$/public/jsx/fields.jsx"
    tag = "Field"
    name: rx.Var[str]
    label: rx.Var[str]
    hint: rx.Var[str]
    kind: rx.Var[str]
    required: rx.Var[bool]
    limit: rx.Var[int]
    options: rx.Var[list[Any]]
    auto_complete: rx.Var[str]
    input_mode: rx.Var[str]
    rows: rx.Var[int]
    short: rx.Var[bool]
    checked: rx.Var[bool]
    read_only: rx.Var[bool]
    when: rx.Var[dict[str, Any]]


class Combobox(Jsx):
    """The institution of a degree, found while typing (R11, R12)."""

    library = "$/public/jsx/combobox.jsx"
    tag = "Combobox"
    name: rx.Var[str]
    country_field: rx.Var[str]
    label: rx.Var[str]
    hint: rx.Var[str]
    required: rx.Var[bool]


def form_texts() -> dict[str, Any]:
    """Give the words that every form needs, in the page's language."""
    return {
        "language": language(),
        "required": _("obligatoire"),
        "optional": _("(facultatif)"),
        "error": _("Erreur : "),
        "errorsOne": _("Il y a un point à corriger"),
        "errorsMany": _("Il y a %(n)d points à corriger"),
        "atField": _("%(step)s : %(fix)s"),
        "select": _("- Sélectionner -"),
        "reveal": _("Afficher"),
        "day": _("Jour"),
        "month": _("Mois"),
        "year": _("Année"),
        "months": month_names(),
        "examples": {
            "date": _("Par exemple : 4 mai 1988"),
            "month": _("Par exemple : mai 1988"),
        },
        "saving": _("Enregistrement…"),
        "saved": _("Enregistré à %(time)s"),
        "tooLarge": _(
            "Raccourcissez vos textes : cette étape est trop longue pour être enregistrée."
        ),
        "choose": _("Deux versions : choisissez"),
        "versions": _("Deux versions : %(field)s"),
        "otherVersion": _(
            "Version enregistrée entre-temps, sur un autre appareil ou dans un autre onglet :"
        ),
        "noAnswer": _("(sans réponse)"),
        "keepMine": _("Garder ma saisie"),
        "takeOther": _("Prendre l'autre version"),
        "refused": _("Non enregistré"),
        "offline": _("Hors ligne : conservé sur cet appareil"),
        "plain": _("Collez votre texte : paragraphes et puces sont gardés, sans mise en forme."),
        "stripped": _("Texte conservé. Retiré : %(what)s."),
        "removed": {
            "format": _("mise en forme"),
            "links": _("adresses des liens"),
            "images": _("images"),
            "tables": _("tableaux"),
        },
        "undoPaste": _("Annuler le collage"),
        "leftOne": _("Il reste %(n)s caractère"),
        "leftMany": _("Il reste %(n)s caractères"),
        "overOne": _("%(n)s caractère en trop"),
        "overMany": _("%(n)s caractères en trop"),
    }


def combobox_texts() -> dict[str, Any]:
    """Give the words of the institution search."""
    return {
        "others": _("*Autres"),
        "othersHint": _("Établissement absent de la liste, école secondaire ou diplôme technique"),
        "more": _("Plus de résultats"),
        "countryFirst": _("Choisissez d'abord le pays de l'établissement."),
        "searching": _("Recherche en cours…"),
        "searchFailed": _("La recherche ne répond pas. Votre texte est conservé."),
        "searchOffline": _(
            "Hors ligne : votre texte est conservé. La recherche reprend avec la connexion."
        ),
        "noneFound": _("Aucun établissement ne correspond. Choisissez « *Autres »."),
        "approximate": _("Résultats proches"),
        "foundOne": _("%(n)s établissement correspond"),
        "foundMany": _("%(n)s établissements correspondent"),
        "institutionCleared": _("Le pays a changé : choisissez de nouveau l'établissement."),
        "undo": _("Annuler"),
    }


def form(
    *children: rx.Component, texts: dict[str, Any] | None = None, **props: Any
) -> rx.Component:
    """Give a form; see `form.jsx` for its properties."""
    return Form.create(*children, texts={**form_texts(), **(texts or {})}, **props)


def field(name: str, label: str, **props: Any) -> rx.Component:
    """Give one field. `kind`: text, email, password, textarea, select, radio, date, month, checkbox."""
    return Field.create(name=name, label=label, **props)


def pair(*fields: rx.Component) -> rx.Component:
    """Put two fields side by side where there is room."""
    return rx.el.div(*fields, class_name="row-2")


def required_note() -> rx.Component:
    """Say what the asterisk means (R8)."""
    before, after = _("Les champs marqués %(star)s sont obligatoires.").split("%(star)s")
    return rx.el.p(before, rx.el.span("*", class_name="req"), after, class_name="small")


def choices(options: Sequence[tuple[str, str]]) -> list[list[str]]:
    """Give a short list of options as the page needs it."""
    return [list(option) for option in options]
