"""Registration of pages: written once, built once per language."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import reflex as rx

from ilojobs_app.core.i18n import LANGUAGES, _, use_language
from ilojobs_app.web.routes import reflex_route


@dataclass(frozen=True)
class Page:
    """One address of the site with what stands between masthead and footer."""

    path: str
    build: Callable[[], rx.Component]
    title: str
    description: str
    on_load: Any


PAGES: list[Page] = []


def page(
    path: str, *, title: str, description: str = "", on_load: Any = None
) -> Callable[[Callable[[], rx.Component]], Callable[[], rx.Component]]:
    """Register the function that builds a page's content.

    Args:
        path: from `web.routes`.
        title: marked with N_; « – ILO Jobs » is added.
        on_load: event handlers called each time the page opens.
    """

    def register(build: Callable[[], rx.Component]) -> Callable[[], rx.Component]:
        PAGES.append(Page(path, build, title, description, on_load))
        return build

    return register


def add_pages(app: rx.App, frame: Callable[[rx.Component, str], rx.Component]) -> None:
    """Add every registered page to the app, in each language, inside the frame."""
    for entry in PAGES:
        for language in LANGUAGES:
            with use_language(language):
                app.add_page(
                    _built(entry, language, frame),
                    route=reflex_route(entry.path, language),
                    title=f"{_(entry.title)} – ILO Jobs",
                    description=_(entry.description) if entry.description else None,
                    image="",
                    on_load=entry.on_load,
                )


def _built(entry: Page, language: str, frame: Callable[[rx.Component, str], rx.Component]) -> Any:
    def content() -> rx.Component:
        with use_language(language):
            return frame(entry.build(), entry.path)

    content.__name__ = content.__qualname__ = f"{entry.build.__name__}_{language}"
    content.__module__ = entry.build.__module__
    return content
