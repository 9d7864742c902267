"""Every rule has a code, a line, and a place in the source; no text names a document that is elsewhere."""

import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
READ = {".py", ".js", ".jsx", ".css", ".html", ".txt", ".md"}
CODE = re.compile(r"\b[RB](?:1[0-8]|[1-9])\b")
# Names of documents: `qa.md`, docs/adr/0013. Not what a command makes, nor another project's.
DOCUMENT = re.compile(r"\b[\w/-]+\.md\b")


def sources(*folders: str) -> Iterator[tuple[Path, str]]:
    for folder in folders:
        for path in (ROOT / folder).rglob("*"):
            if path.suffix in READ and "node_modules" not in path.parts:
                yield path, path.read_text(encoding="utf-8")


def listed() -> list[str]:
    text = (ROOT / "docs" / "requirements.md").read_text(encoding="utf-8")
    return re.findall(r"^\| ([RB]\d+) \| \S", text, re.M)


def test_each_rule_is_listed_once_and_in_order() -> None:
    assert listed() == [*(f"R{n}" for n in range(1, 19)), *(f"B{n}" for n in range(1, 11))]


def test_the_source_names_each_rule_and_no_other() -> None:
    code_of = sources("ilojobs_app", "assets", "tests")
    named = {code for _path, text in code_of for code in CODE.findall(text)}
    assert named == set(listed())


def test_no_text_names_a_document_that_is_not_here() -> None:
    names = {path.name for path in ROOT.glob("*.md")} | {
        path.name for folder in ("docs", "tests") for path in (ROOT / folder).rglob("*.md")
    }
    missing = [
        f"{path.relative_to(ROOT)}: {name}"
        for path, text in sources("ilojobs_app", "assets", "docs", "tools", "tests")
        for name in DOCUMENT.findall(text)
        if name.rpartition("/")[2] not in names and path != Path(__file__)
    ]
    assert missing == []
