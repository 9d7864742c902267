"""Two languages. French is the language of the message ids, and has a catalogue like English.

The French catalogue holds the typographic form of each id: non-breaking spaces, curly
apostrophes. Catalogues are read from their `.po` files: nothing to compile, nothing to forget.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from functools import cache
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path
from typing import Literal, get_args
from zoneinfo import ZoneInfo

from babel.dates import format_date as babel_date
from babel.dates import format_time as babel_time
from babel.dates import get_month_names
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

Language = Literal["fr", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
DEFAULT_LANGUAGE: Language = "fr"
LOCALES = {"fr": "fr_FR", "en": "en_GB"}
LOCALE_FOLDER = Path(__file__).parent.parent / "locale"

_current: ContextVar[Language] = ContextVar("language", default=DEFAULT_LANGUAGE)


def language() -> Language:
    """Give the language of the present request, page or mail."""
    return _current.get()


def set_language(value: str) -> None:
    """Set the language for the rest of the present context (an event, a request)."""
    _current.set(as_language(value))


@contextmanager
def use_language(value: str) -> Iterator[None]:
    """Use a language inside the block."""
    token = _current.set(as_language(value))
    try:
        yield
    finally:
        _current.reset(token)


def as_language(value: str) -> Language:
    """Give the supported language that a tag such as `en_GB` means; French for anything else."""
    return "en" if value[:2].lower() == "en" else "fr"


@cache
def catalogue(value: Language) -> GNUTranslations:
    """Read one language's catalogue."""
    compiled = BytesIO()
    with (LOCALE_FOLDER / value / "LC_MESSAGES" / "messages.po").open("rb") as source:
        write_mo(compiled, read_po(source, locale=value))
    compiled.seek(0)
    return GNUTranslations(compiled)


def _(message: str) -> str:
    """Translate into the current language."""
    return catalogue(language()).gettext(message)


def N_(message: str) -> str:  # noqa: N802 - the name every gettext project uses
    """Mark a text for the catalogues; `_` translates it where it is shown."""
    return message


def ngettext(singular: str, plural: str, number: int) -> str:
    """Translate a sentence that depends on a number."""
    return catalogue(language()).ngettext(singular, plural, number)


def pgettext(context: str, message: str) -> str:
    """Translate a text that would be ambiguous without its context."""
    return catalogue(language()).pgettext(context, message)


def _fits_fonts(text: str) -> str:
    # Babel emits narrow no-break spaces, which the fonts lack.
    return text.replace("\u202f", "\u00a0").replace("\u2009", "\u00a0")


def format_number(value: int) -> str:
    """Give `2 000` or `2,000`."""
    return _fits_fonts(format_decimal(value, locale=LOCALES[language()]))


def format_date(value: date, form: Literal["long", "full"] = "long") -> str:
    """Give `15 décembre 2026`, or with its weekday when `form` is full."""
    if language() == "en":
        pattern = "EEEE d MMMM y" if form == "full" else "d MMMM y"
    else:
        pattern = "EEEE d MMMM y" if form == "full" else "d MMMM y"
    text = babel_date(value, pattern, locale=LOCALES[language()])
    if language() == "fr":
        text = text.replace(" 1 ", " 1er ", 1) if form == "full" else text
        text = "1er" + text[1:] if text.startswith("1 ") else text
    return _fits_fonts(text)


def format_month(value: date) -> str:
    """Give `décembre 2026`."""
    return babel_date(value, "LLLL y", locale=LOCALES[language()])


def month_names() -> list[str]:
    """Give the twelve months' names, January first."""
    names = get_month_names("wide", context="stand-alone", locale=LOCALES[language()])
    return [names[number] for number in range(1, 13)]


def format_time(value: datetime, zone: str = "UTC") -> str:
    """Give `14 h 32` or `14:32` in the given IANA zone."""
    local = value.astimezone(ZoneInfo(zone))
    if language() == "fr":
        return f"{local.hour}\u00a0h\u00a0{local.minute:02d}"
    return babel_time(local, "HH:mm", locale="en_GB")
