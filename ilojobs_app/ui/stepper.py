"""The stepper: where one is in a long form, and what remains."""

from typing import Any

import reflex as rx

from ilojobs_app.core.i18n import _
from ilojobs_app.ui.jsx import Jsx


class _Stepper(Jsx):
    library = "$/public/jsx/stepper.jsx"
    steps: rx.Var[list[Any]]
    statuses: rx.Var[list[Any]]
    here: rx.Var[str]
    texts: rx.Var[dict[str, Any]]


class StepperBar(_Stepper):
    """For narrow screens, above the page."""

    tag = "StepperBar"


class StepperColumn(_Stepper):
    """For wide screens, beside the form."""

    tag = "StepperColumn"


def stepper_texts(label: str, label_narrow: str) -> dict[str, str]:
    """Give the stepper's words."""
    return {
        "label": label,
        "labelNarrow": label_narrow,
        "position": _("Étape %(n)d sur %(total)d"),
        "progress": _("Progression : étape %(n)d sur %(total)d"),
        "steps": _("Étapes"),
    }
