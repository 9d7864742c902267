"""A real server for the browser tests: web and worker as `make run` starts them, on a free port."""

import contextlib
import fcntl
import http.client
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlmodel import Session

from ilojobs_app.core.db import make_engine, transaction

ROOT = Path(__file__).parent.parent.parent
PREPARE = (
    "from ilojobs_app import preparation as p; "
    "p.migrate(); p.load_institutions(); p.keep_samples_open()"
)
# What a developer's shell may set and a test must not inherit.
FOREIGN = (
    "DATABASE_URL",
    "REDIS_URL",
    "SMTP_URL",
    "HOST",
    "PUBLIC_URL",
    "SESSION_HOURS",
    "SESSION_IDLE_MINUTES",
    "WORKERS",
)
START_SECONDS = 120
STOP_SECONDS = 30


def build_folder() -> Path | None:
    """Give the production build that `make` made; None when there is none."""
    named = os.environ.get("REFLEX_WEB_WORKDIR", "")
    choices = [Path(named)] if named else [ROOT / "build/frontend/current", ROOT / ".web"]
    found = (path.resolve() for path in choices)
    return next((path for path in found if (path / "build/client/fr/index.html").is_file()), None)


def chosen_settings() -> dict[str, str]:
    """Give what TEST_WORKERS asks for: all browser tests on several processes, with Redis."""
    workers = os.environ.get("TEST_WORKERS", "1")
    if workers == "1":
        return {}
    return {"WORKERS": workers, "REDIS_URL": os.environ["TEST_REDIS_URL"]}


def environment(data: Path, **more: str) -> dict[str, str]:
    """Give the environment of a server whose files are in `data`."""
    kept = {name: value for name, value in os.environ.items() if name not in FOREIGN}
    return {**kept, "DATA": str(data), "TEST_MODE": "true", "PYTHONUNBUFFERED": "1", **more}


def prepared_data(shared: Path, own: Path) -> Path:
    """Copy a prepared DATA folder: the first worker of a run prepares it for all."""
    template = shared / "e2e-data"
    with (shared / "e2e-data.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not template.exists():
            draft = shared / "e2e-data-draft"
            env = environment(draft, PORT="8000")
            subprocess.run([sys.executable, "-c", PREPARE], cwd=ROOT, env=env, check=True)
            draft.rename(template)
    shutil.copytree(template, own)
    return own


def free_port() -> int:
    """Give a port on which nothing listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """One server with its own database, mail and clock."""

    def __init__(self, data: Path, build: Path, **settings: str) -> None:
        self.data, self.build, self.settings = data, build, settings
        self.port = free_port()
        self.url = f"http://localhost:{self.port}"
        self.log = data.parent / "server.log"
        self.engine = make_engine(
            settings.get("DATABASE_URL") or f"sqlite:///{data / 'ilojobs.db'}"
        )
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start, and wait until the site answers.

        Raises:
            RuntimeError: it ended or did not answer in time; holds the end of its log.
        """
        env = environment(
            self.data,
            PORT=str(self.port),
            REFLEX_WEB_WORKDIR=str(self.build),
            PUBLIC_URL=self.url,
            **self.settings,
        )
        with self.log.open("ab") as log:
            command = [sys.executable, "-m", "ilojobs_app.cli", "run"]
            self._process = subprocess.Popen(
                command, cwd=ROOT, env=env, stdout=log, stderr=subprocess.STDOUT
            )
        deadline = time.monotonic() + START_SECONDS
        while not self.answers():
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"The server did not start:\n{self.log_tail()}")
            time.sleep(0.1)

    def stop(self) -> None:
        """Stop as Ctrl-C does, and wait for the end."""
        if self._process and self._process.poll() is None:
            self._process.terminate()
            self._process.wait(STOP_SECONDS)

    @property
    def pid(self) -> int:
        """Give the process that was started; the web server and the worker are its children."""
        assert self._process is not None
        return self._process.pid

    def answers(self) -> bool:
        """Say whether the site answers."""
        connection = http.client.HTTPConnection("localhost", self.port, timeout=2)
        try:
            connection.request("GET", "/health/live")
            return connection.getresponse().status == http.client.OK
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def log_tail(self, lines: int = 80) -> str:
        """Give the end of what the server said."""
        if not self.log.exists():
            return ""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])

    @contextlib.contextmanager
    def transaction(self) -> Iterator[Session]:
        """Open a session on the server's own database."""
        with transaction(self.engine) as session:
            yield session


class Clock:
    """The clock of a server, which its processes read from DATA at each request."""

    def __init__(self, data: Path) -> None:
        self._file = data / "test-clock-offset"
        self._offset = timedelta()

    def now(self) -> datetime:
        """Give the server's present instant."""
        return datetime.now(UTC) + self._offset

    def move(self, by: timedelta) -> None:
        """Move it further."""
        self._offset += by
        self._file.write_text(str(self._offset.total_seconds()), encoding="ascii")

    def reset(self) -> None:
        """Put it right again."""
        self._offset = timedelta()
        self._file.unlink(missing_ok=True)
