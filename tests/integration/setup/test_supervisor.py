"""Web and worker run together and end together."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent.parent
QUIET = "import time, signal; signal.signal(signal.SIGTERM, lambda *_: exit()); time.sleep(60)"
STUBBORN = "import time, signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)"
# The supervisor with other children and an instant readiness: its own process, for its signals.
PROGRAM = """
import sys
from ilojobs_app import supervisor
supervisor.web_command = lambda _workers: [sys.executable, "-c", sys.argv[1]]
supervisor.worker_command = lambda: [sys.executable, "-c", sys.argv[2]]
supervisor.answers = lambda: True
supervisor.GRACE_SECONDS = 1
sys.exit(supervisor.supervise())
"""


def supervised(web: str, worker: str, tmp_path: Path) -> subprocess.Popen[str]:
    """Start the supervisor over two small programs, and wait until both run."""
    return subprocess.Popen(
        [sys.executable, "-u", "-c", PROGRAM, web, worker],
        cwd=ROOT,
        env={**os.environ, "DATA": str(tmp_path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def wait_until_ready(process: subprocess.Popen[str]) -> str:
    """Read what it says until it is ready."""
    assert process.stdout
    said = ""
    while "Ctrl-C" not in said:
        line = process.stdout.readline()
        assert line, process.stderr.read() if process.stderr else ""
        said += line
    return said


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_one_signal_ends_both(number: signal.Signals, tmp_path: Path) -> None:
    process = supervised(QUIET, QUIET, tmp_path)
    said = wait_until_ready(process)
    time.sleep(0.3)
    started = time.monotonic()
    process.send_signal(number)
    assert process.wait(10) == 0
    assert time.monotonic() - started < 5
    for address in ("http://localhost:8000/fr", "http://localhost:8000/en"):
        assert address in said
    assert str(tmp_path / "mail") in said
    assert "not Secure" in said


def test_child_that_does_not_end_is_killed(tmp_path: Path) -> None:
    process = supervised(STUBBORN, QUIET, tmp_path)
    wait_until_ready(process)
    time.sleep(0.5)
    process.send_signal(signal.SIGTERM)
    assert process.wait(10) == 0


@pytest.mark.parametrize(
    ("web", "worker", "name"), [("exit(3)", QUIET, "web server"), (QUIET, "exit(3)", "worker")]
)
def test_when_one_ends_by_itself_the_other_is_stopped(
    web: str, worker: str, name: str, tmp_path: Path
) -> None:
    process = supervised(web, worker, tmp_path)
    _out, error = process.communicate(timeout=20)
    assert process.returncode == 1
    assert name in error


def test_in_test_mode_it_ends_with_the_run_that_started_it(tmp_path: Path) -> None:
    env = {**os.environ, "DATA": str(tmp_path), "TEST_MODE": "true"}
    program = [sys.executable, "-u", "-c", PROGRAM, QUIET, QUIET]
    killed_run = f"import subprocess, time; subprocess.Popen({program!r}); time.sleep(60)"
    run = subprocess.Popen(
        [sys.executable, "-c", killed_run], cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True
    )
    wait_until_ready(run)
    run.kill()
    assert run.stdout
    assert "ILO Jobs has stopped." in run.stdout.read()  # to the end: nobody holds it any more
    run.wait()
