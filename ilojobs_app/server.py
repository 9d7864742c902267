"""The composition root of the server: granian calls `create_app` once."""

import gc
import os
from pathlib import Path

from granian.utils.proxies import wrap_asgi_with_proxy_headers
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from ilojobs_app import composition
from ilojobs_app.consent.statements import check_statements
from ilojobs_app.core import clock, logging
from ilojobs_app.core.lists import check_lists
from ilojobs_app.core.settings import settings
from ilojobs_app.help.texts import check_help
from ilojobs_app.institutions import api as institutions_api
from ilojobs_app.notifications import dev_mail
from ilojobs_app.pages import (  # noqa: F401 - each registers its island or gives its route
    application_data,
    applications_data,
    apply_data,
    categories_data,
    category_data,
    expertise_levels_data,
    forgot_password_data,
    help_data,
    home_data,
    job_alerts_data,
    options_account_data,
    privacy_data,
    profile_download,
    profile_summary_data,
    register_data,
    reset_password_data,
    sign_in_data,
    unsubscribe_data,
    vacancies_data,
    vacancy_data,
    verify_email_data,
)
from ilojobs_app.vacancies.downloads import notice_file
from ilojobs_app.web.gate import Gate
from ilojobs_app.web.headers import Headers
from ilojobs_app.web.last_resort import LastResort
from ilojobs_app.web.prerendered import read_build
from ilojobs_app.web.site import Site

# `make run` and the tests name the published build that this server serves for as long as it runs.
BUILD = Path(os.environ.get("REFLEX_WEB_WORKDIR", ".web"), "build", "client")


def create_app() -> ASGIApp:
    """Give the whole application: headers, gate, site, own routes, Reflex."""
    logging.configure()
    check_data()
    os.environ.setdefault("REFLEX_ENV_MODE", "prod")
    os.environ.setdefault("__REFLEX_SKIP_COMPILE", "true")
    os.environ.setdefault("__REFLEX_MOUNT_FRONTEND_COMPILED_APP", "true")
    from ilojobs_app.ilojobs_app import app as reflex_app  # noqa: PLC0415 - reads the environment

    routes = [
        Route("/health", health),
        Route("/robots.txt", robots),
        Route("/notices/{language}/{job_id:int}", notice_file),
        Route("/api/institutions", institutions_api.institutions_api),
        *profile_download.routes(composition.principal_by_session),
        *dev_mail.routes(),
    ]
    inner = reflex_app()
    own = Starlette(routes=[*routes, Mount("/", inner)], lifespan=None)
    site = Site(
        _with_lifespan(own, inner),
        settings=settings(),
        pages=read_build(BUILD, settings()),
        look_up=composition.principal_by_session,
        sign_out=composition.end_session,
    )
    gate = Gate(site, settings(), composition.session_by_secret)
    # What was imported stays for good: without this, Python looks through all of it now and then
    # for garbage, and everybody waits for 100 ms.
    gc.collect()
    gc.freeze()
    return behind_proxies(Headers(LastResort(gate), settings()))


def behind_proxies(app: ASGIApp) -> ASGIApp:
    """Take the client's address from a trusted proxy: else all candidates would share its own."""

    async def asgi(scope: Scope, receive: Receive, send: Send) -> None:
        await app(scope, receive, send)

    return wrap_asgi_with_proxy_headers(asgi, settings().trusted_proxies.split(","))


def check_data() -> None:
    """Read every data file, so that a wrong one is named at start and not by a candidate."""
    check_lists()
    check_statements(clock.now())
    check_help()


def _with_lifespan(own: Starlette, inner: ASGIApp) -> ASGIApp:
    async def dispatch(scope: Scope, receive: Receive, send: Send) -> None:
        await (inner if scope["type"] == "lifespan" else own)(scope, receive, send)

    return dispatch


async def health(_request: Request) -> Response:
    """Say that the server answers."""
    return JSONResponse({"status": "ok"})


async def robots(_request: Request) -> Response:
    """Tell search engines what is private."""
    private = "".join(
        f"Disallow: /{language}/{part}\n"
        for language in ("fr", "en")
        for part in ("profile", "apply", "applications", "options")
    )
    return PlainTextResponse(f"User-agent: *\n{private}")
