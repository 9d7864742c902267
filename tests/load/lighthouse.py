"""`make lighthouse`: list and notice as a phone sees them; the median of three runs decides.

Scores of accessibility, best practices and SEO, the weight of the list and the layout shift have
bars that fail the command. Performance is printed: it says as much of the machine as of the page.
"""

import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).parent.parent.parent
TOOL = ROOT / "tools" / "lighthouse"
RUNS = 3
# A browser of a busy machine loses its trace now and then.
TRIES = 3
READY_SECONDS = 60
LIST_KILOBYTES = 220
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
CHROME_FLAGS = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run "
    "--disable-background-networking --disable-component-update --disable-sync"
)


@dataclass(frozen=True)
class Measure:
    """One run: scores of 100, kilobytes over the wire, requests, layout shift, what was found."""

    scores: dict[str, int]
    kilobytes: float
    requests: int
    shift: float
    findings: tuple[str, ...]


@contextlib.contextmanager
def served() -> Iterator[str]:
    """Serve the built product with its samples from a folder that is deleted afterwards."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://localhost:{port}"
    with tempfile.TemporaryDirectory() as folder:
        env = {**os.environ, "PORT": str(port), "PUBLIC_URL": address, "DATA": folder}
        command = [sys.executable, "-m", "ilojobs_app.cli", "run"]
        server = subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.DEVNULL)
        try:
            wait_until_ready(f"{address}/fr")
            yield address
        finally:
            server.terminate()
            server.wait()


def wait_until_ready(address: str) -> None:
    """Wait for the first answer.

    Raises:
        SystemExit: none came.
    """
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError):
            urllib.request.urlopen(address, timeout=5).close()
            return
        time.sleep(0.2)
    raise SystemExit("The server did not start.")


def first_notice(address: str) -> str:
    """Give the address of a notice that is open."""
    page = urllib.request.urlopen(f"{address}/fr/vacancies", timeout=10).read().decode()
    start = page.index('href="/fr/vacancies/') + len('href="')
    return address + page[start : page.index('"', start)]


def measure(url: str, env: dict[str, str]) -> Measure:
    """Run Lighthouse once, with its mobile preset, cold."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        command = [
            "node",
            str(TOOL / "node_modules" / "lighthouse" / "cli" / "index.js"),
            url,
            "--quiet",
            "--output=json",
            f"--output-path={report}",
            f"--only-categories={','.join(CATEGORIES)}",
            f"--chrome-flags={CHROME_FLAGS}",
        ]
        for _ in range(TRIES):
            if subprocess.run(command, cwd=TOOL, env=env, check=False).returncode == 0:
                return read(json.loads(report.read_bytes()))
            print("  Lighthouse gave no report: once more", flush=True)
    raise SystemExit(f"Lighthouse gave no report of {url} in {TRIES} tries.")


def read(report: dict[str, Any]) -> Measure:
    """Take the figures from Lighthouse's report."""
    audits, categories = report["audits"], report["categories"]
    requests = audits["network-requests"]["details"]["items"]
    failed = {
        reference["id"]
        for name in CATEGORIES[1:]
        for reference in categories[name]["auditRefs"]
        if audits[reference["id"]]["score"] not in {None, 1} and reference["weight"]
    }
    return Measure(
        scores={name: round((categories[name]["score"] or 0) * 100) for name in CATEGORIES},
        kilobytes=sum(item.get("transferSize", 0) for item in requests) / 1024,
        requests=len(requests),
        shift=audits["cumulative-layout-shift"]["numericValue"],
        findings=(
            *(f"{name}: {audits[name]['title']}" for name in sorted(failed)),
            *shifted(audits.get("layout-shifts", {})),
        ),
    )


def shifted(audit: dict[str, Any]) -> Iterator[str]:
    """Give one line for each element that moved while the page loaded."""
    for item in audit.get("details", {}).get("items", []):
        if isinstance(item.get("node"), dict):
            yield f"moved by {item.get('score', 0):.4f}: {item['node'].get('snippet', '')[:120]}"


def missed(name: str, runs: list[Measure]) -> list[str]:
    """Give what the median misses of the bars."""
    found = [
        f"{name}: {category} {score:.0f} instead of 100"
        for category in CATEGORIES[1:]
        if (score := median(run.scores[category] for run in runs)) < 100
    ]
    if name == "list" and (weight := median(run.kilobytes for run in runs)) > LIST_KILOBYTES:
        found.append(f"{name}: {weight:.0f} KB instead of {LIST_KILOBYTES}")
    if (shift := median(run.shift for run in runs)) > 0:
        found.append(f"{name}: layout shift {shift:.4f} instead of 0")
    return found


def show(name: str, runs: list[Measure]) -> None:
    """Print the medians, and what Lighthouse found."""
    scores = "  ".join(f"{c} {median(r.scores[c] for r in runs):.0f}" for c in CATEGORIES)
    print(
        f"{name:8} {scores}  {median(r.kilobytes for r in runs):.1f} KB  "
        f"{median(r.requests for r in runs):.0f} requests  "
        f"layout shift {median(r.shift for r in runs):.4f}",
        flush=True,
    )
    for finding in sorted({finding for run in runs for finding in run.findings}):
        print(f"         {finding}")


def install(env: dict[str, str]) -> None:
    """Install the locked Lighthouse unless it is there."""
    if not (TOOL / "node_modules" / "lighthouse").is_dir():
        npm = shutil.which("npm", path=env["PATH"]) or "npm"
        options = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
        subprocess.run([npm, "ci", *options], cwd=TOOL, env=env, check=True)


def main() -> int:
    """Measure; give the exit code."""
    env = {**os.environ, "CHROME_PATH": os.environ["CHROMIUM"]}
    install(env)
    problems: list[str] = []
    with served() as address:
        for name, url in (("list", f"{address}/fr/vacancies"), ("notice", first_notice(address))):
            runs = [measure(url, env) for _ in range(RUNS)]
            show(name, runs)
            problems += missed(name, runs)
    print("\n".join(problems) or "All bars are met.")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
