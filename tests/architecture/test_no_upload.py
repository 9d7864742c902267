"""R7: the profile is the CV; there is no file input anywhere."""

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
SOURCES = [
    path
    for folder, suffixes in (
        ("ilojobs_app", {".py", ".html"}),
        ("assets", {".jsx", ".js"}),
    )
    for path in (ROOT / folder).rglob("*")
    if path.suffix in suffixes
]
FILE_INPUT = re.compile(
    r"""(type|kind)["']?\s*[=:]\s*\{?\s*["']?file\b|rx\.upload|UploadFile|multipart/form-data"""
)


def test_no_source_has_a_file_input() -> None:
    assert SOURCES
    found = [path for path in SOURCES if FILE_INPUT.search(path.read_text(encoding="utf-8"))]
    assert not found
