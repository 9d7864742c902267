"""Job categories: data, in the order in which pages show them. File: `categories.json`."""

from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from ilojobs_app.core import i18n
from ilojobs_app.core.lists import FOLDER, WrongList, first_fault
from ilojobs_app.core.operator_json import WrongJson, read_json
from ilojobs_app.core.settings import settings
from ilojobs_app.core.text import one_line

Line = Annotated[str, AfterValidator(one_line), Field(min_length=1)]


class Both(BaseModel):
    """A text in both languages."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    fr: Line
    en: Line

    def text(self, language: str | None = None) -> str:
        """Give the text in a language, the current one unless given."""
        return self.en if (language or i18n.language()) == "en" else self.fr


class Step(BaseModel):
    """A line of the table of grades: what each expects, and examples of functions."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    grade: str
    experience: Both
    functions: Both


class Category(BaseModel):
    """A category: `mark` leads its tile (P1–P5), `short` is its name in lists and crumbs."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: Annotated[str, Field(pattern=r"^[a-z][a-z-]{1,39}$")]
    mark: Both
    name: Both
    short: Both
    grades: Both
    summary: Both
    lede: Both
    steps: list[Step] = []


def categories() -> tuple[Category, ...]:
    """Give every category.

    Raises:
        WrongList: the file is missing or not such a list.
    """
    return tuple(_read(_file()).values())


def find_category(code: str) -> Category | None:
    """Give a category; None where the list has no such code."""
    return _read(_file()).get(code)


def short_name(code: str, language: str | None = None) -> str:
    """Word a stored code; the code itself once an operator has taken it off the list."""
    found = find_category(code)
    return found.short.text(language) if found else code


def _file() -> Path:
    own = settings().data / "lists" / "categories.json"
    return own if own.is_file() else FOLDER / "categories.json"


@cache
def _read(path: Path) -> dict[str, Category]:
    try:
        found = TypeAdapter(tuple[Category, ...]).validate_python(read_json(path.read_bytes()))
    except (OSError, ValidationError, WrongJson) as error:
        raise WrongList(f"{path}: {first_fault(error)}") from None
    by_code = {category.code: category for category in found}
    if not found or len(by_code) < len(found):
        raise WrongList(f"{path}: needs at least one category, and each code once")
    return by_code
