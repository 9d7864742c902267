"""How well a name answers a query: the order in which candidates see institutions."""

from collections.abc import Sequence
from enum import IntEnum
from typing import NamedTuple

from ilojobs_app.institutions.models import NameKind, Status
from ilojobs_app.institutions.names import InstitutionView, ShownName
from ilojobs_app.institutions.words import Query, Token, significant


class Match(IntEnum):
    """How a query matched, best first."""

    EXACT_NAME = 0
    ACRONYM = 1
    ALL_TELLING_WORDS = 2
    RUN_OF_WORDS = 3
    FIRST_WORD = 4
    OTHER_WORDS = 5
    SEVERAL_NAMES = 6


class Ranked(NamedTuple):
    """An institution that answers: sorts in the order of display. `position`: the name matched."""

    match: Match
    listed_last: bool
    disorder: bool
    curated_last: bool
    parts: int
    length: int
    id: int
    position: int


def rank(query: Query, subject: InstitutionView) -> Ranked | None:
    """Rank an institution, or None when a required word is in none of its names.

    Its city counts like one more name, the last one.
    """
    best = min(_name_keys(query, subject), default=None)
    if best is None:
        everything = _all_words(subject)
        if not all(_fits_any(token, everything) for token in query.required):
            return None
        best = (
            Match.SEVERAL_NAMES,
            True,
            len(query.required),
            255,
            _most_fitting(query, subject),
        )
    match, disorder, parts, length, position = best
    listed_last = subject.status is not Status.LISTED
    return Ranked(
        match, listed_last, disorder, not subject.is_curated, parts, length, subject.id, position
    )  # fmt: skip


def holds(query: Query, name: ShownName) -> bool:
    """Say whether a name has a word for every required word of a query."""
    return all(_fits_any(token, name.words) for token in query.required)


def _name_keys(query: Query, subject: InstitutionView) -> list[tuple[Match, bool, int, int, int]]:
    """Give for each name that holds all required words: match, disorder, parts, length, place."""
    keys = []
    for position, name in enumerate(subject.names):
        places = [_place(token, name.words) for token in query.required]
        if None in places:
            continue
        known = [place for place in places if place is not None]
        match = _match(query, name, known)
        disorder = known != sorted(known)
        parts = _half_words(query, name.words) + _unmet(query, name.words)
        keys.append((match, disorder, parts, len(name.folded), position))
    return keys


def _match(query: Query, name: ShownName, places: list[int]) -> Match:
    if name.kind is NameKind.ACRONYM:
        joined = name.folded.replace(" ", "")
        return Match.ACRONYM if joined == query.folded.replace(" ", "") else Match.OTHER_WORDS
    if name.folded == query.folded:
        return Match.EXACT_NAME
    words = name.folded.split()
    telling = significant(words)
    if len(telling) == len(query.required) and all(
        word in token.forms for token, word in zip(query.required, telling, strict=True)
    ):
        return Match.ALL_TELLING_WORDS
    if _is_run(query.required, telling):
        return Match.RUN_OF_WORDS
    first = telling[0] if telling else ""
    return Match.FIRST_WORD if query.required[0].fits(first) else Match.OTHER_WORDS


def _is_run(tokens: Sequence[Token], words: Sequence[str]) -> bool:
    """Say whether several words stand side by side in a name, wherever they begin there.

    The National *Autonomous* University of *Mexico* is asked for so, and of its namesakes none
    has just these two together. The last word may still be begun only.
    """
    *whole, last = tokens
    return bool(whole) and any(
        last.fits(words[start + len(whole)])
        and all(word in token.forms for token, word in zip(whole, words[start:], strict=False))
        for start in range(len(words) - len(whole))
    )


def _place(token: Token, words: Sequence[str]) -> int | None:
    return next((place for place, word in enumerate(words) if token.fits(word)), None)


def _half_words(query: Query, words: Sequence[str]) -> int:
    whole = set(words)
    return sum(not whole.intersection(token.forms) for token in query.required)


def _unmet(query: Query, words: Sequence[str]) -> int:
    return sum(_place(token, words) is None for token in query.ignored)


def _fits_any(token: Token, words: Sequence[str]) -> bool:
    return any(token.fits(word) for word in words)


def _all_words(subject: InstitutionView) -> list[str]:
    return [*(word for name in subject.names for word in name.words), *subject.city_words]


def _most_fitting(query: Query, subject: InstitutionView) -> int:
    """Give the place of the name that holds most of the required words."""

    def fitting(place: int) -> int:
        words = subject.names[place].words
        return sum(_fits_any(token, words) for token in query.required)

    return max(range(len(subject.names)), key=fitting)
