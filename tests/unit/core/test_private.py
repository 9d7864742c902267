"""DATA that others may read is closed at start, and said."""

from pathlib import Path

from ilojobs_app.core import private


def rights(path: Path) -> int:
    return path.stat().st_mode & 0o777


def test_folder_and_files_with_wider_rights_are_closed_and_said(tmp_path: Path) -> None:
    data = tmp_path / "data"
    (data / "mail").mkdir(parents=True)
    files = [data / "ilojobs.db", data / "ilojobs.db-wal", data / "mail" / "1.eml"]
    for file in files:
        file.write_text("-")
        file.chmod(0o644)
    data.chmod(0o755)
    (line,) = private.close(data)
    assert str(data) in line
    assert {rights(data), rights(data / "mail")} == {0o700}
    assert {rights(file) for file in files} == {0o600}
    assert private.close(data) == []


def test_what_an_operator_keeps_there_is_left_alone(tmp_path: Path) -> None:
    data, link = tmp_path / "data", tmp_path / "elsewhere"
    data.mkdir(mode=0o700)
    for own in (data / "README", link):
        own.write_text("-")
        own.chmod(0o644)
    (data / "ilojobs.db").symlink_to(link)
    assert private.close(data) == []
    assert (rights(data / "README"), rights(link)) == (0o644, 0o644)


def test_database_elsewhere_is_closed_with_what_stands_beside_it(tmp_path: Path) -> None:
    data, elsewhere = tmp_path / "data", tmp_path / "srv"
    for folder in (data, elsewhere):
        folder.mkdir(mode=0o700)
    own = [elsewhere / f"own[1].db{end}" for end in ("", "-wal", "-shm", "-journal", ".backup")]
    other = elsewhere / "other.db"
    for file in (*own, other):
        file.write_text("-")
        file.chmod(0o664)
    (line,) = private.close(data, own[0])
    assert "5 entries" in line
    assert {rights(file) for file in own} == {0o600}
    assert rights(other) == 0o664
    assert private.close(data, own[0]) == []


def test_data_behind_a_link_is_closed_once(tmp_path: Path) -> None:
    data, link = tmp_path / "data", tmp_path / "link"
    data.mkdir(mode=0o755)
    link.symlink_to(data)
    (line,) = private.close(link)
    assert str(data) in line
    assert rights(data) == 0o700
    assert private.close(link) == []


def test_folder_that_everybody_shares_is_named_and_stays_open(tmp_path: Path) -> None:
    tmp_path.chmod(0o1777)
    (line,) = private.close(tmp_path)
    assert "a folder of its own" in line
    assert rights(tmp_path) == 0o777
    tmp_path.chmod(0o700)


def test_what_cannot_be_closed_is_named(tmp_path: Path, monkeypatch) -> None:
    tmp_path.chmod(0o750)

    def refuse(*_arguments: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "chmod", refuse)
    (line,) = private.close(tmp_path)
    monkeypatch.undo()
    assert str(tmp_path) in line
    assert "can be read by others" in line


def test_data_that_is_not_there_yet_is_no_fault(tmp_path: Path) -> None:
    assert private.close(tmp_path / "none") == []
