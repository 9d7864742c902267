"""Web and worker under one parent: both run, or neither does; one Ctrl-C ends both."""

import contextlib
import http.client
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from urllib.parse import urlsplit

import click

from ilojobs_app.core.settings import settings

ROOT = Path(__file__).parent.parent
BUILD = ROOT / "build" / "frontend" / "current"
READY_SECONDS = 60
GRACE_SECONDS = 25
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def web_command() -> list[str]:
    """Give the command that serves the site: one process, which ends even if a client hangs on."""
    chosen = settings()
    options = ["--host", chosen.host, "--port", str(chosen.port), "--workers-kill-timeout", "5"]
    granian = [sys.executable, "-m", "granian", "--interface", "asgi", "--factory"]
    return [*granian, "--log-level", "warning", *options, "ilojobs_app.server:create_app"]


def web_environment() -> dict[str, str]:
    """Give the server's environment: which frontend build it serves, for as long as it runs."""
    env = dict(os.environ)
    if "REFLEX_WEB_WORKDIR" not in env and BUILD.exists():
        env["REFLEX_WEB_WORKDIR"] = str(BUILD.resolve())
    return env


def supervise() -> int:
    """Run web and worker until a signal, or until one of them ends; give the exit code."""
    stop = threading.Event()
    for number in SIGNALS:
        signal.signal(number, lambda *_: stop.set())
    web = _start(web_command(), web_environment())
    worker = _start([sys.executable, "-m", "ilojobs_app.cli", "worker"], dict(os.environ))
    started = {"The web server": web, "The worker": worker}
    threading.Thread(target=_announce, args=(stop,), daemon=True).start()
    failed = ""
    while not stop.wait(0.2):
        failed = next((name for name, child in started.items() if child.poll() is not None), "")
        if failed:
            click.echo(f"ilojobs: {failed} ended by itself; the rest is stopped too.", err=True)
            break
    _end(list(started.values()))
    if not failed:
        click.echo("\nILO Jobs has stopped.")
    return 1 if failed else 0


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
            click.echo("ilojobs: killing what did not end in time.", err=True)
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(child.pid, signal.SIGKILL)


def _announce(stop: threading.Event) -> None:
    """Say where the site is, once it answers."""
    deadline = time.monotonic() + READY_SECONDS
    while not answers():
        if stop.wait(0.1) or time.monotonic() > deadline:
            return
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
    click.echo("\n".join([*lines, "Ctrl-C stops it.", ""]))


def answers() -> bool:
    """Say whether the site answers on its port."""
    chosen = settings()
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(chosen.host, chosen.host)
    connection = http.client.HTTPConnection(host, chosen.port, timeout=2)
    try:
        connection.request("GET", "/health", headers={"host": urlsplit(chosen.public_url).netloc})
        return connection.getresponse().status == http.client.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
