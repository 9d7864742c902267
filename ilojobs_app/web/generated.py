"""JavaScript made from Python's data at build time, so that each list is written once."""

import json
from pathlib import Path

from ilojobs_app.core import lists
from ilojobs_app.core.i18n import LANGUAGES, _, use_language
from ilojobs_app.core.icons import ICONS

FOLDER = Path("assets/generated")
LISTS = (*lists.NAMES, "phone_codes")


def write() -> None:
    """Write icons, the words of the last resort and, per language, the closed lists in the order
    pages show them.
    """
    FOLDER.mkdir(parents=True, exist_ok=True)
    _write("icons.js", f"export const ICONS = {json.dumps(ICONS)};\n")
    _write("last_resort.js", f"export const WORDS = {json.dumps(_last_resort())};\n")
    for language in LANGUAGES:
        with use_language(language):
            lines = [_constant(name) for name in LISTS]
        _write(f"lists_{language}.js", "\n".join(lines) + "\n")


def _last_resort() -> list[dict[str, str]]:
    """Give what is said where a page could not be drawn, in every language."""
    said = []
    for language in LANGUAGES:
        with use_language(language):
            said.append(
                {
                    "language": language,
                    "title": _("Cette page a rencontré une panne"),
                    "advice": _(
                        "Ce n'est pas de votre fait. Ce que vous avez saisi est conservé. "
                        "Rechargez la page pour continuer."
                    ),
                    "reload": _("Recharger la page"),
                    "home": _("Aller à l'accueil"),
                    "contact": _("Nous contacter"),
                }
            )
    return said


def _constant(name: str) -> str:
    options = [[option.code, option.text()] for option in lists.choices(name)]
    return f"export const {name} = {json.dumps(options, ensure_ascii=False)};"


def _write(name: str, content: str) -> None:
    path = FOLDER / name
    if not path.is_file() or path.read_text(encoding="utf-8") != content:
        path.write_text(content, encoding="utf-8")
