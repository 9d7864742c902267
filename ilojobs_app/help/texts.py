"""Long texts as data: one JSON file a page, both languages, in `ilojobs_app/data/help`.

A file of the same name in `DATA/help` replaces the embedded one whole: that is how an operator puts
the real terms of use and the real address. `sample` files say on screen that they are samples.
"""

from collections import Counter
from functools import cache
from pathlib import Path
from typing import Annotated, Self

from markupsafe import Markup
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from ilojobs_app.core import i18n
from ilojobs_app.core.lists import WrongList, first_fault
from ilojobs_app.core.operator_json import WrongJson, read_json
from ilojobs_app.core.settings import settings
from ilojobs_app.help.inline import check_links, to_html, to_plain

FOLDER = Path(__file__).parent.parent / "data" / "help"
NAMES = ("faq", "terms", "accessibility", "contact")

Marked = Annotated[str, Field(min_length=1), AfterValidator(check_links)]
Anchor = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{1,39}$")]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Words(_Frozen):
    """A text in both languages, which may hold links (see `help.inline`)."""

    fr: Marked
    en: Marked

    def text(self) -> str:
        """Give the text in the current language, without its links."""
        return to_plain(self._marked())

    def html(self) -> Markup:
        """Give the text in the current language, its links live."""
        return to_html(self._marked())

    def _marked(self) -> str:
        return self.en if i18n.language() == "en" else self.fr


class Block(_Frozen):
    """A paragraph, a list, or steps in their order: exactly one of the three."""

    text: Words | None = None
    items: tuple[Words, ...] = ()
    steps: tuple[Words, ...] = ()

    @model_validator(mode="after")
    def _one(self) -> Self:
        if sum(map(bool, (self.text, self.items, self.steps))) != 1:
            raise ValueError("a block has either text, items or steps")
        return self


class Question(_Frozen):
    """A question that opens on its answer; `id` is what a link such as `/faq#no-cv` names."""

    id: Anchor
    question: Words
    blocks: tuple[Block, ...] = Field(min_length=1)


class Section(_Frozen):
    """A heading with text under it, or with questions."""

    id: Anchor
    heading: Words
    blocks: tuple[Block, ...] = ()
    questions: tuple[Question, ...] = ()

    @model_validator(mode="after")
    def _one(self) -> Self:
        if bool(self.blocks) == bool(self.questions):
            raise ValueError("a section has either blocks or questions")
        return self


class HelpPage(_Frozen):
    """A page.

    Args:
        sample: whether the page must say that this is a sample text.
    """

    title: Words
    description: Words
    lede: Words
    sample: bool
    sections: tuple[Section, ...] = Field(min_length=1)

    @property
    def questions(self) -> tuple[Question, ...]:
        """Every question, in the order of the page."""
        return tuple(q for section in self.sections for q in section.questions)

    @model_validator(mode="after")
    def _ids_once(self) -> Self:
        ids = [section.id for section in self.sections] + [q.id for q in self.questions]
        if twice := [name for name, times in Counter(ids).items() if times > 1]:
            raise ValueError(f"each id once on a page: {', '.join(twice)}")
        return self


class WrongHelp(WrongList):
    """A help text cannot be used; the message names its file and what is wrong."""


def help_page(name: str) -> HelpPage:
    """Give a page of NAMES: the operator's own, else the embedded one.

    Raises:
        WrongHelp: the file is missing or not such a page.
    """
    own = settings().data / "help" / f"{name}.json"
    return _read(own if own.is_file() else FOLDER / f"{name}.json")


def check_help() -> None:
    """Read every page; the server calls this at start.

    Raises:
        WrongHelp: for the first one that cannot be used.
    """
    for name in NAMES:
        help_page(name)


@cache
def _read(path: Path) -> HelpPage:
    try:
        return HelpPage.model_validate(read_json(path.read_bytes()))
    except (OSError, ValidationError, WrongJson) as error:
        raise WrongHelp(f"{path}: {first_fault(error)}") from None
