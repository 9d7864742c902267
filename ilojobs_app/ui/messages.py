"""Banners: information, success, warning, error."""

from typing import Literal

import reflex as rx

from ilojobs_app.ui.frame import icon

ICONS = {"info": "info", "ok": "check-circle", "warn": "warning", "err": "alert"}


def banner(
    kind: Literal["info", "ok", "warn", "err"],
    *content: rx.Component,
    title: str | rx.Var[str] = "",
    role: str | None = None,
) -> rx.Component:
    """Give an inline message with an icon; `title` is a level-2 heading."""
    heading = [rx.el.h2(title)] if not isinstance(title, str) or title else []
    return rx.el.div(
        icon(ICONS[kind]),
        rx.el.div(*heading, *content),
        class_name=f"banner banner--{kind}",
        role=role,
    )
