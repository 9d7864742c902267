"""Web and worker under one parent: both run, or neither does; one Ctrl-C ends both."""

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from urllib.parse import urlsplit

import click

from ilojobs_app.core.logging import tell
from ilojobs_app.core.settings import ROOT, WrongSetting, settings

BUILD = ROOT / "build" / "frontend" / "current"
LOGGING = Path(__file__).parent / "granian.json"
GRACE_SECONDS = 25
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def web_command(workers: int) -> list[str]:
    """Give the command that serves the site; its processes end even if a client hangs on."""
    chosen = settings()
    options = ["--host", chosen.host, "--port", str(chosen.port), "--workers", str(workers)]
    granian = [sys.executable, "-m", "granian", "--interface", "asgi", "--factory"]
    lines = ["--log-level", "warning", "--log-config", str(LOGGING)]
    ends = ["--workers-kill-timeout", "5"]
    return [*granian, *lines, *ends, *options, "ilojobs_app.server:create_app"]


def worker_command() -> list[str]:
    """Give the command that sends the mail."""
    return [sys.executable, "-m", "ilojobs_app.cli", "worker"]


def environment() -> dict[str, str]:
    """Give what web and worker are started with.

    They work in the project's folder, the only one where Reflex finds its configuration: what the
    caller named from another folder is passed on whole.
    """
    chosen = settings()
    path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    named = {"DATA": str(chosen.data), "DATABASE_URL": chosen.database_url, "PYTHONPATH": path}
    return {**os.environ, **named}


def web_environment() -> dict[str, str]:
    """Give the server's environment: which frontend build it serves, for as long as it runs."""
    # Reflex's own folder would be in the caller's home; and what only a build writes stays unwritten.
    env = {"REFLEX_DIR": str(ROOT / ".reflex"), "REFLEX_BACKEND_ONLY": "true", **environment()}
    build = Path(env.get("REFLEX_WEB_WORKDIR") or BUILD)
    if build.exists():
        env["REFLEX_WEB_WORKDIR"] = str(build.resolve())
    return env


def check_workers(workers: int) -> None:
    """Refuse more processes than one, unless they can share what they know of each tab.

    Raises:
        WrongSetting: says why, and names REDIS_URL.
    """
    if workers > 1 and not settings().redis_url:
        raise WrongSetting(
            f"WORKERS: {workers} processes need REDIS_URL, where they share the states of the "
            "pages: a page that connects again reaches another process, which would not know it."
        )


def check_port() -> None:
    """Refuse an address on which the server could not listen.

    Raises:
        WrongSetting: says why, and names PORT or HOST.
    """
    host, port = settings().host, settings().port
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        socket.getaddrinfo(host, port, family)
        socket.create_server((host, port), family=family).close()
    except socket.gaierror:
        raise WrongSetting(f"HOST: {host} is not an address of this machine.") from None
    except OSError as error:
        raise WrongSetting(
            f"PORT: {port} of {host} cannot be used ({error.strerror}): stop what uses it, or "
            "choose another one."
        ) from None


def supervise(workers: int = 1) -> int:
    """Run web and worker until a signal, or until one of them ends; give the exit code.

    Args:
        workers: processes that serve the site.
    """
    stop = threading.Event()
    for number in SIGNALS:
        signal.signal(number, lambda *_: stop.set())
    children = {"The web server": _start(web_command(workers), web_environment())}
    ended, parent = "", os.getppid()
    while not ended and not stop.wait(0.1):
        # A test run that is killed cannot stop its servers.
        if settings().test_mode and os.getppid() != parent:
            break
        ended = next((name for name, child in children.items() if child.poll() is not None), "")
        # The worker comes second: starting together, the two would delay the first page.
        if not ended and len(children) == 1 and answers():
            children["The worker"] = _start(worker_command(), environment())
            click.echo(welcome())
    _end(list(children.values()))
    if ended:
        tell(f"{ended} ended by itself, so the rest was stopped too.")
    else:
        click.echo("\nILO Jobs has stopped.")
    return 1 if ended else 0


def _start(command: list[str], env: dict[str, str]) -> subprocess.Popen[bytes]:
    # A session of its own: Ctrl-C reaches the parent alone, which ends both in order.
    return subprocess.Popen(command, cwd=ROOT, env=env, start_new_session=True)


def _end(children: list[subprocess.Popen[bytes]]) -> None:
    """Ask all to end, and kill what is left after the grace."""
    for child in children:
        with contextlib.suppress(ProcessLookupError):
            child.terminate()
    deadline = time.monotonic() + GRACE_SECONDS
    for child in children:
        try:
            child.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            tell("killing what did not end in time.")
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(child.pid, signal.SIGKILL)


def welcome() -> str:
    """Say where the site is and where its mail goes."""
    chosen = settings()
    where = "by SMTP" if chosen.smtp_url else f"as files in {chosen.mail_folder}"
    lines = [
        "",
        "ILO Jobs is ready:",
        f"  French    {chosen.public_url}/fr",
        f"  English   {chosen.public_url}/en",
        f"  Mail      {where}",
        f"  Data      {chosen.data}",
    ]
    if not chosen.is_https:
        lines.append("  Cookies   not Secure: PUBLIC_URL is plain http, fit for this machine only")
    return "\n".join([*lines, "Ctrl-C stops it.", ""])


def answers() -> bool:
    """Say whether the site answers on its port."""
    chosen = settings()
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(chosen.host, chosen.host)
    connection = http.client.HTTPConnection(host, chosen.port, timeout=2)
    try:
        connection.request(
            "GET", "/health/live", headers={"host": urlsplit(chosen.public_url).netloc}
        )
        return connection.getresponse().status == http.client.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
