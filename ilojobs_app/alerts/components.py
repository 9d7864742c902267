"""What Options shows of alerts: the list, and the choices of notifications."""

from typing import Any

import reflex as rx

from ilojobs_app.alerts.state.account import NotificationsState
from ilojobs_app.alerts.state.alerts import AlertsState
from ilojobs_app.alerts.state.words import sentence_case, weekday_names
from ilojobs_app.alerts.wording import FREQUENCIES
from ilojobs_app.core.i18n import _
from ilojobs_app.ui.forms import field, form
from ilojobs_app.ui.frame import page_link
from ilojobs_app.ui.jsx import Jsx
from ilojobs_app.ui.messages import banner
from ilojobs_app.web import routes


def _one(data: rx.Var[dict[str, Any]]) -> tuple[rx.Var[dict[str, Any]]]:
    return (data,)


class AlertList(Jsx):
    """See `alerts.jsx`. Each event is sent `{edit, values}`, and answered by its `edit`."""

    library = "$/public/jsx/alerts.jsx"
    tag = "AlertList"
    alerts: rx.Var[list[Any]]
    answered: rx.Var[float]
    refusal: rx.Var[str]
    texts: rx.Var[dict[str, Any]]
    on_change: rx.EventHandler[_one]
    on_pause: rx.EventHandler[_one]
    on_resume: rx.EventHandler[_one]
    on_remove: rx.EventHandler[_one]
    on_undo: rx.EventHandler[_one]


def alert_list() -> rx.Component:
    """Give the candidate's alerts (R18)."""
    return rx.el.section(
        rx.cond(AlertsState.wants_alerts, None, _switched_off()),
        AlertList.create(
            alerts=AlertsState.cards,
            answered=AlertsState.answered,
            refusal=AlertsState.refusal,
            texts=list_texts(),
            on_change=AlertsState.change,
            on_pause=AlertsState.pause,
            on_resume=AlertsState.resume,
            on_remove=AlertsState.remove,
            on_undo=AlertsState.undo,
        ),
        rx.cond(AlertsState.loaded & (AlertsState.cards.length() == 0), _empty()),
        rx.el.p(
            _(
                "Une alerte sans nouveau poste vacant n'est pas envoyée. Chaque courriel contient "
                "un lien pour ne plus la recevoir, sans se connecter."
            ),
            class_name="small muted",
        ),
        class_name="stack",
        custom_attrs={"aria-labelledby": "h-al"},
    )


def _switched_off() -> rx.Component:
    """R5: the choice pauses all alerts, and the page says so."""
    return banner(
        "warn",
        rx.el.p(
            _(
                "« Recevoir les alertes d'emploi sélectionnées » est désactivé : toutes vos "
                "alertes sont suspendues, aucune n'est envoyée."
            )
        ),
        rx.el.p(
            rx.el.button(
                _("Activer les alertes"),
                type="button",
                class_name="btn btn--secondary",
                on_click=AlertsState.switch_on,
            )
        ),
        title=_("Vos alertes sont désactivées"),
    )


def _empty() -> rx.Component:
    return rx.el.div(
        rx.el.h3(_("Aucune alerte")),
        rx.el.p(
            _(
                "Créez-en une ici, depuis une catégorie d'emplois, ou depuis la liste des postes "
                "vacants avec votre recherche."
            )
        ),
        page_link(_("Catégories d'emplois"), routes.CATEGORIES, class_name="btn btn--secondary"),
        class_name="empty",
    )


def list_texts() -> dict[str, Any]:
    """Give the words of the list."""
    return {
        "active": _("Active"),
        "paused": _("Suspendue"),
        "frequency": _("Fréquence"),
        "frequencies": [[one.value, _(label)] for one, label in FREQUENCIES.items()],
        "weekday": _("Jour d'envoi"),
        "weekdays": [[str(n), sentence_case(name)] for n, name in enumerate(weekday_names())],
        "language": _("Langue des courriels"),
        "languages": [["fr", "Français"], ["en", "English"]],
        "ofAlert": _("de l'alerte %(title)s"),
        "next": _("Prochain envoi"),
        "sendingPaused": _("Envois suspendus"),
        "until": _("Reprendre automatiquement le"),
        "optional": _("(facultatif)"),
        "setUntil": _("Fixer cette date"),
        "edit": _("Modifier les critères"),
        "pause": _("Suspendre"),
        "resume": _("Reprendre"),
        "remove": _("Supprimer"),
        "undo": _("Annuler"),
        "undoName": _("Annuler la suppression de l'alerte %(title)s"),
        "removed": _("Alerte %(title)s supprimée."),
        "late": _(
            "Le service n'a pas répondu : votre dernier choix n'est pas enregistré. Vérifiez "
            "votre connexion, puis recommencez."
        ),
        "said": {
            "change": _("Alerte %(title)s modifiée."),
            "pause": _("Alerte %(title)s suspendue."),
            "resume": _("Alerte %(title)s reprise."),
            "remove": _("Alerte %(title)s supprimée."),
            "undo": _("Alerte %(title)s rétablie."),
        },
    }


def notification_choices() -> rx.Component:
    """Give the two choices, kept as soon as they are made (R5)."""
    return rx.el.section(
        rx.el.h2(_("Notifications"), class_name="h-s", id="o3"),
        rx.el.div(
            form(
                field(
                    "wants_alerts",
                    _("Recevoir les alertes d'emploi sélectionnées"),
                    kind="checkbox",
                ),
                field(
                    "wants_communications",
                    _("Recevoir des communications du BIT sur les opportunités d'emploi"),
                    kind="checkbox",
                ),
                name="notifications",
                label=_("Notifications"),
                class_name="stack stack--s",
                values=NotificationsState.values,
                errors=[],
                saved=NotificationsState.saved,
                on_save=NotificationsState.save,
                on_submit=NotificationsState.save,
            ),
            rx.el.div(
                rx.cond(
                    NotificationsState.wants_alerts,
                    None,
                    banner(
                        "warn",
                        rx.el.p(
                            _("Toutes vos alertes sont suspendues : aucune n'est envoyée."),
                            " ",
                            page_link(_("Alertes de poste"), routes.OPTIONS_ALERTS),
                        ),
                    ),
                ),
                role="status",
            ),
            class_name="stack",
        ),
        class_name="opt-sec",
        custom_attrs={"aria-labelledby": "o3"},
    )
