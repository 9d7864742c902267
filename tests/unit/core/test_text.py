"""The counters: the same number in the browser and at the server, whatever is typed (R9)."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ilojobs_app.core.text import clean, count
from tests.factories.texts import HOSTILE

TEXT_JS = Path(__file__).parent.parent.parent.parent / "assets" / "jsx" / "text.js"
LOOP = """
const { createInterface } = require("node:readline");
createInterface({ input: process.stdin }).on("line", (line) => {
  const text = JSON.parse(line);
  console.log(JSON.stringify([clean(text), count(text)]));
});
"""
# The two may know different versions of Unicode: what Python's does not know is left out.
KNOWN = st.text(st.characters(exclude_categories=("Cn",)), max_size=40)
PIECES = st.sampled_from(
    ["e\u0301", "\r\n", "\r", "\u2028", "😀", "👩\u200d🔬", "\ud83d", "\ude00", "\u00a0", " ", "ﷺ"]
)
# On its way to the server a text is JSON, in which two halves that meet are one character.
TYPED = st.lists(st.one_of(KNOWN, PIECES)).map(lambda parts: json.loads(json.dumps("".join(parts))))


class PageScript:
    """The page's own script, run by the node that builds the pages."""

    def __init__(self, node: str) -> None:
        script = TEXT_JS.read_text(encoding="utf-8").replace("export const", "const") + LOOP
        self._process = subprocess.Popen(
            [node, "-e", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def __call__(self, text: str) -> tuple[str, int]:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(text) + "\n")
        self._process.stdin.flush()
        cleaned, number = json.loads(self._process.stdout.readline())
        return cleaned, number

    def close(self) -> None:
        self._process.kill()
        self._process.communicate()


@pytest.fixture(scope="module")
def in_page() -> Iterator[PageScript]:
    own = Path(sys.prefix) / "bin" / "node"
    node = str(own) if own.exists() else shutil.which("node")
    if not node:
        pytest.skip("node is not there: make sets it up")
    running = PageScript(node)
    yield running
    running.close()


@given(text=TYPED)
@example(text="".join(HOSTILE))
@settings(deadline=None, max_examples=400)
def test_page_and_server_count_alike(in_page: PageScript, text: str) -> None:
    assert in_page(text) == (clean(text), count(text))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("", 0),
        ("  \r\n ", 0),
        ("e\u0301te\u0301", 3),
        ("a\r\nb", 3),
        ("😀", 1),
        ("👩\u200d🔬", 3),
        ("a\ud83db", 2),
        ("\u202eabc", 3),
    ],
)
def test_count_is_of_code_points_in_nfc(in_page: PageScript, text: str, number: int) -> None:
    assert (count(text), in_page(text)[1]) == (number, number)


@given(text=TYPED)
@settings(deadline=None)
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)
