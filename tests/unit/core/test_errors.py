"""An error away from its field names it."""

import pytest

from ilojobs_app.core.errors import at_field
from ilojobs_app.core.i18n import use_language


@pytest.mark.parametrize(
    ("language", "label", "text", "said"),
    [
        (
            "fr",
            "Tâches principales",
            "Raccourcissez ce texte de 3 caractères.",
            "Tâches principales\u00a0: raccourcissez ce texte de 3 caractères.",
        ),
        (
            "en",
            "Main duties",
            "Shorten this text by 3 characters.",
            "Main duties: shorten this text by 3 characters.",
        ),
        ("fr", "Ville", "Indiquez votre ville.", "Indiquez votre ville."),
        ("fr", "Le voulez-vous ?", "Répondez.", "Le voulez-vous ? Répondez."),
        ("fr", "", "Retirez un élément.", "Retirez un élément."),
    ],
)
def test_sentence_names_its_field_once(language: str, label: str, text: str, said: str) -> None:
    with use_language(language):
        assert at_field(label, text) == said
