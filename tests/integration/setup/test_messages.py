"""What can go wrong before the product starts is said in one line that tells what to do."""

import os
import socket
import stat
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
import say
import steps
from say import Stop, reason

ROOT = Path(__file__).parent.parent.parent.parent


def setup(command: str, **changes: str) -> subprocess.CompletedProcess[str]:
    """Run a command of tools/setup as make does."""
    return call([sys.executable, "tools/setup", command], changes)


def ilojobs(*arguments: str, **changes: str) -> subprocess.CompletedProcess[str]:
    """Run the operator's command line."""
    return call([sys.executable, "-m", "ilojobs_app.cli", *arguments], changes)


def call(command: list[str], changes: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """Run a command in the project's folder."""
    env = {**os.environ, **changes}
    return subprocess.run(
        command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=60, check=False
    )


def test_taken_port_is_named_with_the_way_out() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        done = setup("run", PORT=port)
    assert done.returncode == 1
    assert f"Port {port}" in done.stderr
    assert "PORT=" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"PORT": "eighty"}, "PORT"),
        ({"PUBLIC_URL": "jobs.example.org"}, "PUBLIC_URL"),
        ({"PUBLIC_URL": "http://jobs.example.org"}, "PUBLIC_URL"),
        ({"SMTP_URL": "https://mail.example.org"}, "SMTP_URL"),
        ({"SESSION_HOURS": "0"}, "SESSION_HOURS"),
        ({"DATABASE_URL": "mysql://ilo:secret@db.example.org/jobs"}, "DATABASE_URL"),
        ({"REDIS_URL": "redis.example.org:6379"}, "REDIS_URL"),
        ({"SMTP_URL": "ilo:secret@mail.example.org"}, "SMTP_URL"),
        ({"ILO_PEOPLE_URL": "javascript:alert(1)"}, "ILO_PEOPLE_URL"),
        ({"MAIL_FROM": "ILO Jobs"}, "MAIL_FROM"),
    ],
)
def test_wrong_setting_is_refused_with_its_name(changes: dict[str, str], name: str) -> None:
    done = ilojobs("settings", **changes)
    assert done.returncode == 2
    assert done.stderr.startswith(f"ilojobs: {name}: ")
    assert len(done.stderr.strip().splitlines()) == 1
    assert "secret" not in done.stderr


@pytest.mark.parametrize("command", ["run", "serve"])
def test_taken_port_is_no_traceback_for_the_operator(command: str, tmp_path: Path) -> None:
    assert ilojobs("migrate", DATA=str(tmp_path)).returncode == 0
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        done = ilojobs(command, DATA=str(tmp_path), PORT=port)
    assert done.returncode == 2
    assert done.stderr.startswith(f"ilojobs: PORT: {port} of 127.0.0.1 cannot be used")
    assert len(done.stderr.strip().splitlines()) == 1


def test_what_is_written_is_for_its_owner_only(tmp_path: Path) -> None:
    """The database and the queue hold personal data; others may use the machine too."""
    data = tmp_path / "data"
    assert ilojobs("migrate", DATA=str(data)).returncode == 0
    assert stat.S_IMODE(data.stat().st_mode) == 0o700
    steps.check_disk(tmp_path / "other")
    assert stat.S_IMODE((tmp_path / "other").stat().st_mode) == 0o700


def test_https_needs_no_loopback() -> None:
    assert ilojobs("settings", PUBLIC_URL="https://jobs.example.org").returncode == 0


def test_settings_are_shown_without_passwords() -> None:
    done = ilojobs("settings", SMTP_URL="smtp://ilo:secret@mail.example.org:25")
    assert "SMTP_URL=smtp://***@mail.example.org:25" in done.stdout
    assert "secret" not in done.stdout


def test_wrong_list_is_refused_with_its_file(tmp_path: Path) -> None:
    (tmp_path / "lists").mkdir()
    (tmp_path / "lists" / "genders.json").write_text("[]", encoding="utf-8")
    done = ilojobs("settings", DATA=str(tmp_path))
    assert done.returncode == 2
    assert "genders.json" in done.stderr
    assert "Traceback" not in done.stderr


def test_command_on_an_empty_database_names_the_command_that_helps(tmp_path: Path) -> None:
    done = ilojobs("mail", "list", DATA=str(tmp_path))
    assert done.returncode == 1
    assert done.stderr.strip().endswith("call `ilojobs migrate` first.")
    assert ilojobs("migrate", DATA=str(tmp_path)).returncode == 0
    assert ilojobs("mail", "list", DATA=str(tmp_path)).returncode == 0


def test_database_that_cannot_be_reached_is_one_line(tmp_path: Path) -> None:
    done = ilojobs("migrate", DATABASE_URL="postgresql://ilo:secret@127.0.0.1:9/none")
    assert done.returncode == 1
    assert done.stderr.startswith("ilojobs: DATABASE_URL:")
    assert len(done.stderr.strip().splitlines()) == 1
    assert "secret" not in done.stderr


def test_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    with pytest.raises(Stop, match="DATA="):
        steps.check_disk(file / "data")


def test_full_disk_is_said_before_anything_is_installed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(steps, "PYTHON", tmp_path / "none")
    monkeypatch.setattr(steps, "NEEDED", 10**18)
    with pytest.raises(Stop, match="disk is too full"):
        steps.check_disk(tmp_path)


def test_python_without_venv_names_the_package(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(steps, "PYTHON", tmp_path / "none")
    monkeypatch.setattr(steps.importlib.util, "find_spec", lambda _name: None)
    with pytest.raises(Stop, match="python3-venv"):
        steps.check_python()


@pytest.mark.parametrize(
    ("output", "said"),
    [
        ("npm error ENOSPC: no space left on device, write", "The disk is full"),
        ("error: Request failed\n  Caused by: dns error: failed to lookup", "could not be reached"),
        ("npm error code ECONNREFUSED", "could not be reached"),
        ("a trace\nValueError: wrong page", "ValueError: wrong page"),
    ],
)
def test_failed_step_says_why_in_one_line(output: str, said: str) -> None:
    line = reason(output, "The registry of npm packages")
    assert said in line
    assert "\n" not in line


def test_failed_step_stops_the_set_up(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(say, "LOG", tmp_path / "setup.log")
    with pytest.raises(Stop, match="no such thing"):
        say.run("Step", ["sh", "-c", "echo no such thing; exit 3"], dict(os.environ))


def test_make_without_python_says_what_to_install(tmp_path: Path) -> None:
    for name in ("make", "sh"):
        found = next(p for d in ("/usr/bin", "/bin") if (p := Path(d, name)).exists())
        (tmp_path / name).symlink_to(found)
    old = tmp_path / "python3"
    old.write_text("#!/bin/sh\nexit 1\n", encoding="ascii")
    old.chmod(old.stat().st_mode | stat.S_IXUSR)
    done = call(["make", "run"], {"PATH": str(tmp_path)})
    assert done.returncode != 0
    assert "Python 3.11 or newer" in done.stdout + done.stderr
    named = call(["make", "run", f"PYTHON={old}"], {})
    assert named.returncode != 0
    assert f"Python 3.11 or newer: {old} is not." in named.stdout


def test_help_names_every_command() -> None:
    lines = call(["make", "--no-print-directory", "help"], {}).stdout.splitlines()
    assert [line.split()[0] for line in lines[:4]] == ["help", "run", "dev", "test"]
