"""Documents as PDF: tagged, in the reader's language, written by Typst from a template and data.

Data reaches a template as JSON and is shown as text: nothing in it is ever read as markup.
"""

import json
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import structlog

if TYPE_CHECKING:
    from typst import Fonts

log = structlog.get_logger(__name__)

FONTS = Path(__file__).parent.parent / "data" / "fonts"
# Where a line has no place to break, as in an address or a text without spaces, it is given some.
UNBROKEN_AT_MOST = 30
BREAK, EVERY = "\u200b", 10
# Where a line never breaks, whatever the language: « 12 % », « budget ; équipe », « 2 000 ».
_ONE = re.compile(r" (?=[;:!?»%€])|(?<=«) |(?<=\d) (?=\d{3}(?!\d))")
NBSP = "\u00a0"


def render_pdf(template: Path, data: Any) -> bytes:
    """Write a document; slow (tens of milliseconds), so not on the event loop.

    It conforms to PDF/UA-1, unless no font of this machine has a character of the data: then it is
    tagged all the same, and shows a box there.

    Args:
        data: JSON; the template finds it in `sys.inputs.data`.
    """
    # Loaded where it is needed: 80 MB that most processes never use.
    from typst import TypstError, compile  # noqa: PLC0415

    inputs = {"data": json.dumps(_breakable(data))}
    try:
        return compile(template, sys_inputs=inputs, font_paths=_fonts(), pdf_standards=["ua-1"])
    except TypstError:
        # Its message quotes the text: it stays out of the log.
        log.info("pdf without its standard", template=template.name)
        return compile(template, sys_inputs=inputs, font_paths=_fonts())


@cache
def _fonts() -> "Fonts":
    from typst import Fonts  # noqa: PLC0415

    return Fonts(font_paths=[FONTS])


def _breakable(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _breakable(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_breakable(part) for part in value]
    return _set(value) if isinstance(value, str) else value


def _set(text: str) -> str:
    return re.sub(rf"[^ \n]{{{UNBROKEN_AT_MOST + 1},}}", _with_breaks, _ONE.sub(NBSP, text))


def _with_breaks(word: re.Match[str]) -> str:
    return BREAK.join(re.findall(f".{{1,{EVERY}}}", word[0]))
