"""What an import refuses: exit code 1, one sentence, no traceback, whichever the command."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlmodel import SQLModel

from ilojobs_app.core import db
from ilojobs_app.institutions.commands import institutions
from ilojobs_app.vacancies.commands import vacancies

COMMANDS = {
    "vacancies": (vacancies, []),
    "ror": (institutions, ["--format", "ror"]),
    "whed": (institutions, ["--format", "whed"]),
    "csv": (institutions, ["--format", "csv"]),
}
CONTENTS = {
    "empty": b"",
    "another shape": b'{"results": [{"name": "X"}]}',
    "a table of something else": b"land;stadt\nCH;Bern\n",
    "cp1252": "country;name\nCH;Genève\n".encode("cp1252"),
    "NUL": b"\0" * 20,
    "deep": b"[" * 100_000 + b"]" * 100_000,
    "a picture": b"\x89PNG\r\n\x1a\n",
}


@pytest.fixture(autouse=True)
def tables() -> None:
    SQLModel.metadata.create_all(db.engine())


def imported(command: str, *paths: Path | str) -> Result:
    group, options = COMMANDS[command]
    return CliRunner().invoke(group, ["import", *options, *map(str, paths)])


def assert_refused(result: Result) -> None:
    assert isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code == 1, result.output
    assert "Error: " in result.output
    assert "Traceback" not in result.output


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("content", CONTENTS)
def test_an_import_refuses_what_it_does_not_recognise(
    tmp_path: Path, command: str, content: str
) -> None:
    path = tmp_path / "list.json"
    path.write_bytes(CONTENTS[content])
    assert_refused(imported(command, path))


@pytest.mark.parametrize("command", COMMANDS)
def test_a_folder_or_a_file_that_is_not_there_is_refused(tmp_path: Path, command: str) -> None:
    assert_refused(imported(command, tmp_path))
    assert_refused(imported(command, tmp_path / "none.json"))


@pytest.mark.parametrize("content", [*CONTENTS, "folder"])
def test_a_mapping_that_is_none_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(b"country,name\nCH,X\n")
    mapping = tmp_path
    if content in CONTENTS:
        mapping = tmp_path / "mapping.json"
        mapping.write_bytes(CONTENTS[content])
    assert_refused(imported("csv", path, "--mapping", mapping))


@pytest.mark.parametrize(
    ("mapping", "said"),
    [
        (b"[]", "an object of columns and their headings is expected"),
        (b'{"nam": "Nom"}', "nam is none of country, name"),
        (b'{"name": 5}', "name: the text of a heading is expected"),
        (b'{"name": " "}', "name: the text of a heading is expected"),
        (b'{"name": "country"}', "country and name have the same heading"),
        (b'{"city": "Ville"}', "no column Ville among country, name"),
    ],
)
def test_what_is_wrong_in_a_mapping_is_named(tmp_path: Path, mapping: bytes, said: str) -> None:
    (tmp_path / "list.csv").write_bytes(b"country,name\nCH,X\n")
    (tmp_path / "mapping.json").write_bytes(mapping)
    result = imported("csv", tmp_path / "list.csv", "--mapping", tmp_path / "mapping.json")
    assert_refused(result)
    assert said in result.output
