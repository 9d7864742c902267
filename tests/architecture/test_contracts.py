"""The layout holds: who may import whom (pyproject.toml, `tool.importlinter`)."""

import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports


def test_import_contracts_are_kept(capsys: pytest.CaptureFixture[str]) -> None:
    assert lint_imports(no_cache=True) == EXIT_STATUS_SUCCESS, capsys.readouterr().out
