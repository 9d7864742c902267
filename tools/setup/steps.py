"""The steps of the set-up. Each leaves a stamp of what it was made from, and is skipped by it."""

import contextlib
import importlib.util
import os
import shutil
import socket
import sys
import tempfile
from pathlib import Path

import digests
from environment import BIN, PYTHON, VENV, environment, with_index, with_npm_registry
from say import ROOT, Stop, free_space, run, step

LOCKS = {"run": ROOT / "requirements.txt", "dev": ROOT / "requirements-dev.txt"}
STAMP = VENV / ".packages"
SCRIPT_TOOLS = ROOT / "tools" / "scripts"
BUILDS = ROOT / "build" / "frontend"
CURRENT = BUILDS / "current"
# 0.6 GB for the product, as much again for the tests, and room to work in.
NEEDED = 1_500_000_000
KEPT_BUILDS = 4


def check_python() -> None:
    """Refuse a Python that cannot make virtual environments.

    Raises:
        Stop: says what to install.
    """
    if sys.version_info < (3, 11):  # noqa: UP036 - who starts tools/setup by hand may have any
        raise Stop(f"Python {sys.version.split()[0]} is too old: ILO Jobs needs 3.11 or newer.")
    if PYTHON.exists():
        return
    if not (importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip")):
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        raise Stop(
            f"Python {version} comes without venv. On Debian: apt install python3-venv "
            f"(or python{version}-venv), then run the command again."
        )


def check_disk(data: Path) -> None:
    """Refuse to start what the disk cannot hold.

    Raises:
        Stop: says how much is free.
    """
    if not PYTHON.exists() and shutil.disk_usage(ROOT).free < NEEDED:
        raise Stop(
            f"The disk is too full: {free_space()} free at {ROOT}, 1.5 GB needed: make room."
        )
    try:
        data.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.TemporaryFile(dir=data) as probe:
            probe.write(b"\0" * 65536)
    except OSError as error:
        raise Stop(
            f"DATA={data} cannot be written: {error.strerror}. Name another folder with DATA=."
        ) from None


def check_port() -> None:
    """Refuse a port on which something listens already.

    Raises:
        Stop: names the port and PORT=.
    """
    host, port = os.environ.get("HOST") or "127.0.0.1", os.environ.get("PORT") or "8000"
    if not port.isdigit() or not 1 <= int(port) <= 65535:
        raise Stop(f"PORT={port} is not a port: give a number from 1 to 65535.")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, int(port)))
        except socket.gaierror:
            raise Stop(f"HOST={host} is not an address of this machine.") from None
        except PermissionError:
            raise Stop(
                f"Port {port} needs administrator's rights: choose one above 1023 with PORT=."
            ) from None
        except OSError as error:
            raise Stop(
                f"Port {port} of {host} cannot be used ({error.strerror}): stop what uses it, "
                f"or choose another one, for example PORT={int(port) % 65535 + 1}."
            ) from None


def packages(kind: str) -> None:
    """Install the locked, hashed Python packages: `run`, or `dev` with what tests need.

    The packages for development contain the others, and are kept when they are there.
    """
    stamp = STAMP.read_text(encoding="utf-8").splitlines() if STAMP.is_file() else []
    kind = "dev" if stamp[:1] == ["dev"] else kind
    # With its place: the programs of a venv name the folder they were made in.
    wanted = [kind, digests.of_files([LOCKS[kind]]), str(VENV)]
    if stamp == wanted and PYTHON.exists():
        return
    env = environment()
    if stamp[2:] != [str(VENV)] or not PYTHON.exists():
        # Also when an earlier attempt was interrupted: half an environment helps nobody.
        run("Python environment", [sys.executable, "-m", "venv", "--clear", str(VENV)], env)
        STAMP.write_text(f"{kind}\nnone\n{VENV}", encoding="utf-8")
    _uv(env)
    env = with_index(env)
    command = [
        str(BIN / "uv"),
        "pip",
        "sync",
        "--require-hashes",
        "--python",
        str(PYTHON),
        str(LOCKS[kind]),
    ]
    run("Python packages", command, env, registry="The registry of Python packages")
    STAMP.write_text("\n".join(wanted), encoding="utf-8")


def _uv(env: dict[str, str]) -> None:
    """Install uv with pip, in the version and with the hashes of the lock."""
    if (BIN / "uv").exists():
        return
    lines = LOCKS["run"].read_text(encoding="utf-8").splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith("uv=="))
    block = [lines[start]]
    for line in lines[start + 1 :]:
        if not line.startswith("    --hash"):
            break
        block.append(line)
    wanted = VENV / "uv.txt"
    wanted.write_text("\n".join(block).rstrip("\\ ") + "\n", encoding="utf-8")
    command = [
        str(PYTHON),
        "-m",
        "pip",
        "install",
        "--quiet",
        "--require-hashes",
        "--no-deps",
        "--retries",
        "2",
        "-r",
        str(wanted),
    ]
    run("uv, the package installer", command, env, registry="The registry of Python packages")


def script_tools() -> None:
    """Install the locked tool that checks scripts and styles."""
    lock, installed = SCRIPT_TOOLS / "package-lock.json", SCRIPT_TOOLS / "node_modules"
    stamp, wanted = installed / ".lock", digests.of_files([lock])
    if stamp.is_file() and stamp.read_text(encoding="ascii") == wanted:
        return
    command = [str(BIN / "npm"), "ci", "--prefix", str(SCRIPT_TOOLS)]
    command += ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    env = with_npm_registry(environment())
    run("Checker of scripts and styles", command, env, registry="The registry of npm packages")
    stamp.write_text(wanted, encoding="ascii")


def frontend(data: Path) -> Path:
    """Build the frontend unless exactly this one is there; give its folder.

    Each build is published under the hash of its sources, so that a server that runs meanwhile
    keeps serving its own.
    """
    digest = digests.of_frontend(data)
    target = BUILDS / digest
    if not target.is_dir():
        env = with_npm_registry({**environment(), "DATA": str(data)})
        (ROOT / ".web").mkdir(exist_ok=True)
        command = [
            str(PYTHON),
            "-m",
            "reflex",
            "export",
            "--frontend-only",
            "--no-zip",
            "--loglevel",
            "info",
        ]
        run(
            "Frontend (npm packages and build)",
            command,
            env,
            registry="The registry of npm packages",
        )
        _publish(target)
    _make_current(target)
    return target


def _publish(target: Path) -> None:
    """Copy what the server reads of a build, and forget the oldest ones."""
    BUILDS.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(dir=BUILDS, prefix="draft-"))
    shutil.copytree(ROOT / ".web" / "build" / "client", draft / "build" / "client")
    shutil.copytree(ROOT / ".web" / "backend", draft / "backend")
    shutil.copy(ROOT / ".web" / "routes.json", draft / "routes.json")
    draft.chmod(0o755)
    draft.rename(target)
    others = [path for path in BUILDS.iterdir() if path.is_dir() and not path.is_symlink()]
    for old in sorted(others, key=lambda path: path.stat().st_mtime)[:-KEPT_BUILDS]:
        shutil.rmtree(old, ignore_errors=True)


def _make_current(target: Path) -> None:
    """Point `current` at a build: what `ilojobs serve` takes when nothing else is said."""
    if CURRENT.is_symlink() and CURRENT.readlink() == Path(target.name):
        return
    fresh = BUILDS / f"current-{os.getpid()}"
    with contextlib.suppress(FileNotFoundError):
        fresh.unlink()
    fresh.symlink_to(target.name)
    fresh.replace(CURRENT)
    step("Frontend build published")
