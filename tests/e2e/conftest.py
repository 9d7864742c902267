"""The browser tests: a real server with the production build, and a real Chromium."""

from pathlib import Path

import pytest

from tests.e2e import fixtures, hardships

HERE = Path(__file__).parent


def pytest_configure(config: pytest.Config) -> None:
    """Share the fixtures with the accessibility tests, and with them one server a worker."""
    if not config.pluginmanager.has_plugin("browser-fixtures"):
        config.pluginmanager.register(fixtures, "browser-fixtures")
        config.pluginmanager.register(hardships, "browser-hardships")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark everything here as driving a browser."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.e2e)
