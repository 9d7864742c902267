"""What every test may use: an isolated data folder, and a database session."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import settings as hypothesis

from ilojobs_app.core import db
from ilojobs_app.core.settings import settings
from ilojobs_app.institutions import service as institutions
from tests.logs import Lines, logged

# A busy machine must not decide whether a rule holds.
hypothesis.register_profile("untimed", deadline=None)
hypothesis.load_profile("untimed")

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _isolated(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """Give each test its own settings and data folder."""
    monkeypatch.setenv("DATA", str(tmp_path / "data"))
    settings.cache_clear()
    db.engine.cache_clear()
    institutions.forget()
    yield
    settings.cache_clear()
    db.engine.cache_clear()


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Lines]:
    """Give the lines that are logged."""
    with logged(monkeypatch, capsys) as read:
        yield read


@pytest.fixture
def now() -> datetime:
    """Give the instant at which the test takes place."""
    return NOON
