"""Keywords nearly as typed, from the words of open vacancies: asked for when nothing was found."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from rapidfuzz import process
from rapidfuzz.distance import OSA
from sqlmodel import Session, select

from ilojobs_app.core import i18n
from ilojobs_app.core.text import fold
from ilojobs_app.vacancies import search, service
from ilojobs_app.vacancies.forms import forms
from ilojobs_app.vacancies.models import Vacancy
from ilojobs_app.vacancies.service import Criteria

ONE_TYPO_FROM, TWO_TYPOS_FROM = 4, 7
NEAREST = 10
_WORD = re.compile(r"[^\W\d_]+")


def near_keyword(session: Session, *, criteria: Criteria, now: datetime) -> str | None:
    """Give a keyword near one that finds nothing; it finds something, with the same filters.

    Returns:
        It as notices write it, in lower case; None where there is none.
    """
    where = service.matching_open(replace(criteria, keyword=""), now)
    texts = [_text(vacancy) for vacancy in session.exec(select(Vacancy).where(*where))]
    known = Counter(word for text in texts for word in set(text.split()) if word.isalpha())
    typed = search.words(criteria.keyword)
    near = [_near(word, known) for word in typed]
    if None in near or near == typed:
        return None
    wanted = replace(criteria, keyword=" ".join(word for word in near if word))
    found = service.list_open(session, criteria=wanted, page=1, now=now).vacancies
    return " ".join(_as_written(word, found) for word in near if word) if found else None


def _text(vacancy: Vacancy) -> str:
    return vacancy.search_en if i18n.language() == "en" else vacancy.search_fr


def _near(word: str, known: Counter[str]) -> str | None:
    """Give a word that finds something as it is, else the nearest that is used most."""
    if any(other.startswith(forms(word)) for other in known):
        return word
    typos = (len(word) >= ONE_TYPO_FROM) + (len(word) >= TWO_TYPOS_FROM)
    found = process.extract(
        word, known.keys(), scorer=OSA.distance, score_cutoff=typos, limit=NEAREST
    )
    ranked = sorted((distance, -known[other], other) for other, distance, _place in found)
    return ranked[0][2] if ranked and typos else None


def _as_written(word: str, vacancies: Sequence[Vacancy]) -> str:
    """Give a folded word with its accents, where a notice has it."""
    for vacancy in vacancies:
        for written in _WORD.findall(search.written_text(vacancy, i18n.language())):
            if fold(written) == word:
                return str(written).lower()
    return word
