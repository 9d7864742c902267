"""The composition root of the frontend: the Reflex app, its pages, its policies."""

import reflex as rx
from reflex.event import noop
from reflex_base.environment import environment
from reflex_components_core.base.error_boundary import ErrorBoundary

from ilojobs_app.applications.standings import standings
from ilojobs_app.composition import principal_by_session
from ilojobs_app.pages import (  # noqa: F401 - each registers its page
    apply,
    documents,
    job_alerts,
    options_account,
    profile_education,
    profile_experience,
    profile_expertise,
    profile_ilo_experience,
    profile_languages,
    profile_personal,
    profile_references,
    profile_summary,
    register,
    unsubscribe,
)
from ilojobs_app.pages.notices import bars, needs_cookies, notices
from ilojobs_app.ui.frame import LastResort, frame, island
from ilojobs_app.vacancies.standings import told_by
from ilojobs_app.web import event_faults, generated
from ilojobs_app.web.pages import add_pages
from ilojobs_app.web.policies import PolicyMiddleware
from ilojobs_app.web.wellformed import admit_events_only

FONTS = ("/fonts/overpass-latin.woff2", "/fonts/noto-sans-latin.woff2")

# A server writes nothing into the project: what it serves has been built.
if not environment.REFLEX_BACKEND_ONLY.get():
    generated.write()


def language_of_address() -> rx.Var[str]:
    """Give the page's language from its address, also after a change of page."""
    return rx.Var(
        "(useLocation().pathname.startsWith('/en') ? 'en' : 'fr')",
        _var_type=str,
        _var_data=rx.vars.VarData(imports={"react-router": ["useLocation"]}),
    )


def on_fault(exception: Exception):
    """Log a handler's failure and tell the page; Reflex looks at this function's own annotations."""
    return event_faults.on_fault(exception)


def last_resort(is_stateful: bool) -> rx.Component:
    """Give what is drawn where drawing failed: Reflex's own shows English and a stack trace."""
    reporting = {} if is_stateful else {"on_error": noop()}
    return ErrorBoundary.create(fallback_render=rx.Var.create(LastResort.create()), **reporting)


def _framed(content: rx.Component, path: str) -> rx.Component:
    return frame(content, needs_cookies(path), bars(), notices())


app = rx.App(
    theme=None,
    toaster=None,
    reset_style=False,
    stylesheets=["/tokens.css", "/components.css", "/product.css"],
    html_custom_attrs={"lang": language_of_address()},
    head_components=[
        rx.el.meta(name="color-scheme", content="light dark"),
        rx.el.meta(name="theme-color", content="#230050"),
        rx.el.link(rel="icon", href="/favicon.svg", type="image/svg+xml"),
        *(
            rx.el.link(
                rel="preload",
                href=font,
                custom_attrs={"as": "font"},
                type="font/woff2",
                cross_origin="anonymous",
            )
            for font in FONTS
        ),
    ],
    backend_exception_handler=on_fault,
    frontend_exception_handler=event_faults.on_frontend_error,
)
admit_events_only(app.event_namespace)
told_by(standings)
app.app_wraps.pop((5, "Overlay"), None)
app.app_wraps[55, "ErrorBoundary"] = last_resort
app.add_middleware(PolicyMiddleware(principal_by_session), index=0)
add_pages(app, _framed)
app.add_page(lambda: _framed(island(), ""), route="404", title="ILO Jobs", image="")
