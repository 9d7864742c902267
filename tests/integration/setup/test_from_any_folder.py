"""A command may be given from any folder: what it writes is in DATA, and nowhere else."""

import contextlib
import http.client
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import click
import pytest

from ilojobs_app.cli import ilojobs
from ilojobs_app.core.settings import ROOT, Settings, WrongSetting, settings
from tests.architecture.test_documentation import commands
from tests.e2e.server import FOREIGN, build_folder, free_port

# What Python tells of every write, in the command and in all that it starts.
WATCH = """
import os, sys
_log = os.open(os.environ["WRITES"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
_WRITES = {"os.mkdir", "os.rename", "os.link", "os.symlink", "os.remove", "os.rmdir"}
def _hear(event, arguments):
    if event == "open" and isinstance(arguments[0], (str, bytes)):
        writes = (arguments[2] or 0) & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
    else:
        writes = event in _WRITES or event == "sqlite3.connect"
    if writes:
        where = os.path.abspath(os.fsdecode(arguments[0]))
        os.write(_log, (event + " " + where + chr(10)).encode())
sys.addaudithook(_hear)
"""
# What a command needs to do something; `FILE` stands for an existing file.
ARGUMENTS = {
    "vacancies import": ["FILE"],
    "institutions import": ["FILE", "--format", "csv"],
    "mail retry": ["--all"],
    "mail bounce": ["FILE"],
    "alerts run": ["--dry-run"],
}
SERVERS = {"run", "serve", "worker"}
ALL = [name.removeprefix("ilojobs ") for name in commands(ilojobs)]


class Abroad:
    """An empty folder far from the project, with an empty home."""

    def __init__(self, folder: Path) -> None:
        self.here, self.home, self.log = folder / "here", folder / "home", folder / "writes"
        watcher = folder / "watcher"
        for made in (self.here, self.home, watcher, folder / "tmp"):
            made.mkdir()
        (watcher / "sitecustomize.py").write_text(WATCH, encoding="utf-8")
        kept = {name: value for name, value in os.environ.items() if name not in FOREIGN}
        self.env = {
            **{name: value for name, value in kept.items() if not name.startswith("REFLEX_")},
            "HOME": str(self.home),
            "TMPDIR": str(folder / "tmp"),
            "DATA": "data",
            "WRITES": str(self.log),
            "PORT": str(free_port()),
            "PYTHONPATH": os.pathsep.join([str(watcher), str(ROOT)]),
            "PYTHONDONTWRITEBYTECODE": "1",
        }

    def start(self, *arguments: str) -> subprocess.Popen[bytes]:
        """Start a command."""
        command = [sys.executable, "-m", "ilojobs_app.cli", *arguments]
        return subprocess.Popen(
            command, cwd=self.here, env=self.env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )

    def call(self, *arguments: str) -> str:
        """Run a command to its end; give what it said."""
        return self.start(*arguments).communicate(timeout=120)[0].decode()

    def strays(self) -> list[str]:
        """Give what was written elsewhere than in `./data`."""
        inside = (str(self.here / "data"), "/dev/", str(self.here.parent / "tmp"))
        lines = self.log.read_text(encoding="utf-8").splitlines()
        written = [line for line in lines if not line.partition(" ")[2].startswith(inside)]
        left = [path for folder in (self.here, self.home) for path in folder.iterdir()]
        return [*written, *(str(path) for path in left if path != self.here / "data")]


@pytest.fixture
def abroad(tmp_path: Path) -> Abroad:
    """Give an empty folder in which the database has been made."""
    made = Abroad(tmp_path)
    assert "up to date" in made.call("migrate")
    return made


def arguments_of(name: str, folder: Path) -> list[str]:
    """Give the arguments with which a command does something."""
    file = folder / "given"
    file.write_text("name,country\n", encoding="utf-8")
    given = ARGUMENTS.get(name, [])
    return [*name.split(), *(str(file) if part == "FILE" else part for part in given)]


@pytest.mark.parametrize("name", [name for name in ALL if name not in SERVERS])
def test_command_writes_nothing_outside_of_data(name: str, abroad: Abroad, tmp_path: Path) -> None:
    said = abroad.call(*arguments_of(name, tmp_path))
    assert "Missing argument" not in said, "give the new command its arguments in ARGUMENTS"
    assert abroad.strays() == []
    assert (abroad.here / "data" / "ilojobs.db").is_file()


def visit(port: str) -> int:
    """Ask for a page until it is answered; give its status."""
    deadline = time.monotonic() + 90
    while time.monotonic() < deadline:
        connection = http.client.HTTPConnection("localhost", int(port), timeout=5)
        with contextlib.suppress(OSError, http.client.HTTPException):
            connection.request("GET", "/fr/vacancies")
            return connection.getresponse().status
        time.sleep(0.2)
    return 0


@pytest.mark.parametrize("name", sorted(SERVERS))
def test_server_writes_nothing_outside_of_data(name: str, abroad: Abroad) -> None:
    build = build_folder()
    if build is None and name != "worker":
        pytest.skip("no production build: run `make e2e`, which makes it")
    if build is not None:
        abroad.env["REFLEX_WEB_WORKDIR"] = str(build)
    process = abroad.start(name)
    try:
        if name == "worker":
            time.sleep(4)
        else:
            assert visit(abroad.env["PORT"]) == 200
    finally:
        process.send_signal(signal.SIGTERM)
        said = process.communicate(timeout=40)[0].decode()
    assert abroad.strays() == [], said


@pytest.mark.parametrize("variable", ["", "REFLEX_STATE_MANAGER_MODE", "REFLEX_REDIS_URL"])
def test_server_that_would_keep_states_elsewhere_does_not_start(
    variable: str, abroad: Abroad
) -> None:
    """Granian by hand, which `ilojobs serve` spares: Reflex does not find its configuration."""
    build = build_folder()
    if build is None:
        pytest.skip("no production build: run `make e2e`, which makes it")
    wrong = {"REFLEX_STATE_MANAGER_MODE": "disk", "REFLEX_REDIS_URL": "redis://127.0.0.1:9"}
    more = {variable: wrong[variable]} if variable else {}
    done = subprocess.run(
        [*(sys.executable, "-m", "granian", "--interface", "asgi", "--factory"),
         *("--port", abroad.env["PORT"], "ilojobs_app.server:create_app")],
        cwd=ROOT if variable else abroad.here,
        env={**abroad.env, "REFLEX_WEB_WORKDIR": str(build), **more},
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode != 0
    assert "ilojobs: Reflex would not keep states in memory as the settings ask" in done.stderr
    assert "Traceback" not in done.stderr
    assert [path.name for path in abroad.here.iterdir()] == ["data"]


@pytest.mark.parametrize("command", ["run", "serve"])
@pytest.mark.parametrize("how", ["option", "setting"])
def test_several_processes_without_redis_are_refused(
    command: str, how: str, abroad: Abroad
) -> None:
    if how == "setting":
        abroad.env["WORKERS"] = "2"
    said = abroad.call(command, *(["--workers", "2"] if how == "option" else []))
    assert said.startswith("ilojobs: WORKERS: 2 processes need REDIS_URL")
    assert len(said.strip().splitlines()) == 1


def test_what_the_caller_names_counts_from_where_they_stand(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATA", "mine")
    monkeypatch.setenv("DATABASE_URL", "sqlite:///own.db")
    chosen = Settings()
    assert chosen.data == tmp_path / "mine"
    assert chosen.database_url == f"sqlite:///{tmp_path / 'own.db'}"


@pytest.mark.parametrize("name", ["DATA", "DATABASE_URL"])
@pytest.mark.parametrize("home", [True, False], ids=["whole", "not whole"])
def test_command_from_a_folder_that_has_gone_needs_whole_addresses(
    name: str, home: bool, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    monkeypatch.setenv("DATA", str(tmp_path))
    value = f"{tmp_path if home else '.'}/x"
    monkeypatch.setenv(name, value if name == "DATA" else f"sqlite:///{value}")
    settings.cache_clear()
    if home:
        assert str(getattr(settings(), name.lower())).endswith(value)
    else:
        with pytest.raises(WrongSetting, match=rf"^{name}: counts from a folder that is not there"):
            settings()
    settings.cache_clear()


def test_home_of_nobody_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATA", "~no-such-person/data")
    settings.cache_clear()
    with pytest.raises(WrongSetting, match=r"^DATA: "):
        settings()
    settings.cache_clear()


def test_default_data_is_the_projects_wherever_one_stands(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DATA")
    assert Settings().data == ROOT / "var"


def test_every_command_is_tried() -> None:
    assert {name for name in ALL if name in SERVERS} == SERVERS
    assert set(ARGUMENTS) <= set(ALL)
    assert isinstance(ilojobs, click.Group)
