"""Privacy statements: data files, by country or default, by language, versioned (R4).

The embedded ones in `ilojobs_app/data/statements` are sample texts. An operator puts the real ones
into `DATA/statements`, which then replaces the embedded folder whole. A new text is a new file with
a higher version and a later `effective_from`; old files stay, because proofs name them.
"""

import hashlib
import json
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from ilojobs_app.core.i18n import Language
from ilojobs_app.core.lists import TERRITORIES, WrongList, first_fault, is_option
from ilojobs_app.core.operator_json import WrongJson, read_json
from ilojobs_app.core.settings import settings

FOLDER = Path(__file__).parent.parent / "data" / "statements"
DEFAULT_KEY = "default"

Text = Annotated[str, Field(min_length=1)]
Country = Annotated[str, Field(pattern=r"^[A-Z]{2}$")]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Block(_Frozen):
    """A paragraph, or a list of points; exactly one of the two is filled."""

    text: str = ""
    items: tuple[Text, ...] = ()

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if bool(self.text) == bool(self.items):
            raise ValueError("needs either text or items")
        return self


class Section(_Frozen):
    """A heading with what stands under it."""

    heading: Text
    blocks: tuple[Block, ...] = Field(min_length=1)


class Statement(_Frozen):
    """One version of a statement. `sections` holds the whole text of each language.

    Args:
        countries: alpha-2 codes to which it applies; empty for the default statement.
        effective_from: the day, in UTC, from which it applies.
        sample: whether pages must say that this is a sample text.
    """

    key: Annotated[str, Field(pattern=r"^[a-z0-9-]{1,40}$")]
    version: Annotated[str, Field(pattern=r"^\d+(\.\d+)*$", max_length=20)]
    countries: tuple[Country, ...]
    effective_from: date
    sample: bool
    sections: dict[Language, tuple[Section, ...]]

    @property
    def sha256(self) -> str:
        """Digest of the whole statement, all languages: what a proof of consent refers to."""
        content = json.dumps(self.model_dump(mode="json"), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(content.encode()).hexdigest()


class WrongStatement(WrongList):
    """A statement cannot be used; the message names its file and what is wrong."""


def statement_for(country: str, now: datetime) -> Statement:
    """Give the statement in force for a country or territory, else the default one.

    Args:
        country: alpha-2 code; an empty string asks for the default statement.

    Raises:
        WrongStatement: a file cannot be used, or no default statement is in force.
    """
    in_force = [s for s in _read_all(_folder()) if s.effective_from <= now.date()]
    of_country = [s for s in in_force if country in s.countries]
    found = of_country or [s for s in in_force if s.key == DEFAULT_KEY]
    if not found:
        raise WrongStatement(f"{_folder()}: no default statement is in force")
    return max(found, key=lambda s: (s.effective_from, _number(s.version)))


def check_statements(now: datetime) -> None:
    """Read every statement; the server calls this at start.

    Raises:
        WrongStatement: for the first one that cannot be used.
    """
    statement_for("", now)


def _number(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


def _folder() -> Path:
    own = settings().data / "statements"
    return own if own.is_dir() else FOLDER


@cache
def _read_all(folder: Path) -> tuple[Statement, ...]:
    found = {path: _read(path) for path in sorted(folder.glob("*.json"))}
    seen: dict[tuple[str, str], Path] = {}
    for path, statement in found.items():
        known = seen.setdefault((statement.key, statement.version), path)
        if known != path:
            raise WrongStatement(f"{path}: same key and version as {known.name}")
        if (statement.key == DEFAULT_KEY) == bool(statement.countries):
            raise WrongStatement(f"{path}: only the default statement names no countries")
        # `UK` would be a statement that nobody ever gets.
        unknown = [code for code in statement.countries if not is_option(TERRITORIES, code)]
        if unknown and folder != FOLDER:
            raise WrongStatement(f"{path}: countries: {', '.join(unknown)} not in territories.json")
    return tuple(found.values())


def _read(path: Path) -> Statement:
    try:
        statement = Statement.model_validate(read_json(path.read_bytes()))
    except (OSError, ValidationError, WrongJson) as error:
        raise WrongStatement(f"{path}: {first_fault(error)}") from None
    if set(statement.sections) != {"fr", "en"}:
        raise WrongStatement(f"{path}: needs its sections in fr and en")
    return statement
