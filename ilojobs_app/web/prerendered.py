"""The pages of the frontend build, read once, with the places where the server fills them in."""

import html
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markupsafe import Markup

from ilojobs_app.core.i18n import LANGUAGES
from ilojobs_app.core.settings import Settings
from ilojobs_app.web.headers import content_security_policy, script_hashes
from ilojobs_app.web.routes import PAGES, UNKNOWN_SAMPLE, sample_path

_TITLE = re.compile(r"<title>.*?</title>", re.S)
_DESCRIPTION = re.compile(
    r'<meta content="[^"]*" name="description"/>|<meta name="description"[^>]*>'
)
# A comment of a script costs every reader its bytes.
_COMMENT = re.compile(r"\s*/\*.*?\*/|\n\s*", re.S)
_LANG = re.compile(r'(<html[^>]*?\slang=")[^"]*(")')
SLOTS = ("masthead", "island", "footer")
# Pages read and work before their scripts: over a slow line, fonts and styles come before the two
# largest. Were all to wait, a phone would work longest just when one begins to read.
_LARGEST = re.compile(r'<link rel="modulepreload"(?= href="/assets/(entry|context|jsx-runtime))')


def first_script() -> str:
    """Give what runs before all else of a page, without its comments."""
    source = Path(__file__).with_name("first.js").read_text(encoding="utf-8")
    return _COMMENT.sub("\n", source).strip()


@dataclass(frozen=True)
class Filling:
    """What the server says on a page."""

    language: str
    path: str
    title: str
    description: str
    index: bool
    slots: dict[str, Markup]
    json_ld: Any
    data: dict[str, Any]


class Prerendered:
    """One page of the build."""

    def __init__(self, source: str, settings: Settings) -> None:
        # At the head's end, where React leaves alone what it does not know.
        source = source.replace("</head>", f"<script>{first_script()}</script></head>", 1)
        self.source = _LARGEST.sub(r'\g<0> fetchpriority="low"', source)
        self.public_url = settings.public_url
        self.policy = content_security_policy(settings, script_hashes(source))

    def fill(self, filling: Filling) -> str:
        """Give the whole page: slots, head, and the data the page hydrates from."""
        page = _LANG.sub(rf"\g<1>{filling.language}\g<2>", self.source, count=1)
        if filling.title:
            page = _TITLE.sub(
                lambda _: f"<title>{html.escape(filling.title)}</title>", page, count=1
            )
        if filling.description:
            page = _DESCRIPTION.sub("", page, count=1)
        page = page.replace("</head>", self._head(filling) + "</head>", 1)
        for slot in SLOTS:
            page = page.replace(f"<!--{slot}-->", str(filling.slots[slot]), 1)
        return page

    def _head(self, filling: Filling) -> str:
        rest = filling.path.rstrip("/")

        def address(language: str) -> str:
            return html.escape(f"{self.public_url}/{language}{rest}")

        parts = [f'<link rel="canonical" href="{address(filling.language)}"/>']
        parts += [
            f'<link rel="alternate" hreflang="{language}" href="{address(language)}"/>'
            for language in LANGUAGES
        ]
        parts.append(f'<link rel="alternate" hreflang="x-default" href="{self.public_url}/"/>')
        if filling.description:
            parts.append(f'<meta name="description" content="{html.escape(filling.description)}"/>')
        if not filling.index:
            parts.append('<meta name="robots" content="noindex"/>')
        if filling.json_ld:
            parts.append(_data_block("application/ld+json", filling.json_ld))
        parts.append(_data_block("application/json", filling.data, 'id="page-data"'))
        return "".join(parts)


def _data_block(kind: str, value: Any, attributes: str = "") -> str:
    # « < » escaped, so that no value can close the element.
    text = json.dumps(value, ensure_ascii=False).replace("<", "\\u003c")
    return f'<script type="{kind}" {attributes}>{text}</script>'


def read_build(folder: Path, settings: Settings) -> dict[tuple[str, str], Prerendered]:
    """Read every page: `(language, path pattern)` → page; unknown addresses under `""`."""
    pages: dict[tuple[str, str], Prerendered] = {
        (language, path): Prerendered(_read(folder, sample_path(path, language)), settings)
        for language in LANGUAGES
        for path in PAGES
    }
    not_found = Prerendered(_read(folder, UNKNOWN_SAMPLE), settings)
    return pages | {(language, ""): not_found for language in LANGUAGES}


def _read(folder: Path, address: str) -> str:
    return (folder / address.lstrip("/") / "index.html").read_text(encoding="utf-8")
