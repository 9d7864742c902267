"""Find an institution of a country by any word of any of its names (R11, R12, B5)."""

from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock

from cachetools import LRUCache, cached
from cachetools.keys import methodkey
from sqlmodel import Session

from ilojobs_app.institutions import candidates, generations, names
from ilojobs_app.institutions.candidates import BLOCK, CAP, Scope
from ilojobs_app.institutions.cities import city_name
from ilojobs_app.institutions.models import Status
from ilojobs_app.institutions.names import InstitutionView
from ilojobs_app.institutions.ranking import Ranked, holds, rank
from ilojobs_app.institutions.typos import near_queries
from ilojobs_app.institutions.words import Query, Token, narrows, parse

LIMIT = 20
PAGES_KEPT = 1_000
EVERYTHING = (Token(("",)),)
# `Ranked` ends with the id: no two are equal, and views are never compared.
Found = tuple[Ranked, InstitutionView]


@dataclass(frozen=True)
class Option:
    """An institution to choose.

    Args:
        matched_name: the name that answered, when another is shown.
        words: of all its names and its city, folded.
    """

    id: int
    name: str
    matched_name: str | None
    city: str
    status: Status
    words: frozenset[str]


@dataclass(frozen=True)
class Results:
    """A page of options, how many answer in all, and whether typos were forgiven.

    Args:
        narrows: all that answers is here, and more letters of the last word leave only some of it.
    """

    options: tuple[Option, ...]
    total: int
    approximate: bool
    narrows: bool = False


@dataclass(frozen=True)
class Page:
    """The institutions of a page, best first, for the query as understood; how many answer in all."""

    query: Query
    ranked: Sequence[Found]
    total: int


def search(
    session: Session,
    *,
    country: str,
    query: str,
    language: str,
    limit: int = LIMIT,
    offset: int = 0,
) -> Results:
    """Search the institutions of a country (ISO alpha-2) for what was typed.

    An empty query gives the whole country. Every institution that answers is reached by asking
    again with `offset` moved on by the number of options received.
    """
    load = generations.current(session)
    if load is None:
        return Results((), 0, approximate=False)
    scope = Scope(load, country)
    asked = parse(query)
    page = page_of(session, scope, asked, limit, offset)
    approximate = not page.total and bool(asked.required)
    if approximate:
        for near in near_queries(session, scope, asked):
            page = page_of(session, scope, near, limit, offset)
            if page.total:
                break
    options = tuple(_option(page.query, one, language) for one in page.ranked)
    is_whole = not approximate and 0 < len(options) == page.total
    return Results(options, page.total, approximate and page.total > 0, is_whole and narrows(asked))


# Everybody begins with the same few letters, and these cost most. Kept by all but the session.
@cached(LRUCache(PAGES_KEPT), key=methodkey, lock=Lock())
def page_of(session: Session, scope: Scope, query: Query, limit: int, offset: int) -> Page:
    """Rank what answers: all of it when a word is rare, else the block that holds the page."""
    tokens: Sequence[Token] = query.required or EVERYTHING
    if len(tokens) > 1:
        counts = candidates.frequencies(session, scope, tokens)
        if not all(counts):
            return Page(query, [], 0)
        tokens = [token for _, token in sorted(zip(counts, tokens, strict=True), key=_count)]
        if min(counts) <= CAP:
            ids = candidates.having(session, scope, tokens[0])
            ranked = _ranked(session, scope, query, ids)
            return Page(query, ranked[offset : offset + limit], len(ranked))
    start = offset // BLOCK * BLOCK
    block = candidates.block(session, scope, tokens, start)
    ranked = _ranked(session, scope, query, block.ids)
    return Page(query, ranked[offset - start : offset - start + limit], block.total)


def _count(pair: tuple[int, Token]) -> int:
    return pair[0]


def _ranked(session: Session, scope: Scope, query: Query, ids: list[int]) -> list[Found]:
    asked = query if query.required else Query(query.folded, EVERYTHING)
    found = [(rank(asked, view), view) for view in names.views(session, scope.load, ids)]
    return sorted((one, view) for one, view in found if one)


def _option(query: Query, found: Found, language: str) -> Option:
    one, view = found
    shown = view.shown(language)
    # Another name explains an answer only where the one shown does not.
    matched = shown if holds(query, shown) else view.names[one.position]
    other = matched.text if matched.text != shown.text else None
    words = frozenset((*view.city_words, *(word for name in view.names for word in name.words)))
    city = city_name(view.country, view.city, language)
    return Option(one.id, shown.text, other, city, view.status, words)
