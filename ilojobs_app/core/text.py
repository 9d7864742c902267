"""Text as candidates type it: cleaned, counted and folded the same way everywhere."""

import re
import unicodedata

# What ends a line: Unicode's mandatory breaks (UAX 14), and the old separators of files, groups and
# records, which are paragraph ends to its bidirectional algorithm and line ends to Python. Word and
# PowerPoint write U+000B for Shift+Enter. Deleting one would join two words.
_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# Lone surrogates cannot be stored; bidirectional overrides can make a text read as another one.
_UNWANTED = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
_SPACES = re.compile(r"\s+")
_NO_BREAK = "\u00a0\u202f\u2007"
# Unicode's Default_Ignorable_Code_Point: they show nothing at all. Joiners inside a word of a script
# from Arabic to Tibetan are spelling, also in the name of a domain.
_INVISIBLE = re.compile(
    "(?<![\u0600-\u1fff])[\u200c\u200d]|[\u200c\u200d](?![\u0600-\u1fff])"
    "|[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_SHOWS_NOTHING = re.compile(rf"(?:\s|\u200c|\u200d|{_INVISIBLE.pattern})*")
_SINGLE = str.maketrans(
    {
        "ß": "ss",
        "ø": "o",
        "Ø": "o",
        "ł": "l",
        "Ł": "l",
        "đ": "d",
        "Đ": "d",
        "ı": "i",
        "æ": "ae",
        "Æ": "ae",
        "œ": "oe",
        "Œ": "oe",
    }
)


def clean(text: str) -> str:
    """Give text in NFC with Unix line ends, without control characters, trimmed at both ends.

    Whatever separates words still does: U+001F, the separator of units, becomes a space. A text
    that shows nothing is empty: a name of U+200B alone is no name.
    """
    # A profile is cleaned at each save, and most of its texts are printable: nothing is to be done.
    if not text.isprintable():
        text = _UNWANTED.sub("", _LINE_END.sub("\n", text).replace("\x1f", " "))
    text = unicodedata.normalize("NFC", text).strip()
    return text if text and not _SHOWS_NOTHING.fullmatch(text) else ""


def one_line(text: str) -> str:
    """Give the cleaned text on one line: line ends, tabs and runs of spaces become one space.

    A run with a non-breaking space becomes that one: no line shall begin with « : ».
    """
    text = clean(text)
    return text if text.isprintable() and "  " not in text else _SPACES.sub(_one_space, text)


def visible(text: str) -> str:
    """Give the text on one line without characters that show nothing, such as U+200B.

    For addresses and numbers only: in texts they say how a word breaks or an emoji is put together.
    """
    return one_line(_INVISIBLE.sub("", text))


def digits(text: str) -> str:
    """Give the text with the digits 0 to 9 for those of any script: a keyboard may write ١٩٨٨."""
    return "".join(str(unicodedata.decimal(one, one)) for one in text)


def _one_space(run: re.Match[str]) -> str:
    return next((space for space in run[0] if space in _NO_BREAK), " ")


def count(text: str) -> int:
    """Count characters as the page does: Unicode code points of the cleaned text."""
    return len(clean(text))


class _Folding(dict[int, str]):
    """Folded form of each character, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        text = unicodedata.normalize("NFKD", chr(code).translate(_SINGLE).casefold())
        text = unicodedata.normalize("NFKD", text.casefold())
        self[code] = folded = "".join(self._kept(c) for c in text)
        return folded

    @staticmethod
    def _kept(character: str) -> str:
        if unicodedata.combining(character) or _IGNORED.match(character):
            return ""
        # Vowel signs of Thai or Hindi are marks (M): they belong to the word.
        return character if unicodedata.category(character)[0] in "LNM" else " "


# What shows nothing, but for U+200B and U+200C, which part words; and okina, hamza, ayn.
_IGNORED = re.compile(rf"(?![\u200b\u200c])(?:{_INVISIBLE.pattern})|[\u02bb\u02bc\u02be\u02bf]")
_FOLDING = _Folding()


def fold(text: str) -> str:
    """Give the form used to compare: without accents, case or punctuation, single spaces."""
    return " ".join(text.translate(_FOLDING).split())


def sort_key(text: str) -> tuple[str, str]:
    """Give the key that sorts names as a reader expects: accents decide only between equals."""
    return fold(text), text
