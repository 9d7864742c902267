"""Links inside help texts, written `[words](target)`, and nothing else: no HTML in data files.

Targets: `/faq#no-cv` (a page of the site, in the reader's language), `https://…`, `mailto:…`,
`ilo-people` (the address of the setting ILO_PEOPLE_URL, R2), and `lang:en` for words in another
language, so that a screen reader pronounces them.
"""

import re

from markupsafe import Markup, escape

from ilojobs_app.core.settings import settings
from ilojobs_app.core.templating import page_url

ILO_PEOPLE = "ilo-people"
LINK = re.compile(
    r"\[(?P<words>[^\[\]]+)\]"
    rf"\((?P<target>/[\w/#-]*|https?://[^\s()]+|mailto:[^\s()]+|{ILO_PEOPLE}|lang:[a-z]{{2}})\)"
)


def check_links(text: str) -> str:
    """Give the text back when all that looks like a link is one.

    Raises:
        ValueError: a link has a target of another kind.
    """
    if "](" in LINK.sub("", text):
        raise ValueError("a link must look like [words](/page), (https://…) or (mailto:…)")
    return text


def to_html(text: str) -> Markup:
    """Give the text as HTML in the current language, its links live and all else escaped."""
    parts: list[Markup] = []
    end = 0
    for found in LINK.finditer(text):
        parts += [escape(text[end : found.start()]), _element(found["words"], found["target"])]
        end = found.end()
    return Markup("").join([*parts, escape(text[end:])])


def to_plain(text: str) -> str:
    """Give the words alone."""
    return LINK.sub(lambda found: found["words"], text)


def targets(text: str) -> list[str]:
    """Give where the links of a text lead."""
    return [found["target"] for found in LINK.finditer(text)]


def _element(words: str, target: str) -> Markup:
    if target.startswith("lang:"):
        return Markup('<span lang="{}">{}</span>').format(target.removeprefix("lang:"), words)
    if target == ILO_PEOPLE:
        target = settings().ilo_people_url
    elif target.startswith("/"):
        target = page_url(target)
    return Markup('<a href="{}">{}</a>').format(target, words)
