"""Reflex's configuration: npm from PyPI's node, one build for any host, no theme, no telemetry."""

import os

os.environ.setdefault("REFLEX_USE_NPM", "1")
os.environ.setdefault("REFLEX_CHECK_LATEST_VERSION", "false")
os.environ.setdefault("REFLEX_TELEMETRY_ENABLED", "false")
# Whatever the shell says: a worker that dies would take states with it (docs/adr/0013).
os.environ["REFLEX_OPLOCK_ENABLED"] = "false"

import reflex as rx
from reflex.plugins import SitemapPlugin

from ilojobs_app.core.settings import settings
from ilojobs_app.web import frontend_build
from ilojobs_app.web.routes import PRERENDERED_SAMPLES

frontend_build.prerender_dynamic_routes(PRERENDERED_SAMPLES)
if (frontend_build.LOCK / "package-lock.json").exists() and not os.environ.get("RELOCK"):
    frontend_build.use_locked_packages()

config = rx.Config(
    app_name="ilojobs_app",
    api_url="http://localhost",
    telemetry_enabled=False,
    state_manager_mode="redis" if settings().redis_url else "memory",
    redis_url=settings().redis_url or None,
    cors_allowed_origins=[settings().public_url],
    react_strict_mode=False,
    show_built_with_reflex=False,
    default_color_mode="system",
    frontend_compression_formats=["brotli", "gzip"],
    plugins=[frontend_build.OneBuildForAnyHost(), frontend_build.OwnLastResort()],
    disable_plugins=[SitemapPlugin],
)
