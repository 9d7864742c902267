"""What the frontend build needs beyond Reflex's defaults. Used by `rxconfig.py` only.

Reflex is pinned exactly, because the names patched here are internal to it; each patch raises
when the code it expects is not there any more.
"""

import hashlib
import json
import shutil
import subprocess
from functools import wraps
from pathlib import Path
from typing import Any

import reflex as rx
from reflex.utils import frontend_skeleton, js_runtimes

WEB = Path(".web")
LOCK = Path("reflex.lock")
# Dynamic routes are prerendered once, with this parameter, and served for every value of it.
SAMPLE_PARAMETER = "0"


def replace_once(text: str, old: str, new: str) -> str:
    """Replace a text that must occur exactly once.

    Raises:
        RuntimeError: it does not, so Reflex has changed and the patch must be looked at again.
    """
    if text.count(old) != 1:
        raise RuntimeError(
            f"expected exactly one {old!r} in Reflex's output, found {text.count(old)}"
        )
    return text.replace(old, new)


def find_backend_where_loaded(state_js: str) -> str:
    """Make the page look for its backend on the host and port it was loaded from."""
    if "endpoint.port = window.location.port;" in state_js:
        return state_js  # A second build: Reflex keeps the file of the first.
    state_js = replace_once(
        state_js,
        "endpoint.hostname = frontend_hostname;",
        "endpoint.hostname = frontend_hostname;\n    endpoint.port = window.location.port;",
    )
    return replace_once(
        state_js,
        'endpoint.port = ""; // Assume websocket is on https port via load balancer.',
        "",
    )


def end_at_last_resort(root_jsx: str) -> str:
    """Have React Router, too, show our last resort where it would show English and a stack trace."""
    ours = 'export { LastResort as ErrorBoundary } from "$/public/jsx/last_resort.jsx";'
    return root_jsx if ours in root_jsx else f"{root_jsx.rstrip()}\n\n{ours}\n"


def wait_longer_each_time(state_js: str) -> str:
    """Make a page without a line ask again after 0.3, 0.6 … 10 seconds, not all pages at once.

    Reflex's own waits end at two seconds: a thousand pages would keep a server down that starts.
    """
    if "Math.random()) * Math.min(" in state_js:
        return state_js
    state_js = replace_once(
        state_js,
        'document.addEventListener("visibilitychange", checkVisibility);',
        'document.addEventListener("visibilitychange", checkVisibility);\n'
        '  window.addEventListener("online", checkVisibility);',
    )
    return replace_once(
        state_js,
        "}, 200 * failed_attempts); // Incremental backoff",
        "}, (0.75 + 0.5 * Math.random()) * Math.min(10000, 150 * 2 ** failed_attempts));",
    )


def say_for_whom(state_js: str) -> str:
    """Have each event say for which account its page was made (`assets/jsx/owner.js`)."""
    if "owner: window.__ilojobs_owner" in state_js:
        return state_js
    return replace_once(
        state_js,
        "      asPath: loc.pathname + search + hash,\n",
        '      asPath: loc.pathname + search + hash,\n      owner: window.__ilojobs_owner ?? "",\n',
    )


def connect_again_when_asked(state_js: str) -> str:
    """Let a page connect anew: a connection keeps the session that it was opened with."""
    if "ilojobs:connect" in state_js:
        return state_js
    return replace_once(
        state_js,
        "  const disconnectTrigger = (event) => {",
        '  window.addEventListener("ilojobs:connect", () => {\n'
        "    socket.current?.disconnect();\n"
        "    checkVisibility();\n"
        "  });\n\n"
        "  const disconnectTrigger = (event) => {",
    )


class OneBuildForAnyHost(rx.plugins.Plugin):
    """Build once, serve under any host name, port and scheme."""

    def pre_compile(self, **context: Any) -> None:
        """Patch the generated socket code."""
        context["add_modify_task"]("utils/state.js", find_backend_where_loaded)
        context["add_modify_task"]("utils/state.js", wait_longer_each_time)
        context["add_modify_task"]("utils/state.js", say_for_whom)
        context["add_modify_task"]("utils/state.js", connect_again_when_asked)


class OwnLastResort(rx.plugins.Plugin):
    """A page that fails says so in both languages, whoever caught the error."""

    def pre_compile(self, **context: Any) -> None:
        """Patch the generated root of all pages."""
        context["add_modify_task"]("app/root.jsx", end_at_last_resort)


def prerender_dynamic_routes(paths: list[str]) -> None:
    """Have `/fr/vacancies/[id]` and the like prerendered once, as `/fr/vacancies/0`."""
    # Reflex loads rxconfig.py more than once: never wrap the wrapper.
    original = frontend_skeleton._update_react_router_config
    original = getattr(original, "__wrapped__", original)

    @wraps(original)
    def with_samples(config: rx.Config, prerender_routes: bool = False) -> str:
        source = original(config, prerender_routes=prerender_routes)
        if not prerender_routes:
            return source
        listed = f"({{getStaticPaths}}) => [...getStaticPaths(), ...{json.dumps(paths)}]"
        return replace_once(source, '"prerender": true', f'"prerender": {listed}')

    frontend_skeleton._update_react_router_config = with_samples


def install_locked_packages(*_args: Any, **_kwargs: Any) -> None:
    """Install npm packages from the committed lock, unless exactly these are there already."""
    lock = LOCK / "package-lock.json"
    digest = hashlib.sha256(lock.read_bytes()).hexdigest()
    stamp = WEB / "node_modules" / ".lock-digest"
    if stamp.is_file() and stamp.read_text(encoding="ascii") == digest:
        return
    for name in ("package.json", "package-lock.json"):
        shutil.copyfile(LOCK / name, WEB / name)
    subprocess.run(
        [
            "npm",
            "ci",
            "--include=dev",
            "--legacy-peer-deps",
            "--no-audit",
            "--no-fund",
            "--loglevel=error",
            # Retried within seconds: who has no line is told so soon, not after three minutes.
            "--fetch-retry-mintimeout=1000",
            "--fetch-retry-maxtimeout=5000",
        ],
        cwd=WEB,
        check=True,
    )
    stamp.write_text(digest, encoding="ascii")


def use_locked_packages() -> None:
    """Replace Reflex's four npm calls, which may change versions, by one locked installation."""
    js_runtimes._install_frontend_packages = install_locked_packages
    # A build reads the lock and never writes it: Reflex would reorder package.json each time.
    frontend_skeleton.sync_web_lockfiles_to_root = lambda: None
