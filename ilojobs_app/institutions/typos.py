"""Words nearly as typed: asked for only when the words as typed find nothing (B5)."""

from collections.abc import Iterator
from dataclasses import replace
from threading import Lock

from cachetools import LRUCache, cached
from cachetools.keys import methodkey
from rapidfuzz import process
from rapidfuzz.distance import OSA
from sqlmodel import Session

from ilojobs_app.institutions import candidates
from ilojobs_app.institutions.candidates import Scope
from ilojobs_app.institutions.words import Query, Token, is_generic

COUNTRIES_KEPT = 16
FORMS_MAX = 8
PART_MIN = 2
ONE_TYPO_FROM, TWO_TYPOS_FROM = 4, 6


def near_queries(session: Session, scope: Scope, query: Query) -> Iterator[Query]:
    """Give queries near one that found nothing, nearest first.

    First words written together or apart, then words with their typos forgiven, then also
    those that exist but may be meant otherwise (Mohamed, Mohammed), then without the words that
    the country's names do not know, then without one word more, the last typed first.
    """
    words = vocabulary(session, scope)
    if len(query.required) > 1:
        yield from _joined(query)
    yield from _parted(query, words)
    corrected = [_corrected(token, words) for token in query.required]
    if None not in corrected:
        wider = [_corrected(token, words, widened=True) for token in query.required]
        yield replace(query, required=tuple(filter(None, corrected)))
        yield replace(query, required=tuple(filter(None, wider)))
    known = [token for token in corrected if token and not _tells_nothing(token)]
    if known:
        yield replace(query, required=tuple(known))
    for left_out in reversed(range(len(known))):
        if len(known) > 1:
            yield replace(query, required=tuple(known[:left_out] + known[left_out + 1 :]))


def _joined(query: Query) -> Iterator[Query]:
    words = [token.forms[0] for token in query.required]
    for place in range(len(words) - 1):
        together = [
            *words[:place],
            words[place] + words[place + 1],
            *words[place + 2 :],
        ]
        yield replace(query, required=tuple(Token((word,)) for word in together))


def _parted(query: Query, words: list[str]) -> Iterator[Query]:
    """Give the queries in which one word is cut into two that the country's names know."""
    known = set(words)
    for place, token in enumerate(query.required):
        typed = token.forms[0]
        for cut in range(PART_MIN, len(typed) - PART_MIN + 1):
            if typed[:cut] in known and typed[cut:] in known:
                parts = (Token((typed[:cut],)), Token((typed[cut:],)))
                yield replace(
                    query, required=(*query.required[:place], *parts, *query.required[place + 1 :])
                )


def _corrected(token: Token, words: list[str], *, widened: bool = False) -> Token | None:
    """Give a token that also accepts the nearest words, or None when no word is near.

    `widened` accepts every word near enough, also where the word as typed exists.
    """
    typed = token.forms[0]
    allowed = (len(typed) >= ONE_TYPO_FROM) + (len(typed) >= TWO_TYPOS_FROM)
    begun = [word[: len(typed)] for word in words]
    found: dict[str, int] = {}
    for choices in (words, begun):
        for _, distance, place in process.extract(
            typed,
            choices,
            scorer=OSA.distance,
            score_cutoff=allowed,
            limit=FORMS_MAX * 4,
        ):
            found[words[place]] = min(distance, found.get(words[place], distance))
    near = [word for word in found if widened or found[word] == min(found.values())]
    near.sort(key=lambda word: (found[word], len(word)))
    return Token(tuple(near[:FORMS_MAX])) if near else None


def _tells_nothing(token: Token) -> bool:
    return all(is_generic(form) for form in token.forms)


# Kept by all but the session.
@cached(LRUCache(COUNTRIES_KEPT), key=methodkey, lock=Lock())
def vocabulary(session: Session, scope: Scope) -> list[str]:
    """Give every word of a country."""
    return candidates.vocabulary(session, scope)
