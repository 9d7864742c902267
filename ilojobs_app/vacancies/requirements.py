"""What a notice asks for, in a form that can be compared with a profile (B6)."""

from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from ilojobs_app.core import lists


class Degree(StrEnum):
    """The least degree that a notice asks for; `advanced` is a master's or a doctorate (R14)."""

    SECONDARY = "secondary"
    TECHNICAL = "technical"
    BACHELOR = "bachelor"
    ADVANCED = "advanced"


def _known(name: str) -> AfterValidator:
    def check(code: str) -> str:
        if not lists.is_option(name, code):
            raise ValueError(f"is not a code of the list {name}")
        return code

    return AfterValidator(check)


class LanguageRequirement(BaseModel):
    """One of some languages, at least at a level of the list `language_levels`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    any_of: Annotated[list[Annotated[str, _known("languages")]], Field(min_length=1)]
    level: Annotated[str, _known("language_levels")]


class Requirements(BaseModel):
    """The structured requirements of a notice; what it does not state stays empty.

    Each entry of `languages` asks for a language of its own: « anglais ou français, et une
    deuxième langue officielle » is two entries, met by two languages.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    degree: Degree | None = None
    years: Annotated[int, Field(strict=True, ge=0, le=40)] | None = None
    languages: list[LanguageRequirement] = []
