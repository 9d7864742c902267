"""Words of names and of queries: what is indexed, what narrows, what is ignored (R11, B5)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from ilojobs_app.core.text import fold
from ilojobs_app.institutions.models import WORD_MAX

_ARTICLES = """
the of and for in at on de du des d l la le les et en a au aux pour del los las el y e da do dos das
di degli dei della delle dell der die fur und zu van voor het al och i na w
"""
_UNIVERSITY = """
university universite universites universidad universidade universita universitat universitaet
universiteit universitet universitetet universitesi universitas uniwersytet universitatea
univerzita univerzitet univerza universitario yliopisto egyetem университет університет جامعة
دانشگاه
"""
ARTICLES = frozenset(_ARTICLES.split())
# Left out of a name, or written "&", without its being another one; a single letter may tell: Paris I.
_SMALL = {word for word in ARTICLES if len(word) > 1} | {"d", "l", "y"}
GENERIC_MIN = 4
NARROWS_MIN = 3
WORDS_KEPT = 10_000

_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_ARABIC_ARTICLE = "ال"
# Lyon II is Lyon 2; kings stands for King's, dalger for d'Alger.
_NUMERALS = "i ii iii iv v vi vii viii ix x xi xii xiii"
_ROMAN = {numeral: str(number) for number, numeral in enumerate(_NUMERALS.split(), 1)}
_ELIDED = re.compile("(?<![^ ])([cdjlmnoq]) ([^ ]{2,})|([^ ]{3,}) (s)(?![^ ])")
# German vowels as typed without umlauts: koeln, zuerich. Not in "quebec" or "queens".
_UMLAUT = re.compile("([aou](?<!qu))e")
CITY, LENGTH_MAX = 100, 255
WEIGHT_MAX = (CITY * 2 + 2) * (LENGTH_MAX + 1)


@dataclass(frozen=True)
class Token:
    """One word of a query. `forms` are prefixes, one of which a word must begin with."""

    forms: tuple[str, ...]

    def fits(self, word: str) -> bool:
        """Say whether a folded word begins with one of the forms."""
        return word.startswith(self.forms)


@dataclass(frozen=True)
class Query:
    """A query: `required` words narrow, `ignored` ones only order; `folded` is the whole of it."""

    folded: str
    required: tuple[Token, ...]
    ignored: tuple[Token, ...] = ()


@cache
def _generic_prefixes() -> frozenset[str]:
    return frozenset(
        word[:end] for word in _UNIVERSITY.split() for end in range(GENERIC_MIN, len(word) + 1)
    )


def is_generic(word: str) -> bool:
    """Say whether a folded word tells nothing: an article, or "University" begun or whole."""
    return word in ARTICLES or word in _generic_prefixes()


def significant(words: list[str]) -> list[str]:
    """Give the words that tell something; when none does, "University"; else the articles."""
    return (
        [word for word in words if not is_generic(word)]
        or [word for word in words if word not in ARTICLES]
        or words
    )


def bare(text: str) -> str:
    """Give what is left of a name by which two are one: folded, without its small words."""
    words = fold(text).split()
    return " ".join([word for word in words if word not in _SMALL] or words)


def parse(text: str) -> Query:
    """Read what the candidate typed. Articles and "University" narrow only when alone."""
    folded = fold(text)
    words = folded.split()
    if len(words) > 1 and all(len(word) == 1 for word in words):
        words = ["".join(words)]  # U.N.A.M. and U N A M are the acronym UNAM.
        folded = words[0]
    kept = significant(words)
    ignored = [word for word in words if word not in kept]
    return Query(folded, _tokens(kept), _tokens(ignored))


def narrows(query: Query) -> bool:
    """Say whether more letters of the last word can only leave out answers that are there.

    Not where they may make it an article or « Université », which matter less, nor where words are
    not written apart.
    """
    last = query.folded.split()[-1:] or [""]
    telling = any(last[0] in token.forms for token in query.required)
    ordinary = (*_UNIVERSITY.split(), *ARTICLES)
    return (
        telling
        and len(last[0]) >= NARROWS_MIN
        and not _CJK.search(last[0])
        and not any(word.startswith(last[0]) for word in ordinary)
    )


def _tokens(words: list[str]) -> tuple[Token, ...]:
    return tuple(Token(_spellings(word[:WORD_MAX])) for word in dict.fromkeys(words))


def _spellings(word: str) -> tuple[str, ...]:
    plain = _UMLAUT.sub(r"\1", word) if len(word) >= GENERIC_MIN else word
    return (word,) if plain == word else (word, plain)


def word_weights(names: Iterable[tuple[str, bool]], city: str, *, first: bool) -> dict[str, int]:
    """Give each word to be indexed with its weight, lightest first in very broad matches.

    The weight orders them in SQL as `ranking` would: place of the word among the telling ones,
    curated institutions (`first`), length of the name; words of the city come last.

    Args:
        names: each folded name, and whether it is an acronym (acronyms never seem short).
        city: as written.
    """
    weights: dict[str, int] = {}
    for folded, is_acronym in names:
        words = folded.split()
        telling = significant(words)
        length = LENGTH_MAX if is_acronym else min(len(folded), LENGTH_MAX)
        for word in [*words, *_joined(folded)]:
            place = telling.index(word) if word in telling else CITY - 1
            _note(weights, word, _weight(min(place, CITY - 1), first, length))
    for word in fold(city).split():
        _note(weights, word, _weight(CITY, first, LENGTH_MAX))
    return weights


def _weight(place: int, first: bool, length: int) -> int:
    return (place * 2 + (not first)) * (LENGTH_MAX + 1) + length


def _note(weights: dict[str, int], word: str, weight: int) -> None:
    for form in _forms(word):
        if weights.get(form, weight) >= weight:
            weights[form] = weight


@lru_cache(WORDS_KEPT)
def _forms(word: str) -> tuple[str, ...]:
    """Give the word, and the tails by which it is also found.

    Chinese and Japanese are written without spaces, so every tail of such a word is indexed;
    Arabic writes its article to the word. Roman numerals are also found as numbers.
    """
    word = word[:WORD_MAX]
    if word in _ROMAN:
        return word, _ROMAN[word]
    if _CJK.search(word):
        return tuple(word[start:] for start in range(len(word)))
    if word.startswith(_ARABIC_ARTICLE) and len(word) > len(_ARABIC_ARTICLE) + 2:
        return word, word.removeprefix(_ARABIC_ARTICLE)
    return (word,)


def name_words(folded: str) -> tuple[str, ...]:
    """Give the words of a folded name, with the other forms that `word_weights` indexes."""
    return tuple(form for word in [*folded.split(), *_joined(folded)] for form in _forms(word))


def _joined(folded: str) -> list[str]:
    """Give words that had an apostrophe as they are typed without it."""
    return ["".join(filter(None, parts)) for parts in _ELIDED.findall(folded)]
