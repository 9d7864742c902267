"""Jinja2 templates: `render("vacancies/list.html")` reads `vacancies/templates/list.html`.

In core, because mails (`notifications`) need them as much as pages (`web`).
"""

import re
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from ilojobs_app.core import i18n
from ilojobs_app.core.errors import at_field
from ilojobs_app.core.icons import ICONS
from ilojobs_app.core.settings import settings

ROOT = Path(__file__).parent.parent
# Tags, and what holds no markup: there, « 1er » stays as it is.
_ORDINALS = re.compile(r"(<(script|style|title|textarea)\b.*?</\2>|<[^>]*>)|\b1er\b", re.DOTALL)


def _load(name: str) -> tuple[str, str, Any] | None:
    feature, _, rest = name.partition("/")
    path = ROOT / feature / "templates" / rest
    return (path.read_text(encoding="utf-8"), str(path), None) if path.is_file() else None


def icon(name: str) -> Markup:
    """Give an inline Lucide icon, hidden from screen readers."""
    return Markup(f'<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">{ICONS[name]}</svg>')


def page_url(path: str) -> str:
    """Give the address of a page in the current language: `/vacancies` → `/fr/vacancies`."""
    return f"/{i18n.language()}{path if path != '/' else ''}"


def absolute_url(path: str, language: str | None = None) -> str:
    """Give the public address of a page, for mails, feeds and canonical links."""
    return f"{settings().public_url}/{language or i18n.language()}{path if path != '/' else ''}"


@cache
def environment() -> Environment:
    """Give the one environment: HTML escaped, undefined names refused."""
    made = Environment(
        loader=FunctionLoader(_load),
        autoescape=lambda name: name is not None and name.endswith(".html"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(
        _=i18n._,
        ngettext=i18n.ngettext,
        pgettext=i18n.pgettext,
        icon=icon,
        url=page_url,
        at_field=at_field,
        absolute_url=absolute_url,
        language=i18n.language,
        settings=settings,
    )
    made.filters.update(date=i18n.format_date, number=i18n.format_number, month=i18n.format_month)
    return made


def render(name: str, **context: Any) -> Markup:
    """Render a template in the current language; only `.html` names escape what they show."""
    text = environment().get_template(name).render(**context)
    return Markup(_raised(text) if name.endswith(".html") else text)


def render_mail(name: str, **context: Any) -> Markup:
    """Render a part of a mail: each font, each search and each copy knows these characters."""
    return Markup(environment().get_template(name).render(**context).replace("\u2011", "-"))


def _raised(html: str) -> str:
    """Raise the ending of « 1er », which dates begin with, as it is printed in French."""
    if "1er" not in html:
        return html
    return _ORDINALS.sub(lambda found: found[1] or "1<sup>er</sup>", html)
