"""A command that meets something wrong around it ends with one line that says what."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from ilojobs_app.core.settings import ROOT
from tests.e2e.server import free_port

COMMANDS = ("serve", "worker", "mail list")


def said(command: str, data: Path, **more: str) -> str:
    """Call a command that must fail; give what it said."""
    done = subprocess.run(
        [sys.executable, "-m", "ilojobs_app.cli", *command.split()],
        cwd=ROOT,
        env={**os.environ, "DATA": str(data), "PORT": str(free_port()), **more},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode in {1, 2}
    return done.stderr.strip()


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("below", ["", "below"], ids=["a file", "below a file"])
def test_data_that_is_no_folder_is_named(command: str, below: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("-", encoding="ascii")
    data = tmp_path / "file" / below
    line = said(command, data)
    assert line.startswith(f"ilojobs: {data}: ")
    assert len(line.splitlines()) == 1


@pytest.mark.parametrize("command", COMMANDS)
def test_file_that_is_no_database_is_said(command: str, tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    file = tmp_path / "ilojobs.db"
    file.write_text("no database" * 500, encoding="ascii")
    file.chmod(0o600)
    assert said(command, tmp_path) == (
        "ilojobs: DATABASE_URL: the database cannot be used: file is not a database"
    )


@pytest.mark.parametrize("command", ["migrate nosuchrevision", "migrate", "run"])
def test_database_of_a_release_to_come_is_said(command: str, tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    with closing(sqlite3.connect(tmp_path / "ilojobs.db")) as database, database:
        database.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
        database.execute("INSERT INTO alembic_version VALUES ('9999')")
    (tmp_path / "ilojobs.db").chmod(0o600)
    line = said(command, tmp_path)
    assert line.startswith("ilojobs: DATABASE_URL: its tables cannot be brought there: ")
    assert len(line.splitlines()) == 1


def test_what_nobody_foresaw_is_one_line_without_its_text(tmp_path: Path) -> None:
    program = (
        "from ilojobs_app import cli, preparation\n"
        "def fail(): raise ValueError('PLANTED')\n"
        "preparation.is_migrated = fail\n"
        "cli.main(['mail', 'list'])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env={**os.environ, "DATA": str(tmp_path / "data"), "LOG_FORMAT": "json"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert '"kind": "ValueError"' in line
    assert "PLANTED" not in line


@pytest.mark.parametrize("host", ["no-such-host.invalid", "127.0.0.1:80"])
def test_host_that_is_no_address_is_named(host: str, tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    assert said("run", tmp_path, HOST=host).startswith(f"ilojobs: HOST: {host} is not an address")
