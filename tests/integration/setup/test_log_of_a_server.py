"""With LOG_FORMAT=json a program can read every line of the log, granian's own included."""

import json
import os
import signal
from pathlib import Path

import pytest

from tests.e2e.server import build_folder
from tests.integration.setup.test_from_any_folder import Abroad, visit


def children(pid: int) -> list[int]:
    """Give the processes that a process has started."""
    found = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    return [int(child) for child in found.split()]


def test_a_web_process_that_is_killed_is_a_line_like_the_others(tmp_path: Path) -> None:
    build = build_folder()
    if build is None:
        pytest.skip("no production build: run `make e2e`, which makes it")
    if not Path("/proc/self/task").is_dir():
        pytest.skip("no /proc here")
    abroad = Abroad(tmp_path)
    abroad.env |= {"LOG_FORMAT": "json", "REFLEX_WEB_WORKDIR": str(build)}
    abroad.call("migrate")
    server = abroad.start("serve")
    try:
        assert visit(abroad.env["PORT"]) == 200
        (web,) = children(server.pid)
        os.kill(web, signal.SIGKILL)
        said = server.communicate(timeout=40)[0].decode()
    finally:
        server.kill()
    lines = [json.loads(line) for line in said.splitlines()]
    assert [line["event"] for line in lines] == ["Unexpected exit from worker-1"]
    assert lines[0]["logger"] == "_granian"
