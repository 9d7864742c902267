"""What is installed is locked, hashed, and names no registry."""

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
PINNED = re.compile(r"^([a-z0-9._-]+)(?:\[[^\]]*\])?==(\S+)", re.M)
LOCKS = [ROOT / "reflex.lock" / "package-lock.json", *ROOT.glob("tools/*/package-lock.json")]


def pinned(name: str) -> dict[str, str]:
    """Give the versions of a requirements file."""
    return dict(PINNED.findall((ROOT / name).read_text(encoding="utf-8")))


def test_tests_run_on_the_versions_that_the_product_runs_on() -> None:
    product, tests = pinned("requirements.txt"), pinned("requirements-dev.txt")
    assert product
    assert {name: tests.get(name) for name in product} == product


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_python_package_has_a_hash(name: str) -> None:
    content = (ROOT / name).read_text(encoding="utf-8")
    for block in re.split(r"\n(?=[a-z0-9])", content):
        assert "==" not in block.split("\n")[0] or "--hash=sha256:" in block, block[:60]
    assert "://" not in content


@pytest.mark.parametrize("path", LOCKS, ids=lambda path: path.parent.name)
def test_every_npm_package_has_a_hash_and_no_address(path: Path) -> None:
    packages = json.loads(path.read_text(encoding="utf-8"))["packages"]
    for name, package in packages.items():
        assert not name or package.get("link") or "integrity" in package, name
        assert "resolved" not in package, name
