"""Text as candidates type it: cleaned, counted and folded the same way everywhere."""

import re
import unicodedata

# Lone surrogates cannot be stored; bidirectional overrides can make a text read as another one.
_UNWANTED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
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
    """Give text in NFC with Unix line ends, without control characters, trimmed at both ends."""
    text = (
        text.replace("\r\n", "\n")
        .replace("\r", "\n")
        .replace("\u2028", "\n")
        .replace("\u2029", "\n")
    )
    return unicodedata.normalize("NFC", _UNWANTED.sub("", text)).strip()


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
        if unicodedata.combining(character) or character in _IGNORED:
            return ""
        # Vowel signs of Thai or Hindi are marks (M): they belong to the word.
        return character if unicodedata.category(character)[0] in "LNM" else " "


_IGNORED = "\u00ad\u200d\u02bb\u02bc\u02be\u02bf"  # soft hyphen, joiner, okina, hamza, ayn
_FOLDING = _Folding()


def fold(text: str) -> str:
    """Give the form used to compare: without accents, case or punctuation, single spaces."""
    return " ".join(text.translate(_FOLDING).split())


def sort_key(text: str) -> tuple[str, str]:
    """Give the key that sorts names as a reader expects: accents decide only between equals."""
    return fold(text), text
