"""A step's page: title, stepper, entries, single fields, and the way on."""

from typing import Any

import reflex as rx

from ilojobs_app.core.i18n import _, language
from ilojobs_app.profile.components.entries import entries_of
from ilojobs_app.profile.components.questions import questions
from ilojobs_app.profile.fields import Step
from ilojobs_app.profile.state.entries import EntriesState
from ilojobs_app.profile.state.fields import StepState
from ilojobs_app.profile.steps import STEPS
from ilojobs_app.ui.forms import form, required_note
from ilojobs_app.ui.frame import page_link
from ilojobs_app.ui.stepper import StepperBar, StepperColumn, stepper_texts


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


def data_step(step: Step, *help_: rx.Component) -> rx.Component:
    """Give a step: its single fields, its entries if it has any, and the way on.

    Args:
        help_: what explains the step's questions, above them.
    """
    return step_page(
        step,
        *help_,
        form(
            *((required_note(),) if any(f.required for f in step.fields) else ()),
            *questions(step.fields),
            name=_form(step),
            label=_(step.title),
            class_name="stack",
            values=rx.cond(StepState.slug == step.slug, StepState.values, None),
            errors=StepState.errors,
            saved=StepState.saved,
            conflicts=StepState.conflicts,
            refused=StepState.refused,
            **_kept_while_typed(step),
            # The cards first: the links of the error summary lead to them.
            on_submit=lambda data: [
                *((EntriesState.show(step.slug),) if step.entries else ()),
                StepState.proceed(step.slug, data),
            ],
        ),
        *(entries_of(step, step.entries) if step.entries else ()),
        _actions(step),
    )


def _kept_while_typed(step: Step) -> dict[str, Any]:
    """Give what saves the single fields of a step; nothing, nor a place to say so, without any."""
    if not step.fields:
        return {}
    # An answer may decide whether entries are asked for.
    shown = (EntriesState.show(step.slug),) if step.entries and step.entries.when else ()
    return {"on_save": lambda data: [StepState.save(step.slug, data), *shown]}


def _form(step: Step) -> str:
    return f"profile-{step.slug}"


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
            _("Enregistrer et continuer"),
            type="submit",
            form=_form(step),
            class_name="btn btn--primary btn--l",
        ),
        *previous,
        rx.el.span(
            _("Vous pouvez vous arrêter : le brouillon est conservé."),
            class_name="small muted push",
        ),
        class_name="form-actions",
    )
