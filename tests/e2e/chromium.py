"""The browser of the tests: CHROMIUM, the machine's own, else Playwright's."""

import os
import shutil

NAMES = ("chromium", "chromium-browser", "google-chrome")
# The address bar's own pages start two processes for each page under test. A second list takes the
# place of Playwright's, so what matters of that one is said again.
WITHOUT = (
    "WebUIOmniboxPopup",
    "WebUIOmniboxAimPopup",
    "DestroyProfileOnBrowserClose",
    "HttpsFirstBalancedModeAutoEnable",
    "HttpsUpgrades",
    "MediaRouter",
    "OptimizationHints",
    "PaintHolding",
)
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    f"--disable-features={','.join(WITHOUT)}",
)


def executable() -> str | None:
    """Give the path of a Chromium; None leaves the choice to Playwright."""
    if named := os.environ.get("CHROMIUM"):
        return shutil.which(named) or named
    return next((path for name in NAMES if (path := shutil.which(name))), None)
