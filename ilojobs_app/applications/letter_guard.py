"""The letter guard (B2): where a reused letter still speaks of the vacancy it was written for."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from ilojobs_app.core.text import fold

# Characters of context on each side of what is marked, and between two marks of one passage.
AROUND = 30


@dataclass(frozen=True)
class Part:
    """A piece of a passage; `marked` when it names the other vacancy."""

    text: str
    marked: bool


@dataclass(frozen=True)
class Passage:
    """A place in the letter, as it stands there; `text` is the whole, to find it again."""

    text: str
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class _Word:
    folded: str
    start: int
    end: int


_Span = tuple[int, int]


def mentions(letter: str, *, other: Iterable[str], own: Iterable[str]) -> tuple[Passage, ...]:
    """Find where a letter names another vacancy, in the order of the letter.

    Compared word by word without accents, case or punctuation, so that « Lomé » is not found in
    « Lomélie », and « l'Économiste du travail » is found.

    Args:
        other: names of the other vacancy: its number, title and duty station, in both languages.
        own: those of the vacancy applied for, which may contain the same words.
    """
    words = _words(letter)
    right = _spans(words, own)
    found = [
        span
        for span in _spans(words, other)
        if not any(start <= span[0] and span[1] <= end for start, end in right)
    ]
    return tuple(_passage(letter, words, group) for group in _groups(letter, _merged(found)))


def _words(text: str) -> list[_Word]:
    words = []
    start: int | None = None
    for index, character in enumerate(text + " "):
        if not _separates(character):
            start = index if start is None else start
        elif start is not None:
            words.append(_Word(fold(text[start:index]), start, index))
            start = None
    return [word for word in words if word.folded]


@cache
def _separates(character: str) -> bool:
    return " " in fold(f"a{character}a")


def _spans(words: list[_Word], terms: Iterable[str]) -> list[_Span]:
    """Give where the terms stand, as offsets in the text."""
    found = set()
    for term in {tuple(fold(term).split()) for term in terms} - {()}:
        for first in range(len(words) - len(term) + 1):
            candidates = words[first : first + len(term)]
            if tuple(word.folded for word in candidates) == term:
                found.add((candidates[0].start, candidates[-1].end))
    return sorted(found)


def _merged(spans: list[_Span]) -> list[_Span]:
    """Join spans that overlap: a town inside a title is marked once."""
    merged: list[_Span] = []
    for start, end in spans:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _groups(letter: str, spans: list[_Span]) -> list[list[_Span]]:
    """Put spans of the same line that stand close together into one passage."""
    groups: list[list[_Span]] = []
    for span in spans:
        between = letter[groups[-1][-1][1] : span[0]] if groups else ""
        if groups and len(between) <= AROUND and "\n" not in between:
            groups[-1].append(span)
        else:
            groups.append([span])
    return groups


def _passage(letter: str, words: list[_Word], spans: list[_Span]) -> Passage:
    line_start = letter.rfind("\n", 0, spans[0][0]) + 1
    line_end = letter.find("\n", spans[-1][1])
    line_end = len(letter) if line_end < 0 else line_end
    left, right = max(line_start, spans[0][0] - AROUND), min(line_end, spans[-1][1] + AROUND)
    start = min(w.start for w in words if left <= w.start <= spans[0][0])
    end = max(w.end for w in words if spans[-1][1] <= w.end <= right)
    parts, at = [], start
    for first, last in spans:
        parts += [Part(letter[at:first], False), Part(letter[first:last], True)]
        at = last
    parts.append(Part(letter[at:end], False))
    return Passage(letter[start:end], tuple(part for part in parts if part.text))
