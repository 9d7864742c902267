"""What the card of an entry shows, so that nobody has to open it to know."""

import pytest
from sqlmodel import Session

from ilojobs_app.core.i18n import use_language
from ilojobs_app.profile.state.views import cards_of

LEVELS = {"read": "fluent", "write": "advanced", "speak": "", "understand": "basic"}


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", "Lire : courant, écrire : avancé, comprendre : notions"),
        ("en", "Read: fluent, write: advanced, understand: basic"),
    ],
)
def test_a_language_shows_its_levels(session: Session, now, language: str, words: str) -> None:
    entry = {"key": "one", "language": "en", **LEVELS}
    with use_language(language):
        [card] = cards_of(session, "languages", {"languages": [entry]}, now)
    assert [text.replace("\u00a0", " ") for text in card.details] == [words]
