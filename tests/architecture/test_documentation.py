"""What can be set or called is documented; what is documented exists."""

import re
from pathlib import Path

import click
import pytest

from ilojobs_app.cli import ilojobs
from ilojobs_app.core.settings import Settings

ROOT = Path(__file__).parent.parent.parent
OPERATING = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
# Given to the tests' server only; it opens routes that nobody should know of.
UNDOCUMENTED = {"TEST_MODE"}


def commands(group: click.Group, before: str = "ilojobs") -> list[str]:
    """Give every command in full: `ilojobs mail list`."""
    found = []
    for name, command in group.commands.items():
        full = f"{before} {name}"
        found += commands(command, full) if isinstance(command, click.Group) else [full]
    return found


def settings_rows() -> dict[str, str]:
    """Give the settings of the table in docs/operating.md with the default it states."""
    rows = re.findall(r"^\| `([A-Z_]+)` \| ([^|]*) \|", OPERATING, re.M)
    return {name: default.strip().strip("`") for name, default in rows}


def test_every_setting_is_documented_and_nothing_else() -> None:
    assert set(settings_rows()) == {name.upper() for name in Settings.model_fields} - UNDOCUMENTED


@pytest.mark.parametrize(("name", "field"), Settings.model_fields.items())
def test_documented_default_is_the_default(name: str, field) -> None:
    if name.upper() not in UNDOCUMENTED and str(field.default):
        assert settings_rows()[name.upper()] == str(field.default)


@pytest.mark.parametrize("command", commands(ilojobs))
def test_every_command_is_documented(command: str) -> None:
    assert f"`{command}" in OPERATING


def test_every_documented_command_exists() -> None:
    known = commands(ilojobs)
    for written in re.findall(r"`(ilojobs [a-z][a-z -]*)", OPERATING):
        assert any(written.strip().startswith(name) for name in known), written


def test_every_target_of_the_makefile_is_explained() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = re.search(r"^\.PHONY: (.*)$", makefile, re.M)
    assert targets
    for target in targets[1].split():
        assert re.search(rf"^{target}: ## \S", makefile, re.M), target
