"""`make dev`: the product as it is served, built and started again whenever a source changes."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from watchfiles import DefaultFilter, watch

ROOT = Path(__file__).resolve().parent.parent
WATCHED = [ROOT / "ilojobs_app", ROOT / "assets", ROOT / "rxconfig.py", ROOT / "alembic"]
GENERATED = (str(ROOT / "assets" / "generated"), str(ROOT / "assets" / "external"))


class Sources(DefaultFilter):
    """What a person edits, not what a build writes."""

    def __call__(self, change: object, path: str) -> bool:
        """Say whether a change counts."""
        return not path.startswith(GENERATED) and super().__call__(change, path)


def start() -> subprocess.Popen[bytes]:
    """Set up what the change asks for, and serve."""
    env = {name: value for name, value in os.environ.items() if name != "REFLEX_WEB_WORKDIR"}
    env.setdefault("DEV_MAIL", "1")
    return subprocess.Popen([sys.executable, "tools/setup", "run"], cwd=ROOT, env=env)


def stop(server: subprocess.Popen[bytes]) -> None:
    """End the server and wait until its port is free."""
    if server.poll() is None:
        server.send_signal(signal.SIGTERM)
    server.wait()


def main() -> None:
    """Serve, watch, serve again, until Ctrl-C or SIGTERM."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.default_int_handler)
    server = start()
    try:
        for changes in watch(*WATCHED, watch_filter=Sources(), raise_interrupt=True):
            names = sorted({os.path.relpath(path, ROOT) for _change, path in changes})
            print(f"\nChanged: {', '.join(names[:3])}{' …' if len(names) > 3 else ''}", flush=True)
            stop(server)
            server = start()
    except KeyboardInterrupt:
        stop(server)


if __name__ == "__main__":
    main()
