"""The environment in which tools and server run: found on the machine, kept inside the project."""

import os
import subprocess
from pathlib import Path

from say import ROOT

VENV = ROOT / ".venv"
BIN = VENV / "bin"
PYTHON = BIN / "python"
CERTIFICATES = (
    "SSL_CERT_FILE",
    "SSL_CERT_DIR",
    "PIP_CERT",
    "REQUESTS_CA_BUNDLE",
    "NODE_EXTRA_CA_CERTS",
)


def environment() -> dict[str, str]:
    """Give the variables for every step: the venv's programs first, Reflex's files in the project."""
    env = dict(os.environ)
    env["PATH"] = f"{BIN}{os.pathsep}{env.get('PATH', '')}"
    env["VIRTUAL_ENV"] = str(VENV)
    env["REFLEX_DIR"] = str(ROOT / ".reflex")
    env["PYTHONUNBUFFERED"] = "1"
    env.pop("PYTHONHOME", None)
    # Compiling every package at each start takes longer than the whole start otherwise.
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    # A machine that names its certificate authorities has a private one: uv and node look
    # elsewhere unless they are told.
    if any(env.get(name) for name in CERTIFICATES):
        env.setdefault("UV_SYSTEM_CERTS", "1")
        env.setdefault("NODE_USE_SYSTEM_CA", "1")
    return env


def with_index(env: dict[str, str]) -> dict[str, str]:
    """Tell uv about the package index that pip is set up to use, if it is another one."""
    if env.get("UV_DEFAULT_INDEX") or env.get("UV_INDEX_URL"):
        return env
    index = env.get("PIP_INDEX_URL") or _answer(
        [str(PYTHON), "-m", "pip", "config", "get", "global.index-url"], env
    )
    return {**env, "UV_DEFAULT_INDEX": index} if index else env


def with_npm_registry(env: dict[str, str]) -> dict[str, str]:
    """Name npm's registry, without which Reflex asks two of its own choice which is faster."""
    if env.get("NPM_CONFIG_REGISTRY"):
        return env
    registry = _answer([str(BIN / "npm"), "config", "get", "registry"], env)
    return {**env, "NPM_CONFIG_REGISTRY": registry} if registry.startswith("http") else env


def data_folder() -> Path:
    """Give the DATA folder as the product will see it."""
    return (ROOT / Path(os.environ.get("DATA") or "var").expanduser()).absolute()


def _answer(command: list[str], env: dict[str, str]) -> str:
    done = subprocess.run(command, env=env, cwd=ROOT, capture_output=True, text=True, check=False)
    lines = done.stdout.split()
    return lines[-1] if done.returncode == 0 and lines else ""
