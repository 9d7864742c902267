"""Both languages are complete: nothing missing, fuzzy, stale, or with another placeholder."""

import pytest
from i18n import catalogue_file, extracted, problems, translated
from typography import french, plain


@pytest.mark.parametrize("language", ["fr", "en"])
def test_catalogue_is_complete(language: str) -> None:
    assert not list(problems(language, extracted())), "run: make i18n"


def test_french_on_screen_is_typographic() -> None:
    for message, text in translated("fr").items():
        for part in (text,) if isinstance(text, str) else text:
            assert part == french(part), message.key


def test_english_is_not_left_in_french() -> None:
    same = {
        message.key
        for message, text in translated("en").items()
        if isinstance(text, str) and len(text.split()) > 3 and plain(text) == plain(message.key)
    }
    assert not same


@pytest.mark.parametrize("language", ["fr", "en"])
def test_catalogue_holds_no_places_or_dates(language: str) -> None:
    content = catalogue_file(language).read_text(encoding="utf-8")
    assert "\n#: " not in content
    assert "Date:" not in content
