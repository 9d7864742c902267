"""What a person sees: numbered steps with their time, and one line for what went wrong."""

import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
LOG = ROOT / "build" / "setup.log"

FULL_DISK = ("no space left on device", "enospc", "disk quota exceeded")
NO_NETWORK = (
    "could not resolve",
    "name resolution",
    "failed to lookup address",
    "dns error",
    "connection refused",
    "connection reset",
    "network is unreachable",
    "error sending request",
    "failed to fetch",
    "newconnectionerror",
    "max retries exceeded",
    "timed out",
    "tunnel error",
    "certificate verify failed",
    "invalid peer certificate",
    "unable to get local issuer certificate",
    "self-signed certificate",
    "no matching distribution found",
    "econnrefused",
    "econnreset",
    "enotfound",
    "etimedout",
    "eai_again",
)


class Stop(Exception):
    """Set-up cannot go on; the message is one line that says what to do."""


def step(text: str) -> None:
    """Announce a step that takes no time worth telling."""
    print(f"  {text}", flush=True)


def run(text: str, command: Sequence[str], env: Mapping[str, str], *, registry: str = "") -> None:
    """Run one step of the set-up, showing for how long it runs; its output goes to a log.

    Args:
        registry: what the step downloads from, for the message when it cannot be reached.

    Raises:
        Stop: the step failed.
    """
    LOG.parent.mkdir(exist_ok=True)
    started = time.monotonic()
    with LOG.open("w+", encoding="utf-8", errors="replace") as log:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        done = threading.Event()
        ticker = threading.Thread(target=_tick, args=(text, started, done), daemon=True)
        ticker.start()
        try:
            code = process.wait()
        finally:
            process.terminate() if process.poll() is None else None
            done.set()
            ticker.join()
        log.seek(0)
        output = log.read()
    if code:
        print(f"  {text}: failed after {time.monotonic() - started:.1f} s", flush=True)
        raise Stop(reason(output, registry))
    print(f"  {text}: {time.monotonic() - started:.1f} s", flush=True)


def reason(output: str, registry: str) -> str:
    """Say in one line why a step failed, as far as its output tells."""
    lowered = output.lower()
    if any(sign in lowered for sign in FULL_DISK):
        home = Path.home()
        return (
            f"The disk is full ({free_space()} free at {ROOT}, {free_space(home)} at {home}, where "
            "downloads are kept): make room and run the command again."
        )
    if registry and any(sign in lowered for sign in NO_NETWORK):
        return (
            f"{registry} could not be reached: check the network, proxy and certificate settings "
            f"and run the command again. Details: {LOG}"
        )
    last = next((line for line in reversed(output.splitlines()) if line.strip()), "no output")
    return f"The step failed: {last.strip()[:200]} (all of its output: {LOG})"


def free_space(folder: Path = ROOT) -> str:
    """Give the free space of a folder's disk, by default the project's: `3.2 GB`."""
    return f"{shutil.disk_usage(folder).free / 1e9:.1f} GB"


def _tick(text: str, started: float, done: threading.Event) -> None:
    """Show the seconds as they pass on a terminal, and a sign of life every 15 s elsewhere."""
    terminal = sys.stdout.isatty()
    while not done.wait(0.5 if terminal else 15):
        seconds = time.monotonic() - started
        if terminal:
            print(f"  {text} … {seconds:.0f} s", end="\r", flush=True)
        else:
            print(f"  {text} … {seconds:.0f} s", flush=True)
    if terminal:
        print("\x1b[2K", end="\r", flush=True)
