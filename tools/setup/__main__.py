"""Set-up and the commands of the Makefile. Needs nothing but Python 3.11 and its standard library.

python3 tools/setup run|dev|test|check|e2e|bench|bench-alerts|bench-faults|bench-load|bench-profile|bench-typeahead|lighthouse|i18n|data|lock
"""

import contextlib
import fcntl
import os
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import browser
import steps
from environment import BIN, PYTHON, data_folder, environment
from say import ROOT, Stop, step

NODE_TESTS = ("--test", "--test-reporter=dot", "tests/scripts/*.test.js")
UV_COMPILE = ("uv", "pip", "compile", "--universal", "--python-version", "3.11", "--generate-hashes", "--no-emit-index-url")  # fmt: skip


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """Let one set-up at a time change the project's folder."""
    (ROOT / "build").mkdir(exist_ok=True)
    with (ROOT / "build" / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            step("Waiting for another set-up of this folder to end")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def prepared(kind: str, *, build: bool = True) -> dict[str, str]:
    """Set up what is missing; give the environment for what comes next."""
    data = data_folder()
    steps.check_python()
    steps.check_disk(data)
    with alone():
        steps.packages(kind)
        env = {**environment(), "DATA": str(data)}
        if build:
            env["REFLEX_WEB_WORKDIR"] = str(steps.frontend(data))
    return env


def hand_over(command: list[str], env: Mapping[str, str]) -> None:
    """Become another program, so that Ctrl-C and exit codes are its own."""
    sys.stdout.flush()
    os.chdir(ROOT)
    os.execve(command[0], command, dict(env))


def call(text: str, command: list[str], env: Mapping[str, str]) -> bool:
    """Run a check with its output on the terminal; say whether it passed."""
    print(f"\n== {text}", flush=True)
    return subprocess.run(command, cwd=ROOT, env=dict(env), check=False).returncode == 0


def python(*arguments: str) -> list[str]:
    """Give a command of the project's own Python."""
    return [str(PYTHON), *arguments]


def run() -> None:
    """Serve the product."""
    print("ILO Jobs: setting up", flush=True)
    steps.check_port()
    env = prepared("run")
    hand_over(python("-m", "ilojobs_app.cli", "run"), env)


def dev() -> None:
    """Serve the product, built and started again at each change."""
    steps.check_port()
    env = prepared("dev")
    hand_over(python("tools/dev.py"), env)


def checks(env: Mapping[str, str]) -> list[str]:
    """Run lint, format and types, of Python and of scripts; give what failed."""
    steps.script_tools()
    biome = str(steps.SCRIPT_TOOLS / "node_modules" / ".bin" / "biome")
    found = {
        "lint": call("Lint (ruff)", python("-m", "ruff", "check", "."), env),
        "format": call("Format (ruff)", python("-m", "ruff", "format", "--check", "."), env),
        "types": call("Types (mypy)", python("-m", "mypy"), env),
        "scripts": call("Scripts and styles (biome)", [biome, "ci", "--error-on-warnings"], env),
        "tests of scripts": call("Tests of scripts (node)", [str(BIN / "node"), *NODE_TESTS], env),
    }
    return [name for name, passed in found.items() if not passed]


def pytest(text: str, env: Mapping[str, str], *arguments: str) -> list[str]:
    """Run a part of the test suite; give its name when it failed."""
    chosen = shlex.split(os.environ.get("ARGS", ""))
    return [] if call(text, python("-m", "pytest", *arguments, *chosen), env) else [text]


def check() -> None:
    """Run the fast part."""
    env = prepared("dev", build=False)
    failed = checks(env)
    failed += pytest("Unit and architecture tests", env, "-q", "tests/unit", "tests/architecture")
    conclude(failed)


def test() -> None:
    """Run everything."""
    env = browser.environment(prepared("dev"))
    failed = checks(env)
    failed += pytest(
        "Unit, integration and architecture tests", env,
        "-q", "-n", "2", "tests/unit", "tests/integration", "tests/architecture",
    )  # fmt: skip
    failed += in_browser(env)
    conclude(failed)


def e2e() -> None:
    """Run the browser tests."""
    conclude(in_browser(browser.environment(prepared("dev"))))


def in_browser(env: Mapping[str, str]) -> list[str]:
    """Run the tests that need the built product and a browser."""
    return pytest(
        "Browser and accessibility tests", env, "-q", "-n", "2", "tests/e2e", "tests/accessibility"
    )


def conclude(failed: list[str]) -> None:
    """End with one line that says what failed.

    Raises:
        Stop: something did.
    """
    if failed:
        raise Stop(f"Failed: {', '.join(failed)}.")
    print("\nAll passed.", flush=True)


def bench() -> None:
    """Run each benchmark in turn."""
    env = browser.environment(prepared("dev"))
    found = sorted((ROOT / "tests" / "load").glob("bench_*.py"))
    print("" if found else "No benchmarks yet: tests/load/bench_*.py", flush=True)
    passed = [call(path.stem, python(str(path)), env) for path in found]
    conclude([] if all(passed) else ["bench"])


def bench_alerts() -> None:
    """Match and queue many alerts, on every database there is."""
    arguments = shlex.split(os.environ.get("ARGS", ""))
    command = python("tests/load/bench_alerts.py", *arguments)
    hand_over(command, prepared("dev", build=False))


def bench_faults() -> None:
    """Kill workers, and let the mail server misbehave."""
    arguments = shlex.split(os.environ.get("ARGS", ""))
    command = python("tests/load/bench_faults.py", *arguments)
    hand_over(command, prepared("dev", build=False))


def bench_load() -> None:
    """Let thirty at a time do what is slow, and see what others wait for."""
    hand_over(python("tests/load/bench_load.py"), prepared("dev"))


def bench_profile() -> None:
    """Keep edits of a post among few and among many."""
    hand_over(python("tests/load/bench_profile.py"), prepared("dev"))


def bench_typeahead() -> None:
    """Find institutions among 120,000, beside what else could find them."""
    arguments = shlex.split(os.environ.get("ARGS", ""))
    env = browser.environment(prepared("dev"))
    hand_over(python("tests/load/bench_typeahead.py", *arguments), env)


def lighthouse() -> None:
    """Measure list and notice as a phone sees them."""
    env = browser.environment(prepared("dev"))
    hand_over(python("-m", "tests.load.lighthouse"), env)


def i18n() -> None:
    """Update the catalogues."""
    arguments = shlex.split(os.environ.get("ARGS", ""))
    hand_over(python("tools/i18n.py", *arguments), prepared("dev", build=False))


def data() -> None:
    """Build the embedded data again."""
    env = prepared("dev", build=False)
    for script in sorted((ROOT / "tools").glob("build_*.py")):
        if not call(script.stem, python(str(script)), env):
            raise Stop(f"Failed: {script.name}.")


def lock() -> None:
    """Lock the Python packages again."""
    env = prepared("dev", build=False)
    for name in ("requirements", "requirements-dev"):
        constraint = ["-c", "requirements.txt"] if name == "requirements-dev" else []
        command = [*UV_COMPILE, *constraint, "-o", f"{name}.txt", f"{name}.in"]
        if not call(f"{name}.txt", command, env):
            raise Stop(f"Failed: {name}.txt.")


COMMANDS: dict[str, Callable[[], None]] = {
    command.__name__.replace("_", "-"): command
    for command in (
        *(run, dev, test, check, e2e),
        *(bench, bench_alerts, bench_faults, bench_load),
        *(bench_profile, bench_typeahead, lighthouse),
        *(i18n, data, lock),
    )
}


def main(arguments: list[str]) -> int:
    """Run a command; give the exit code."""
    command = COMMANDS.get(arguments[0]) if len(arguments) == 1 else None
    if command is None:
        print(f"Usage: python3 tools/setup {'|'.join(COMMANDS)}", file=sys.stderr)
        return 2
    try:
        command()
    except Stop as stop:
        print(f"ILO Jobs: {stop}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nILO Jobs: stopped.", file=sys.stderr)
        return 130
    except OSError as error:
        print(f"ILO Jobs: {error.strerror}: {error.filename or Path.cwd()}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
