"""The base of the project's own React components, which live in `assets/jsx`."""

from typing import Any

import reflex as rx
from reflex.vars import VarData


class Jsx(rx.Component):
    """A React component of ours. Subclasses name its module (`library`) and its export (`tag`)."""


def imported(module: str, name: str) -> rx.Var[Any]:
    """Give a constant that a generated module exports, so that pages share one copy of it."""
    return rx.Var(
        name,
        _var_type=list,
        _var_data=VarData(imports={f"$/public/generated/{module}.js": [name]}),
    )
