"""What pages show of a statement: small frozen views."""

from dataclasses import dataclass

from ilojobs_app.consent.statements import Statement
from ilojobs_app.core.i18n import _, format_date, language
from ilojobs_app.core.lists import label


@dataclass(frozen=True)
class BlockView:
    """A paragraph, or a list."""

    text: str
    points: list[str]


@dataclass(frozen=True)
class SectionView:
    """A heading with its blocks."""

    heading: str
    blocks: list[BlockView]


def sections_of(statement: Statement) -> list[SectionView]:
    """Give a statement's text in the current language."""
    return [
        SectionView(s.heading, [BlockView(b.text, list(b.items)) for b in s.blocks])
        for s in statement.sections[language()]
    ]


def intro_of(statement: Statement, country: str) -> str:
    """Say which version is shown, for which country, and whether it is a sample."""
    text = _("Version %(version)s, en vigueur depuis le %(date)s.") % {
        "version": statement.version,
        "date": format_date(statement.effective_from),
    }
    if country:
        text += " " + _("Pays/Territoire de résidence : %(country)s.") % {
            "country": label("territories", country)
        }
    return text + (" " + _("Texte d'exemple.") if statement.sample else "")
