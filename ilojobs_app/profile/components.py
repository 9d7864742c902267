"""The profile's pages, drawn from the schema of their steps."""

from typing import Any

import reflex as rx

from ilojobs_app.core.i18n import N_, _, language
from ilojobs_app.profile.fields import Field, Kind, Step
from ilojobs_app.profile.state.entries import EntriesState
from ilojobs_app.profile.state.fields import StepState
from ilojobs_app.profile.state.views import Card
from ilojobs_app.profile.steps import STEPS
from ilojobs_app.ui.forms import Combobox, combobox_texts, field, form, pair, required_note
from ilojobs_app.ui.frame import icon, page_link, with_value
from ilojobs_app.ui.jsx import imported
from ilojobs_app.ui.stepper import StepperBar, StepperColumn, stepper_texts

KINDS = {
    Kind.TEXT: "text",
    Kind.LONG_TEXT: "textarea",
    Kind.SELECT: "select",
    Kind.DATE: "date",
    Kind.MONTH: "month",
    Kind.YES_NO: "radio",
    Kind.CHECKBOX: "checkbox",
    Kind.PERCENTAGE: "text",
}


def step_page(step: Step, *content: rx.Component) -> rx.Component:
    """Put a step between its title and the stepper."""
    stepper = {
        "steps": [
            {"slug": s.slug, "title": _(s.title), "href": f"/{language()}/profile/{s.slug}"}
            for s in STEPS
        ],
        "statuses": StepState.statuses,
        "here": step.slug,
        "texts": stepper_texts(_("Étapes du profil"), _("Étapes du profil (écran étroit)")),
    }
    return rx.fragment(
        StepperBar.create(**stepper),
        rx.el.div(
            rx.el.div(
                rx.el.p(_("Profil de candidat(e)"), class_name="eyebrow only-wide"),
                rx.el.h1(_(step.title)),
                rx.el.p(_(step.lede), class_name="lede mt-4"),
                class_name="page-head",
            ),
            rx.el.div(
                StepperColumn.create(**stepper),
                rx.el.div(*content, class_name="stack"),
                class_name="split split--start",
            ),
            class_name="container",
        ),
    )


def data_step(step: Step) -> rx.Component:
    """Give a step with its entries, if it has any, and its single fields."""
    return step_page(
        step,
        *(_entries(step) if step.entries else ()),
        form(
            *((required_note(),) if any(f.required for f in step.fields) else ()),
            *_fields(step.fields),
            _actions(step),
            name=f"profile-{step.slug}",
            label=_(step.title),
            class_name="stack",
            values=rx.cond(StepState.slug == step.slug, StepState.values, None),
            errors=StepState.errors,
            saved=StepState.saved,
            on_save=lambda data: StepState.save(step.slug, data),
            on_submit=lambda data: StepState.proceed(step.slug, data),
        ),
    )


def _actions(step: Step) -> rx.Component:
    slugs = [s.slug for s in STEPS]
    at = slugs.index(step.slug)
    previous = (
        (
            page_link(
                _("Étape précédente"), f"/profile/{slugs[at - 1]}", class_name="btn btn--quiet"
            ),
        )
        if at
        else ()
    )
    return rx.el.div(
        rx.el.button(
            _("Enregistrer et continuer"), type="submit", class_name="btn btn--primary btn--l"
        ),
        *previous,
        rx.el.span(
            _("Vous pouvez vous arrêter : le brouillon est conservé."),
            class_name="small muted push",
        ),
        class_name="form-actions",
    )


def _entries(step: Step) -> tuple[rx.Component, ...]:
    entries = step.entries
    assert entries is not None
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
        _removed(step),
        rx.cond(
            EntriesState.editing & (EntriesState.slug == step.slug),
            _entry_form(step),
            rx.el.p(
                rx.el.button(
                    icon("plus"),
                    _(entries.add),
                    type="button",
                    class_name="btn btn--secondary",
                    on_click=EntriesState.add(step.slug),
                )
            ),
        ),
    )


def _card(step: Step, card: rx.Var[Card]) -> rx.Component:
    return rx.el.div(
        rx.el.div(
            rx.el.div(
                rx.el.h3(card.title),
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
        class_name="card",
        key=card.key,
    )


def _removed(step: Step) -> rx.Component:
    """Undo instead of asking first."""
    return rx.el.div(
        rx.cond(
            EntriesState.removed,
            rx.el.div(
                rx.el.span(with_value(_("Supprimé : %(title)s"), EntriesState.removed)),
                rx.el.button(
                    _("Annuler"),
                    type="button",
                    on_click=EntriesState.undo(step.slug),
                    custom_attrs={
                        "aria-label": with_value(
                            _("Annuler la suppression de %(title)s"), EntriesState.removed
                        )
                    },
                ),
                class_name="toast toasts--static",
            ),
        ),
        role="status",
    )


def _entry_form(step: Step) -> rx.Component:
    entries = step.entries
    assert entries is not None
    return form(
        rx.el.input(type="hidden", name="key"),
        required_note(),
        *_fields(entries.fields),
        rx.el.div(
            rx.el.button(
                icon("check"), _(entries.save), type="submit", class_name="btn btn--secondary"
            ),
            class_name="cluster",
        ),
        key=EntriesState.editing,
        name=f"profile-{step.slug}-" + EntriesState.editing.to(str),
        head=_(entries.new),
        label=_(entries.new),
        class_name="card card--active stack",
        texts=combobox_texts(),
        values=EntriesState.values,
        errors=EntriesState.errors,
        saved=EntriesState.saved,
        on_save=lambda data: EntriesState.save(step.slug, data),
        on_submit=lambda data: EntriesState.finish(step.slug, data),
    )


def _fields(fields: tuple[Field, ...]) -> list[rx.Component]:
    """Draw questions; two that may share a line do."""
    drawn: list[rx.Component] = []
    waiting: Field | None = None
    for question in fields:
        if question.heading:
            drawn.append(rx.el.h2(_(question.heading), class_name="h-s mt-4"))
        if waiting and question.half and not question.heading:
            drawn.append(pair(_question(waiting), _question(question)))
            waiting = None
            continue
        if waiting:
            drawn.append(_question(waiting))
            waiting = None
        if question.half:
            waiting = question
        else:
            drawn.append(_question(question))
    return [*drawn, _question(waiting)] if waiting else drawn


def _question(question: Field) -> rx.Component:
    if question.kind is Kind.PHONE:
        return _phone(question)
    if question.kind is Kind.INSTITUTION:
        return Combobox.create(
            name=question.name,
            country_field="country",
            label=_(question.label),
            hint=_(question.hint),
            required=question.required,
        )
    props: dict[str, Any] = {
        "kind": KINDS[question.kind],
        "required": question.required,
        "hint": _(question.hint) if question.hint else "",
        "auto_complete": question.autocomplete or "off",
        "read_only": question.read_only,
    }
    if question.limit and question.kind is Kind.LONG_TEXT:
        props["limit"] = question.limit
    if question.kind is Kind.SELECT:
        props["options"] = imported(f"lists_{language()}", question.options)
    if question.kind is Kind.YES_NO:
        props["options"] = [["yes", _("Oui")], ["no", _("Non")]]
    if question.kind is Kind.PERCENTAGE:
        props |= {"short": True, "input_mode": "numeric"}
    if question.when:
        props["when"] = {
            "field": question.when.field,
            "equals": question.when.equals,
            "unless": question.when.unless,
        }
    return field(question.name, _(question.label), **props)


def _phone(question: Field) -> rx.Component:
    country, number = question.keys
    return pair(
        field(
            country,
            _(N_("Indicatif du pays")),
            kind="select",
            required=True,
            options=imported(f"lists_{language()}", question.options),
            auto_complete="tel-country-code",
        ),
        field(
            number,
            _(question.label),
            kind="tel",
            required=question.required,
            auto_complete=question.autocomplete,
        ),
    )
