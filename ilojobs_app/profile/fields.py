"""The shape of the profile: one schema for the form, the checks, the summary, the sealed copy.

A step's data is what was typed, as JSON: `{field name: str | bool, entries name: [entry, …]}`.
Months are `2021-09`, dates `1990-05-31`, selects hold a code, yes/no holds `yes` or `no`, a phone
is two keys (`phone_country`, `phone_number`), an institution is its id in digits or `other`.
Each entry has also a `key`, which stays the same while the entry lives.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

Values = Mapping[str, Any]
StepData = dict[str, Any]
Check = Callable[[Values, date], str]

YES = "yes"
NO = "no"
OTHER = "other"
KEY = "key"


class Kind(StrEnum):
    """How a value is typed, checked and read."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    SELECT = "select"
    DATE = "date"
    MONTH = "month"
    YES_NO = "yes_no"
    CHECKBOX = "checkbox"
    PERCENTAGE = "percentage"
    EMAIL = "email"
    PHONE = "phone"
    INSTITUTION = "institution"


@dataclass(frozen=True)
class When:
    """A condition on another field of the same form.

    Args:
        unless: the condition holds for every value but `equals`.
    """

    field: str
    equals: str | bool
    unless: bool = False

    def holds(self, values: Values) -> bool:
        """Say whether what depends on this condition is asked for."""
        return bool(values.get(self.field, "") == self.equals) != self.unless


@dataclass(frozen=True)
class Field:
    """One question. Texts are message ids, translated where they are shown.

    Args:
        name: key in the data, and name of the control.
        missing: the sentence that states the fix when the value is empty or not in the list.
        limit: characters at most; 0 for no text.
        options: name of the closed list (`core.lists`).
        autocomplete: HTML autofill token.
        heading: title of the group of questions that begins here.
        when: asked only under this condition; otherwise neither shown, checked nor kept.
        check: further rule; gives the sentence that states the fix, or nothing.
        read_only: shown but not typed; the service fills it in.
        confidential: kept apart, in no copy of the profile.
        half: may share a line with its neighbour.
        unless_given: may be left empty when this other value is given.
    """

    name: str
    label: str
    kind: Kind = Kind.TEXT
    missing: str = ""
    required: bool = True
    limit: int = 0
    options: str = ""
    autocomplete: str = ""
    hint: str = ""
    heading: str = ""
    when: When | None = None
    check: Check | None = None
    read_only: bool = False
    confidential: bool = False
    half: bool = False
    unless_given: str = ""

    @property
    def keys(self) -> tuple[str, ...]:
        """Names under which the value is kept: two for a phone, one for all others."""
        if self.kind is Kind.PHONE:
            return (f"{self.name}_country", f"{self.name}_number")
        return (self.name,)

    def asked(self, values: Values) -> bool:
        """Say whether the question is asked, given the rest of its form."""
        return self.when is None or self.when.holds(values)


@dataclass(frozen=True)
class Entries:
    """A list of like things in a step: posts, degrees, languages.

    Args:
        name: key in the step's data.
        title: heading of what is already there.
        new: heading of the form of one entry.
        add: button that opens the form of another entry.
        save: button of that form.
        missing: the sentence that states the fix when there are too few.
        heading: fields whose values name an entry, the first one as its title.
        shown: fields that are read on one line under the title, with their labels.
        period: the two months of an entry (start, end), newest first; empty keeps the typed order.
        current: checkbox that stands for the second month.
        timed: its length counts, in months.
        once: field whose value no two entries share; `twice` is the sentence that states the fix.
    """

    name: str
    title: str
    new: str
    add: str
    save: str
    missing: str
    fields: tuple[Field, ...]
    heading: tuple[str, ...]
    shown: tuple[str, ...] = ()
    at_least: int = 1
    at_most: int = 30
    when: When | None = None
    period: tuple[str, str] | None = None
    current: str = "current"
    timed: bool = False
    once: str = ""
    twice: str = ""

    def asked(self, values: Values) -> bool:
        """Say whether entries are asked for, given the rest of the step."""
        return self.when is None or self.when.holds(values)


@dataclass(frozen=True)
class Step:
    """A page of the profile: single fields, then at most one list of entries.

    Args:
        slug: last part of its address.
        optional: may stay empty (`references`).
    """

    slug: str
    title: str
    lede: str
    fields: tuple[Field, ...] = ()
    entries: Entries | None = None
    optional: bool = False
