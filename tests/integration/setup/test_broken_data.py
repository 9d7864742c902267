"""A data file of the operator's that cannot be used ends every command, and the start, in one line."""

import pytest

from ilojobs_app.cli import main
from ilojobs_app.core.lists import WrongList
from ilojobs_app.core.settings import settings
from ilojobs_app.preparation import check_data

FILES = (
    "lists/genders.json",
    "lists/categories.json",
    "lists/time_zones.json",
    "statements/default.json",
    "help/faq.json",
)
CONTENTS = {
    "empty": b"",
    "another shape": b'{"Nowhere/City": {"city": 1}, "key": 2}',
    "a list of something else": b'[{"code": 1}]',
    "null": b"null",
    "cp1252": '[{"code": "é"}]'.encode("cp1252"),
    "UTF-16 without its mark": b"[\0]\0",
    "deep": b"[" * 100_000,
    "a long number": b"9" * 5_000,
}


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("content", CONTENTS)
def test_a_broken_data_file_is_named_in_one_line(
    file: str, content: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = settings().data / file
    path.parent.mkdir(parents=True)
    path.write_bytes(CONTENTS[content])
    with pytest.raises(SystemExit) as ended:
        main(["settings"])
    assert ended.value.code == 2
    said = capsys.readouterr().err
    assert said.startswith(f"ilojobs: {path}: ")
    assert said.count("\n") == 1
    with pytest.raises(WrongList, match=path.name):
        check_data()
