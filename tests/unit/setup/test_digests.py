"""What a frontend build is made of decides whether it is made again."""

from pathlib import Path

import digests
import pytest


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a small project."""
    monkeypatch.setattr(digests, "ROOT", tmp_path)
    for name in (*digests.SINGLE, "ilojobs_app/a.py", "ilojobs_app/a.html", "assets/a.css"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("1", encoding="ascii")
    (tmp_path / "var" / "lists").mkdir(parents=True)
    return tmp_path


def digest(root: Path) -> str:
    return digests.of_frontend(root / "var")


@pytest.mark.parametrize("name", ["ilojobs_app/a.py", "assets/a.css", "var/lists/genders.json"])
def test_changed_source_is_built_again(root: Path, name: str) -> None:
    before = digest(root)
    (root / name).write_text("2", encoding="ascii")
    assert digest(root) != before


@pytest.mark.parametrize("name", ["ilojobs_app/a.html", "ilojobs_app/a.pyc", "README.md"])
def test_what_no_page_is_made_of_is_not(root: Path, name: str) -> None:
    before = digest(root)
    (root / name).write_text("2", encoding="ascii")
    assert digest(root) == before


def test_time_of_a_file_does_not_matter(root: Path) -> None:
    before = digest(root)
    (root / "assets/a.css").touch()
    assert digest(root) == before


def test_setting_that_is_written_into_pages_counts(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = digest(root)
    monkeypatch.setenv("PUBLIC_URL", "https://jobs.example.org")
    assert digest(root) == before
    monkeypatch.setenv("ILO_PEOPLE_URL", "https://people.example.org")
    assert digest(root) != before
