"""French and English as they are printed, made from what is typed on a keyboard."""

import re
from collections.abc import Callable

NBSP = "\u00a0"
# The fonts draw it as the hyphen that it is.
NB_HYPHEN = "\u2011"
_PRONOUNS = "je|tu|ils?|elles?|on|nous|vous|ce|ci|l[àea]|les|lui|leur|[mt]oi|y|en"

# Placeholders, addresses and markup are not prose: they pass through untouched.
_PROTECTED = re.compile(
    r"%\(\w+\)[-+ #0-9.]*[a-zA-Z]|\{[^{}]*\}|https?://[^\s»]+|</?[a-zA-Z][^>]*>|&#?\w+;"
)
_MARK = "\ue000"
_FRENCH = (
    (re.compile(r"\.\.\."), "…"),
    (re.compile(r" ([:;!?»])"), rf"{NBSP}\1"),
    (re.compile(rf"«[ {NBSP}]?"), f"«{NBSP}"),
    # Groups of three digits: 2 000. Not two numbers that follow each other: 12 300 000 is one.
    (re.compile(r"(?<=\d) (?=\d{3}(?!\d))"), NBSP),
    (re.compile(r"(?<=\d) (?=h\b)|(?<=\d h) (?=\d)"), NBSP),
    (re.compile(r" (?=%)"), NBSP),
    # « retirez-la », « a-t-elle », « celui-ci » are read as one word.
    (re.compile(rf"(?<=[^\W\d])-(?=(?:t-)?(?:{_PRONOUNS})\b)", re.IGNORECASE), NB_HYPHEN),
)


def _outside_protected(text: str, change: Callable[[str], str]) -> str:
    kept: list[str] = []

    def keep(found: re.Match[str]) -> str:
        kept.append(found.group())
        return _MARK

    changed = change(_PROTECTED.sub(keep, text))
    return re.sub(_MARK, lambda _: kept.pop(0), changed)


def french(text: str) -> str:
    """Give the typographic form: ’ for ', spaces and hyphens that do not break where French has them."""

    def change(prose: str) -> str:
        prose = prose.replace("'", "’")
        for pattern, replacement in _FRENCH:
            prose = pattern.sub(replacement, prose)
        return prose

    return _outside_protected(text, change)


def english(text: str) -> str:
    """Give the typographic form: ’ for ', … for three dots."""
    return _outside_protected(text, lambda prose: prose.replace("'", "’").replace("...", "…"))


def plain(text: str) -> str:
    """Undo what `french` does, so that two typographic forms of a text compare equal."""
    text = text.replace(NBSP, " ").replace("\u202f", " ").replace(NB_HYPHEN, "-")
    return text.replace("’", "'").replace("…", "...")
