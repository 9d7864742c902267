"""What an alert looks for, its words on screen, and the terms by which it is matched.

Criteria are conditions that must all hold; a condition holds when the vacancy has one of its
terms. A filter that comes later is one more field here and one more kind of term: no table
changes, and stored criteria read as before.
"""

import json
from collections.abc import Iterator, Mapping, Set
from dataclasses import asdict, dataclass, field, fields
from hashlib import sha256
from typing import Any, Self

from ilojobs_app.alerts.models import TERM_MAX
from ilojobs_app.core.i18n import _, language, use_language
from ilojobs_app.core.text import one_line
from ilojobs_app.vacancies import categories, search
from ilojobs_app.vacancies.forms import forms
from ilojobs_app.vacancies.models import Vacancy
from ilojobs_app.vacancies.service import Criteria

KEYWORD_MAX = 100
ANY = "any"
WORD = "word="


@dataclass(frozen=True)
class AlertCriteria:
    """What a candidate wants to hear of; empty means everything.

    Args:
        keyword: words that must all begin a word of the notice, in either of its languages.
        category: a category's code.
        place: a duty station's code, as `vacancies.service.Place.code`.
        place_fr, place_en: how it is called, kept because its last vacancy may be gone when the
            alert is read. They decide nothing.
    """

    keyword: str = ""
    category: str = ""
    place: str = ""
    place_fr: str = field(default="", compare=False)
    place_en: str = field(default="", compare=False)

    @classmethod
    def of_search(cls, found: Criteria) -> Self:
        """Take over the search that is on."""
        return cls(found.keyword, found.category, found.place)

    @classmethod
    def read(cls, stored: Mapping[str, Any]) -> Self:
        """Read what `stored` wrote, also in a release that knew more filters or fewer."""
        known = {one.name for one in fields(cls)}
        return cls(**{name: value for name, value in stored.items() if name in known})

    def stored(self) -> dict[str, str]:
        """Give the JSON of the table: the fields that are not empty."""
        return {name: value for name, value in asdict(self).items() if value}

    def search(self) -> Criteria:
        """Give the same as a search of the list of vacancies."""
        return Criteria(one_line(self.keyword), self.category, self.place)

    @property
    def conditions(self) -> tuple[frozenset[str], ...]:
        """Give the conditions, each the set of terms of which one is enough.

        The kinds that few vacancies fulfil stand first: matching begins with the first condition.
        """
        words = sorted(set(search.words(self.keyword)))
        terms = [[f"place={self.place}"]] if self.place else []
        terms += [[f"{WORD}{form}"[:TERM_MAX] for form in forms(word)] for word in words]
        terms += [[f"category={self.category}"]] if self.category else []
        return tuple(frozenset(choice) for choice in terms or [[ANY]])

    @property
    def key(self) -> str:
        """Give what two alerts that look for the same have in common, whatever was typed."""
        written = json.dumps([sorted(condition) for condition in self.conditions])
        return sha256(written.encode()).hexdigest()

    def match(self, vacancy: Vacancy) -> bool:
        """Say whether a vacancy is what the candidate looks for."""
        conditions = self.conditions
        words = {term.removeprefix(WORD) for one in conditions for term in one if _is_word(term)}
        terms = terms_of(vacancy, words)
        return all(condition & terms for condition in conditions)

    def words(self, in_language: str) -> str:
        """Word the criteria in one line: « protection sociale », Professionnels (P), Genève."""
        with use_language(in_language):
            return ", ".join([self.title(), *self._details()])

    def title(self) -> str:
        """Word what leads, in the current language: the keyword, or the category."""
        if self.keyword:
            return _("« %(keyword)s »") % {"keyword": one_line(self.keyword)}
        if self.category:
            return categories.short_name(self.category)
        return self._place() or _("Tous les postes vacants")

    def details(self) -> str:
        """Word what the title leaves out, in the current language."""
        return ", ".join(self._details()) or _("Tous les lieux")

    def _details(self) -> Iterator[str]:
        if self.keyword and self.category:
            yield categories.short_name(self.category)
        if (self.keyword or self.category) and self.place:
            yield self._place()

    def _place(self) -> str:
        return _named(self.place, self.place_fr, self.place_en)


def terms_of(vacancy: Vacancy, words: Set[str]) -> set[str]:
    """Give the terms that a vacancy has.

    Args:
        words: the folded words that some criteria look for; others make no term.
    """
    lengths = {len(word) for word in words}
    tokens = {*vacancy.search_fr.split(), *vacancy.search_en.split()}
    begun = {token[:length] for token in tokens for length in lengths}
    found = {f"{WORD}{word}"[:TERM_MAX] for word in begun & words}
    return {ANY, f"category={vacancy.category}", f"place={vacancy.place}", *found}


def _is_word(term: str) -> bool:
    return term.startswith(WORD)


def _named(code: str, french: str, english: str) -> str:
    return (english if language() == "en" else french) or code
