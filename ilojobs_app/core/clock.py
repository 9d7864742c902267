"""The time. Rules receive it as an argument; only the edges ask here."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from ilojobs_app.core.settings import settings


def now() -> datetime:
    """Give the present instant, aware, in UTC; in test mode, moved by the tests' offset."""
    real = datetime.now(UTC)
    return real + _test_offset() if settings().test_mode else real


def move(offset: timedelta) -> None:
    """Move the clock of every process that shares DATA. Test mode only.

    Raises:
        PermissionError: outside test mode.
    """
    if not settings().test_mode:
        raise PermissionError("the clock moves in test mode only")
    _offset_file().write_text(str(offset.total_seconds()), encoding="ascii")


def _offset_file() -> Path:
    return settings().data / "test-clock-offset"


def _test_offset() -> timedelta:
    try:
        return timedelta(seconds=float(_offset_file().read_text(encoding="ascii")))
    except (FileNotFoundError, ValueError):
        return timedelta()
