"""The Chromium of the browser tests: the machine's own, or one that is installed for them."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from environment import PYTHON
from say import Stop, run, step

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MACOS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)


def environment(env: Mapping[str, str]) -> dict[str, str]:
    """Give the environment with CHROMIUM set to the path of a Chromium.

    Raises:
        Stop: there is none, and none could be installed.
    """
    found = find(env) or install(env)
    if not found:
        raise Stop(
            "The browser tests need Chromium: install it (Debian: apt install chromium) "
            "or name it with CHROMIUM=/path/to/chromium."
        )
    return {**env, "CHROMIUM": found}


def find(env: Mapping[str, str]) -> str:
    """Give the path of a browser on this machine; empty when there is none."""
    if named := env.get("CHROMIUM"):
        return shutil.which(named) or ""
    for name in (*NAMES, *MACOS):
        if path := shutil.which(name):
            return path
    return _of_playwright(env)


def install(env: Mapping[str, str]) -> str:
    """Install one: Debian's as root, else Playwright's own for this user."""
    if env.get("CHROMIUM"):
        return ""
    quiet = {**env, "DEBIAN_FRONTEND": "noninteractive"}
    if shutil.which("apt-get") and os.geteuid() == 0:
        step("No Chromium found: installing Debian's")
        debian = "The registry of Debian packages"
        run("Debian's package lists", ["apt-get", "update", "-q"], quiet, registry=debian)
        command = [
            "apt-get",
            "install",
            "-q",
            "-y",
            "--no-install-recommends",
            "chromium",
            "fonts-liberation",
        ]
        run("Chromium", command, quiet, registry=debian)
        return find(env)
    step("No Chromium found: installing Playwright's for this user")
    run(
        "Chromium",
        [str(PYTHON), "-m", "playwright", "install", "chromium"],
        env,
        registry="Playwright's download site",
    )
    return find(env)


def _of_playwright(env: Mapping[str, str]) -> str:
    code = (
        "from playwright.sync_api import sync_playwright as p\n"
        "with p() as made: print(made.chromium.executable_path)"
    )
    done = subprocess.run(
        [str(PYTHON), "-c", code], env=dict(env), capture_output=True, text=True, check=False
    )
    path = done.stdout.strip()
    return path if path and Path(path).exists() else ""
