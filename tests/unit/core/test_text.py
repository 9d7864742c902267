"""The counters: the same number in the browser and at the server, whatever is typed (R9)."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ilojobs_app.core import text as texts
from ilojobs_app.core.text import clean, count, digits, fold, one_line, visible
from tests.factories.texts import HOSTILE

TEXT_JS = Path(__file__).parent.parent.parent.parent / "assets" / "jsx" / "text.js"
LOOP = """
const { createInterface } = require("node:readline");
createInterface({ input: process.stdin }).on("line", (line) => {
  const text = JSON.parse(line);
  console.log(JSON.stringify([clean(text), oneLine(text), count(text)]));
});
"""
# All that ends a line for Python or for Unicode, and the separator of units beside them.
SEPARATORS = "\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\u2028\u2029"
# The two may know different versions of Unicode: what Python's does not know is left out.
KNOWN = st.text(st.characters(exclude_categories=("Cn",)), max_size=40)
PIECES = st.sampled_from(
    [
        "e\u0301",
        "\r\n",
        "😀",
        "👩\u200d🔬",
        "\ud83d",
        "\ude00",
        *"\u00a0\u202f\u2007 \t\u3000ﷺ\u200b\u00ad\u3164\ufe0f",
        *SEPARATORS,
    ]
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

    def __call__(self, text: str) -> tuple[str, str, int]:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(text) + "\n")
        self._process.stdin.flush()
        cleaned, line, number = json.loads(self._process.stdout.readline())
        return cleaned, line, number

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
    assert in_page(text) == (clean(text), one_line(text), count(text))


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
    assert (count(text), in_page(text)[2]) == (number, number)


@given(text=TYPED)
@settings(deadline=None)
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert one_line(one_line(text)) == one_line(text) == one_line(clean(text))


@given(before=KNOWN.filter(count), separator=st.sampled_from(SEPARATORS), after=KNOWN.filter(count))
def test_what_separates_words_still_does(before: str, separator: str, after: str) -> None:
    text = before + "x" + separator + "x" + after
    kept = " " if separator == "\x1f" else "\n"

    assert f"x{kept}x" in clean(text)
    assert "x x" in one_line(text)
    assert clean(text).splitlines() == clean(text).split("\n")


@given(text=TYPED)
def test_one_line_has_no_line_end_and_single_spaces(text: str) -> None:
    line = one_line(text)

    assert line.splitlines() in ([], [line])
    assert not re.search(
        r"\s\s|[^\S \u00a0\u202f\u2007]", re.sub("[\u1680\u2000-\u200a\u205f]", "", line)
    )
    assert line.split() == clean(text).split()


@pytest.mark.parametrize("space", ["\u00a0", "\u202f", "\u2007"])
def test_a_non_breaking_space_stays_one_in_a_line(space: str) -> None:
    assert one_line(f"Chef{space}: section") == f"Chef{space}: section"
    assert one_line(f" Chef {space}: \t section\n") == f"Chef{space}: section"


def test_invisible_signs_stay_in_texts_and_leave_numbers() -> None:
    assert clean("👩\u200d🔬 می\u200cخواهم") == "👩\u200d🔬 می\u200cخواهم"
    assert visible("\u202a+41\u200b 22\u00ad 799\u202c\u2060") == "+41 22 799"


@pytest.mark.parametrize(
    "sign", [*"\u00ad\u034f\u061c\u200d\u200e\u200f\u202a\u202c\u2060\u2066\u2069\ufe0f\ufeff"]
)
def test_what_shows_nothing_parts_no_word_that_is_looked_for(sign: str) -> None:
    assert fold(f"écono{sign}miste") == "economiste"


def test_names_keep_what_their_script_needs() -> None:
    for name in (
        "ක්\u200dරිස්",
        "می\u200cخواهم",
        "Jean\u00a0Paul",
        "葛\U000e0100城",
        "ไทย\u200bแลนด์",
        "❤\ufe0f",
    ):
        assert clean(name) == one_line(name) == name


def test_the_digits_of_any_script_are_read() -> None:
    assert digits("١٩٨٨ ۱۹۸۸ १९८८ １９８８ 1988 ²") == "1988 1988 1988 1988 1988 ²"


@pytest.mark.parametrize("text", ["\u200b", " \u00ad\u2060 ", "\u3164", "\u200d", "\ufe0f\n\u115f"])
def test_a_text_that_shows_nothing_is_empty(in_page: PageScript, text: str) -> None:
    assert clean(text) == one_line(text) == visible(text) == ""
    assert in_page(text) == ("", "", 0)


def test_no_printable_character_is_one_that_cleaning_removes() -> None:
    """Printable texts, which most are, are not searched for what is to be removed."""
    printable = "".join(filter(str.isprintable, map(chr, range(0x110000))))
    assert texts._LINE_END.search(printable) is None
    assert texts._UNWANTED.search(printable) is None
    assert texts._SPACES.findall(printable) == [" "]
