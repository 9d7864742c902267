"""What a process logs, read back; nothing that somebody typed may stand in it."""

import json
import logging as stdlib
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import structlog

from ilojobs_app.core import logging
from ilojobs_app.core.settings import settings

SECRET = "awa.traore-née-Coulibaly@example.org"


class Lines:
    """The lines of the log since the last reading."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys
        self.unraisable = sys.unraisablehook

    def read(self) -> list[dict[str, Any]]:
        """Give them, and fail if SECRET, or a part of it, was said anywhere."""
        said = self._capsys.readouterr()
        for part in (SECRET, "awa.traore", "Coulibaly"):
            assert part not in said.out + said.err
        return [json.loads(line) for line in said.err.splitlines()]


@contextmanager
def logged(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Lines]:
    """Log as web and worker do, in JSON; all is put back afterwards."""
    monkeypatch.setenv("LOG_FORMAT", "json")
    settings.cache_clear()
    hooks = sys.excepthook, threading.excepthook, sys.unraisablehook
    loggers = [stdlib.getLogger(name) for name in ("", *logging.ON_THEIR_OWN)]
    kept = [(one, one.handlers[:], one.propagate, one.level) for one in loggers]
    logging.configure()
    yield Lines(capsys)
    structlog.reset_defaults()
    stdlib.captureWarnings(False)
    sys.excepthook, threading.excepthook, sys.unraisablehook = hooks
    for one, handlers, propagate, level in kept:
        one.handlers[:], one.propagate = handlers, propagate
        one.setLevel(level)
