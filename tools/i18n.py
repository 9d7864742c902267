r"""The catalogues: texts are extracted from the code, French is set, English is merged in.

    python tools/i18n.py                 extract, update both catalogues, say what is missing
    python tools/i18n.py --check         change nothing; exit 1 when something is missing or stale
    python tools/i18n.py --merge FOLDER  also take English texts from FOLDER's *.json files:
        {"French": "English", "singular|||plural": ["one", "many"], "context\u0004French": "…"}

Nothing is guessed: a text whose wording changes is a new text, and has to be translated again.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po
from typography import english, french, plain

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "ilojobs_app"
METHODS = [
    ("**.py", "python"),
    ("**/templates/**.html", "jinja2"),
    ("**/templates/**.txt", "jinja2"),
]
OPTIONS = {"**/templates/**.html": {"silent": "false"}, "**/templates/**.txt": {"silent": "false"}}
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}
PLURALS = {"fr": "nplurals=2; plural=(n > 1);", "en": "nplurals=2; plural=(n != 1);"}

Text = str | tuple[str, ...]


@dataclass(frozen=True)
class Message:
    """A text of the code: a sentence, or a singular and a plural."""

    id: Text
    context: str | None = None

    @property
    def key(self) -> str:
        """The name under which a JSON file translates it."""
        name = self.id if isinstance(self.id, str) else "|||".join(self.id)
        return f"{self.context}\u0004{name}" if self.context else name


def extracted() -> list[Message]:
    """Give every text of the code and the templates, each once, in order."""
    found = {
        Message(text, context)
        for _file, _line, text, _comments, context in extract_from_dir(
            SOURCES, METHODS, OPTIONS, KEYWORDS
        )
        if text
    }
    return sorted(found, key=lambda message: message.key)


def catalogue_file(language: str) -> Path:
    """Give the file of a language."""
    return SOURCES / "locale" / language / "LC_MESSAGES" / "messages.po"


def translated(language: str) -> dict[Message, Text]:
    """Read a catalogue."""
    with catalogue_file(language).open("rb") as source:
        catalogue = read_po(source, locale=language)
    return {
        Message(_text(entry.id), entry.context): _text(entry.string)
        for entry in catalogue
        if entry.id and not entry.fuzzy
    }


def in_french(message: Message, before: Text | None) -> Text:
    """Give the typographic form, unless somebody worded the French differently by hand."""
    made = _each(message.id, french)
    if before and all(_parts(before)) and _each(before, plain) != _each(message.id, plain):
        return before
    return made


def in_english(message: Message, before: Text | None, merged: dict[str, Text]) -> Text:
    """Give the merged text, else the one there was, else nothing."""
    empty: Text = "" if isinstance(message.id, str) else ("",) * len(message.id)
    return _each(merged.get(message.key) or before or empty, english)


def merged_from(folder: Path | None) -> dict[str, Text]:
    """Read English texts from JSON files."""
    found: dict[str, Text] = {}
    for path in sorted(folder.glob("*.json")) if folder else []:
        found |= {key: _text(value) for key, value in json.loads(path.read_bytes()).items()}
    return found


def rendered(language: str, texts: dict[Message, Text]) -> bytes:
    """Give a catalogue file: sorted, without places or dates, so that only texts change it."""
    catalogue = Catalog(locale=language)
    # Babel follows CLDR, whose French has a third form, for millions, which gettext's has not.
    catalogue.mime_headers = [("Plural-Forms", PLURALS[language])]
    for message, text in texts.items():
        catalogue.add(message.id, text, context=message.context)
    body = BytesIO()
    write_po(body, catalogue, no_location=True, omit_header=True, sort_output=True, width=0)
    header = [
        'msgid ""',
        'msgstr ""',
        '"Content-Type: text/plain; charset=utf-8\\n"',
        f'"Plural-Forms: {PLURALS[language]}\\n"',
        f'"Language: {language}\\n"',
        "",
        "",
    ]
    return "\n".join(header).encode() + body.getvalue()


def problems(language: str, messages: Iterable[Message]) -> Iterator[str]:
    """Give one line for each text that a catalogue lacks, holds in vain, or has wrongly."""
    wanted, there = set(messages), translated(language)
    name = f"{language}/messages.po"
    for message in sorted(wanted, key=lambda m: m.key):
        if not all(_parts(there.get(message, ""))):
            yield f"{name}: missing: {message.key}"
    for message in sorted(there.keys() - wanted, key=lambda m: m.key):
        yield f"{name}: not in the code any more: {message.key}"
    with catalogue_file(language).open("rb") as source:
        for entry in read_po(source, locale=language):
            if entry.id and entry.fuzzy:
                yield f"{name}: fuzzy: {entry.id}"
            elif entry.id and all(_parts(_text(entry.string))):
                yield from (f"{name}: {error}: {entry.id}" for error in entry.check())


def update(merged: dict[str, Text]) -> None:
    """Write both catalogues anew."""
    messages = extracted()
    french_before, english_before = translated("fr"), translated("en")
    texts = {
        "fr": {m: in_french(m, french_before.get(m)) for m in messages},
        "en": {m: in_english(m, english_before.get(m), merged) for m in messages},
    }
    for language, found in texts.items():
        catalogue_file(language).write_bytes(rendered(language, found))
    known = {message.key for message in messages}
    for key in sorted(merged.keys() - known):
        print(f"not in the code: {key}")
    print(f"{len(messages)} texts")


def _text(value: str | Iterable[str]) -> Text:
    return value if isinstance(value, str) else tuple(value)


def _parts(text: Text) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else text


def _each(text: Text, change: Callable[[str], str]) -> Text:
    return change(text) if isinstance(text, str) else tuple(change(part) for part in text)


def main() -> int:
    """Do what the command line says; give the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="change nothing")
    parser.add_argument(
        "--merge", type=Path, metavar="FOLDER", help="JSON files with English texts"
    )
    chosen = parser.parse_args()
    if not chosen.check:
        update(merged_from(chosen.merge))
    found = [line for language in PLURALS for line in problems(language, extracted())]
    print("\n".join(found) or "Both catalogues are complete.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
