"""The list of a step: cards of what is kept, undo for what was removed, the form of one entry."""

import reflex as rx

from ilojobs_app.core.i18n import _
from ilojobs_app.profile.components.questions import questions
from ilojobs_app.profile.fields import Entries, Step
from ilojobs_app.profile.state.entries import EntriesState
from ilojobs_app.profile.state.views import Card
from ilojobs_app.ui.forms import combobox_texts, form, required_note
from ilojobs_app.ui.frame import Heir, OpenedByLink, icon, with_value
from ilojobs_app.ui.messages import banner


def entries_of(step: Step, entries: Entries) -> tuple[rx.Component, ...]:
    """Draw the entries that are kept, and the form of the one being edited or added."""
    drawn = _drawn(step, entries)
    if entries.when is None:
        return drawn
    asked = EntriesState.is_asked & (EntriesState.slug == step.slug)
    return (rx.cond(asked, rx.fragment(*drawn)),)


def _drawn(step: Step, entries: Entries) -> tuple[rx.Component, ...]:
    return (
        rx.cond(
            EntriesState.cards,
            rx.el.section(
                rx.el.h2(_(entries.title), id="h-saved"),
                rx.foreach(EntriesState.cards, lambda card: _card(step, card)),
                class_name="stack stack--s",
                custom_attrs={"aria-labelledby": "h-saved"},
            ),
        ),
        *((_remarks(),) if entries.timed else ()),
        _removed(step),
        rx.el.div(
            rx.cond(
                EntriesState.editing & (EntriesState.slug == step.slug),
                _entry_form(step, entries),
                _add(step, entries),
            ),
            id=entries.name,
            class_name="stack",
        ),
    )


def _add(step: Step, entries: Entries) -> rx.Component:
    return rx.cond(
        EntriesState.cards.length() < entries.at_most,
        rx.el.p(
            Heir.create(
                icon("plus"),
                _(entries.add),
                element="button",
                class_name="btn btn--secondary",
                on_click=EntriesState.add(step.slug),
                custom_attrs={"type": "button"},
            )
        ),
    )


def _card(step: Step, card: rx.Var[Card]) -> rx.Component:
    return rx.el.div(
        rx.el.div(
            rx.el.div(
                Heir.create(card.title, element="h3", custom_attrs={"tabIndex": -1}),
                rx.foreach(card.details, lambda detail: rx.el.p(detail, class_name="small muted")),
                rx.cond(
                    card.remaining,
                    rx.el.p(
                        rx.el.span(icon("alert"), card.remaining, class_name="tag tag--err"),
                        class_name="mt-4",
                    ),
                ),
            ),
            rx.el.div(
                rx.el.button(
                    icon("pencil"),
                    _("Modifier"),
                    rx.el.span(" ", card.title, class_name="vh"),
                    type="button",
                    class_name="btn btn--quiet",
                    on_click=EntriesState.edit(step.slug, card.key),
                ),
                rx.el.button(
                    icon("trash"),
                    _("Supprimer"),
                    rx.el.span(" ", card.title, class_name="vh"),
                    type="button",
                    class_name="btn btn--quiet btn--danger",
                    on_click=EntriesState.remove(step.slug, card.key),
                ),
                class_name="cluster",
            ),
            class_name="card__head",
        ),
        OpenedByLink.create(name=card.key),
        class_name="card",
        id=card.key,
        key=card.key,
    )


def _remarks() -> rx.Component:
    """Point out gaps and overlaps; nothing depends on them."""
    return rx.el.div(
        rx.cond(
            EntriesState.remarks,
            banner(
                "info",
                rx.el.ul(rx.foreach(EntriesState.remarks, rx.el.li)),
                title=_("À vérifier, sans obligation"),
            ),
        ),
        role="status",
    )


def _removed(step: Step) -> rx.Component:
    """Undo instead of asking first."""
    return rx.el.div(
        rx.cond(
            EntriesState.removed,
            rx.el.div(
                rx.el.span(with_value(_("Supprimé : %(title)s"), EntriesState.removed)),
                Heir.create(
                    _("Annuler"),
                    element="button",
                    on_click=EntriesState.undo(step.slug),
                    custom_attrs={
                        "type": "button",
                        "aria-label": with_value(
                            _("Annuler la suppression de %(title)s"), EntriesState.removed
                        ),
                    },
                ),
                class_name="toast toasts--static",
            ),
        ),
        role="status",
    )


def _entry_form(step: Step, entries: Entries) -> rx.Component:
    change = with_value(_("Modifier : %(title)s"), EntriesState.title)
    head = rx.cond(EntriesState.title, change, _(entries.new))
    return form(
        rx.el.input(type="hidden", name="key"),
        required_note(),
        *questions(entries.fields),
        rx.el.div(
            rx.el.button(
                icon("check"), _(entries.save), type="submit", class_name="btn btn--secondary"
            ),
            class_name="cluster",
        ),
        key=EntriesState.editing,
        name=f"profile-{step.slug}-" + EntriesState.editing.to(str),
        head=head,
        label=head,
        class_name="card card--active stack",
        texts=combobox_texts(),
        values=EntriesState.values,
        errors=EntriesState.errors,
        saved=EntriesState.saved,
        conflicts=EntriesState.conflicts,
        refused=EntriesState.refused,
        refusal=EntriesState.refusal,
        on_save=lambda data: EntriesState.save(step.slug, data),
        on_submit=lambda data: EntriesState.finish(step.slug, data),
    )
