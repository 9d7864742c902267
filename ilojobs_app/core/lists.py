"""Closed lists that are data: territories, languages, levels.

Each list is a JSON file in `ilojobs_app/data`, `[{"code": …, "fr": …, "en": …}, …]`. A file of the
same name in `DATA/lists` replaces it whole: that is how an operator changes a list. Files are
checked when they are first read, and all of them by `check_lists`, which the server calls at start.
"""

from functools import cache
from pathlib import Path
from typing import Annotated

import phonenumbers
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from ilojobs_app.core import i18n
from ilojobs_app.core.operator_json import WrongJson, fault, read_json
from ilojobs_app.core.settings import settings
from ilojobs_app.core.text import one_line, sort_key

PHONE_CODES = "phone_codes"
TERRITORIES = "territories"
# The territories, and what its own file adds: one may have no nationality, and lives somewhere.
NATIONALITIES = "nationalities"
FOLDER = Path(__file__).parent.parent / "data"
NAMES = (
    "cities",
    "contract_types",
    "degree_levels",
    "employer_kinds",
    "expertise_areas",
    "expertise_levels",
    "genders",
    "geneva_statuses",
    "grades",
    "language_levels",
    "languages",
    "nationalities",
    "reference_relations",
    "relations",
    "study_fields",
    "territories",
    "working_times",
)
# Long lists are looked through by name; the others have an order of their own.
SORTED = frozenset(
    {"expertise_areas", "languages", NATIONALITIES, PHONE_CODES, "study_fields", TERRITORIES}
)
# Lists whose every option says in a sentence what it means (R10).
DEFINED = frozenset({"expertise_levels"})
OTHER = "other"


class Option(BaseModel):
    """A choice: what is stored, how each language words it and, where needed, defines it."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    code: Annotated[str, Field(min_length=1, max_length=40)]
    fr: Annotated[str, AfterValidator(one_line), Field(min_length=1)]
    en: Annotated[str, AfterValidator(one_line), Field(min_length=1)]
    definition_fr: str = ""
    definition_en: str = ""

    def text(self, language: str | None = None) -> str:
        """Word the choice, in the current language unless another is given."""
        return self.en if (language or i18n.language()) == "en" else self.fr

    def definition(self) -> str:
        """Say what the choice means, in the current language; empty outside DEFINED."""
        return self.definition_en if i18n.language() == "en" else self.definition_fr


class WrongList(Exception):
    """A list cannot be used; the message names its file and the first thing wrong with it."""


def first_fault(error: OSError | ValidationError | WrongJson) -> str:
    """Give the first thing wrong with a file in one line, with its place: `[3].fr: Field required`."""
    if isinstance(error, OSError):
        return error.strerror or "cannot be read"
    if isinstance(error, WrongJson):
        return str(error)
    said, more = fault(error.errors()[0]), error.error_count() - 1
    return f"{said} (and {more} more)" if more else said


def options(name: str) -> tuple[Option, ...]:
    """Give a list in the order of its file; `phone_codes` are the territories that have one,
    `nationalities` all of them and what may stand in the place of a country's.

    Raises:
        WrongList: the file is missing or not such a list.
    """
    return tuple(_list(name).values())


def sorted_options(name: str, language: str) -> tuple[Option, ...]:
    """Give a list by name, accents in their place, and `other` last."""
    return _sorted(name, (_file(name), _file(TERRITORIES)), language)


def choices(name: str) -> tuple[Option, ...]:
    """Give a list as a page in the current language offers it."""
    return sorted_options(name, i18n.language()) if name in SORTED else options(name)


def is_option(name: str, code: object) -> bool:
    """Say whether a value is one of the list's codes."""
    return isinstance(code, str) and code in _list(name)


def label(name: str, code: str, language: str | None = None) -> str:
    """Word a stored code; the code itself once an operator has taken it off the list."""
    option = _list(name).get(code)
    return option.text(language) if option else code


def check_lists() -> None:
    """Read every list.

    Raises:
        WrongList: for the first one that cannot be used.
    """
    for name in NAMES:
        for option in options(name):
            if name in DEFINED and not (option.definition_fr and option.definition_en):
                raise WrongList(f"{_file(name)}: {option.code} needs its definitions")


def _file(name: str) -> Path:
    stored = TERRITORIES if name == PHONE_CODES else name
    own = settings().data / "lists" / f"{stored}.json"
    return own if own.is_file() else FOLDER / f"{stored}.json"


def _list(name: str) -> dict[str, Option]:
    path = _file(name)
    if name == NATIONALITIES:
        return {**_read(_file(TERRITORIES)), **_read(path)}
    return _phone_codes(path) if name == PHONE_CODES else _read(path)


@cache
def _read(path: Path) -> dict[str, Option]:
    try:
        found = TypeAdapter(tuple[Option, ...]).validate_python(read_json(path.read_bytes()))
    except (OSError, ValidationError, WrongJson) as error:
        raise WrongList(f"{path}: {first_fault(error)}") from None
    by_code = {option.code: option for option in found}
    if not found or len(by_code) < len(found):
        raise WrongList(f"{path}: needs at least one option, and each code once")
    return by_code


@cache
def _phone_codes(path: Path) -> dict[str, Option]:
    # `country_code_for_region` would read every region's rules: a quarter of a second at start.
    shared = phonenumbers.COUNTRY_CODE_TO_REGION_CODE.items()
    prefixes = {region: prefix for prefix, regions in shared for region in regions}
    return {
        o.code: Option(code=o.code, fr=f"{o.fr} (+{prefix})", en=f"{o.en} (+{prefix})")
        for o in _read(path).values()
        if (prefix := prefixes.get(o.code))
    }


@cache
def _sorted(name: str, _files: tuple[Path, ...], language: str) -> tuple[Option, ...]:
    def key(option: Option) -> tuple[bool, tuple[str, str]]:
        return option.code == OTHER, sort_key(option.text(language))

    return tuple(sorted(options(name), key=key))
