"""The browser of the tests: CHROMIUM, the machine's own, else Playwright's."""

import os
import shutil

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")


def executable() -> str | None:
    """Give the path of a Chromium; None leaves the choice to Playwright."""
    if named := os.environ.get("CHROMIUM"):
        return shutil.which(named) or named
    return next((path for name in NAMES if (path := shutil.which(name))), None)
