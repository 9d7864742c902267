"""A native dialog, opened and closed by state."""

from typing import Any

import reflex as rx

from ilojobs_app.ui.jsx import Jsx


class Dialog(Jsx):
    """See `dialog.jsx`. `on_dismiss`: closed without a choice, by Esc or the cross."""

    library = "$/public/jsx/dialog.jsx"
    tag = "Dialog"
    name: rx.Var[str]
    open: rx.Var[bool]
    title: rx.Var[str]
    close_label: rx.Var[str]
    on_dismiss: rx.EventHandler[rx.event.no_args_event_spec]


class PrintDialogButton(Jsx):
    """Prints the content of one dialog and nothing else."""

    library = "$/public/jsx/dialog.jsx"
    tag = "PrintDialogButton"
    name: rx.Var[str]
    label: rx.Var[str]


def dialog(
    *body: rx.Component, foot: list[rx.Component], body_label: str, **props: Any
) -> rx.Component:
    """Give a dialog with a scrolling body and a foot of buttons."""
    return Dialog.create(
        rx.el.div(
            *body,
            class_name="dialog__body",
            tab_index=0,
            role="region",
            custom_attrs={"aria-label": body_label},
        ),
        rx.el.div(*foot, class_name="dialog__foot"),
        **props,
    )
