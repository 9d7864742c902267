"""The composition root of the server: granian calls `create_app` once."""

import gc
import os
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

import reflex as rx
import structlog
from reflex.config import get_config
from reflex.constants import StateManagerMode
from reflex.istate.manager.memory import StateManagerMemory
from reflex.istate.manager.redis import StateManagerRedis
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route, Router
from starlette.types import ASGIApp, Receive, Scope, Send

from ilojobs_app import composition
from ilojobs_app.core import logging
from ilojobs_app.core.lists import WrongList
from ilojobs_app.core.settings import WrongSetting, settings
from ilojobs_app.health import READY, Readiness, as_json
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
    profile_data,
    profile_download,
    profile_summary_data,
    register_data,
    reset_password_data,
    session_api,
    sign_in_data,
    unsubscribe_data,
    vacancies_data,
    vacancy_data,
    verify_email_data,
)
from ilojobs_app.preparation import check_data
from ilojobs_app.vacancies.downloads import notice_file
from ilojobs_app.vacancies.zones_api import zones_api
from ilojobs_app.web.gate import Gate
from ilojobs_app.web.headers import Headers
from ilojobs_app.web.last_resort import LastResort
from ilojobs_app.web.prerendered import read_build
from ilojobs_app.web.proxies import BehindProxies, Proxies
from ilojobs_app.web.references import References
from ilojobs_app.web.site import Site

log = structlog.get_logger(__name__)

UNKEPT = {"cache-control": "no-store"}
# `make run` and the tests name the published build that this server serves for as long as it runs.
BUILD = Path(os.environ.get("REFLEX_WEB_WORKDIR", ".web"), "build", "client")


def create_app() -> ASGIApp:
    """Give the whole application, or end with one line that says why it must not start."""
    try:
        return composed()
    except (WrongSetting, WrongList) as error:
        logging.tell(str(error))
        sys.exit(2)
    except Exception as error:
        # In a process of granian's, the trace would be written out, with its texts.
        log.error("uncaught", error=error)
        sys.exit(1)


def composed() -> ASGIApp:
    """Give the whole application: headers, gate, site, own routes, Reflex.

    Raises:
        WrongSetting, WrongList: it must not start so.
    """
    logging.configure()
    check_data()
    check_configuration()
    os.environ.setdefault("REFLEX_ENV_MODE", "prod")
    os.environ.setdefault("__REFLEX_SKIP_COMPILE", "true")
    os.environ.setdefault("__REFLEX_MOUNT_FRONTEND_COMPILED_APP", "true")
    from ilojobs_app.ilojobs_app import app as reflex_app  # noqa: PLC0415 - reads the environment

    check_states(reflex_app)
    routes = [
        Route("/health", live),
        Route("/health/live", live),
        Route("/health/ready", readiness(Readiness())),
        Route("/robots.txt", robots),
        Route("/notices/{language}/{job_id:int}", notice_file),
        Route("/api/institutions", institutions_api.institutions_api),
        Route("/api/time-zones", zones_api),
        session_api.route(composition.session_by_id, composition.touch_session),
        *profile_download.routes(composition.principal_by_session),
        *dev_mail.routes(),
    ]
    inner = reflex_app()
    # No application of Starlette's: it would answer a fault itself, without a reference.
    own = Router([*routes, Mount("/", inner)])
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
    proxies = Proxies(settings().trusted_proxies)
    return References(BehindProxies(Headers(LastResort(gate), settings()), proxies), proxies)


def check_configuration() -> None:
    """Refuse to serve with another configuration of Reflex than `rxconfig.py`'s.

    Where Reflex does not find that file, or variables of its own override it, it would keep what
    candidates type in readable files, and answer any origin.

    Raises:
        WrongSetting: says what is wrong.
    """
    config, chosen = get_config(), settings()
    wanted = StateManagerMode.REDIS if chosen.redis_url else StateManagerMode.MEMORY
    found = (config.state_manager_mode, config.redis_url or "", list(config.cors_allowed_origins))
    if found != (wanted, chosen.redis_url, [chosen.public_url]):
        raise WrongSetting(
            f"Reflex would not keep states in {wanted.value} as the settings ask, or would answer "
            f"other origins: in {Path.cwd()} it has not found rxconfig.py, or REFLEX_… variables "
            "override it. Start with `ilojobs serve`."
        )


def check_states(app: rx.App) -> None:
    """Refuse to serve when states are not kept where the settings ask for.

    Raises:
        WrongSetting: says where they would be.
    """
    wanted = StateManagerRedis if settings().redis_url else StateManagerMemory
    if type(app.state_manager) is not wanted:
        built = type(app.state_manager).__name__
        raise WrongSetting(f"REDIS_URL asks for {wanted.__name__}, and Reflex has made a {built}.")


def _with_lifespan(own: ASGIApp, inner: ASGIApp) -> ASGIApp:
    async def dispatch(scope: Scope, receive: Receive, send: Send) -> None:
        await (inner if scope["type"] == "lifespan" else own)(scope, receive, send)

    return dispatch


async def live(_request: Request) -> Response:
    """Say that the process answers; nothing else is asked."""
    return JSONResponse({"status": "ok"}, headers=UNKEPT)


def readiness(found: Readiness) -> Callable[[Request], Awaitable[Response]]:
    """Give the route that says whether the product can work: 503 when it cannot."""

    async def ready(_request: Request) -> Response:
        said = as_json(await found.findings())
        return JSONResponse(said, 200 if said["status"] == READY else 503, headers=UNKEPT)

    return ready


async def robots(_request: Request) -> Response:
    """Tell search engines what is private."""
    private = "".join(
        f"Disallow: /{language}/{part}\n"
        for language in ("fr", "en")
        for part in ("profile", "apply", "applications", "options")
    )
    return PlainTextResponse(f"User-agent: *\n{private}")
