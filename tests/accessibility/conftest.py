"""The accessibility tests share server and browser with the browser tests."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.accessibility.axe import Axe
from tests.e2e import fixtures, hardships

HERE = Path(__file__).parent


def pytest_configure(config: pytest.Config) -> None:
    """Share the fixtures with the browser tests, and with them one server a worker."""
    if not config.pluginmanager.has_plugin("browser-fixtures"):
        config.pluginmanager.register(fixtures, "browser-fixtures")
        config.pluginmanager.register(hardships, "browser-hardships")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark everything here as driving a browser."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.e2e)


@pytest.fixture
def axe(page: Page) -> Axe:
    """Look at pages with axe-core; asked for before the first page is opened."""
    return Axe(page)
