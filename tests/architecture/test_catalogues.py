"""Both languages are complete: nothing missing, fuzzy, stale, or with another placeholder."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import i18n
import pytest
from i18n import Text, catalogue_file, extracted, problems, translated
from typography import french, plain


def parts(text: Text) -> tuple[str, ...]:
    """Give a text, or its singular and its plural."""
    return (text,) if isinstance(text, str) else text


@pytest.mark.parametrize("language", ["fr", "en"])
def test_catalogue_is_complete(language: str) -> None:
    assert not list(problems(language, extracted())), "run: make i18n"


def test_french_on_screen_is_typographic() -> None:
    for message, text in translated("fr").items():
        for part in parts(text):
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


# « directeur ou directrice », « fier ou la fière »: both words begin alike, the second ends in e or s;
# « chacune et chacun ».
DOUBLET = re.compile(
    r"\b(\w{3,})\w* ou (?:l[ae]s? |une? )?\1\w*(?:e|es)\b|\b(\w{4,})e(s?) (?:et|ou) \2\3\b",
    re.IGNORECASE,
)
DATA = Path(i18n.__file__).parent.parent / "ilojobs_app" / "data"


def french_of_data(value: object, *, is_french: bool = False) -> Iterator[str]:
    """Give the French texts of a data file: what stands under a key `fr`."""
    if isinstance(value, dict):
        for key, part in value.items():
            yield from french_of_data(part, is_french=is_french or key == "fr")
    elif isinstance(value, list):
        for part in value:
            yield from french_of_data(part, is_french=is_french)
    elif isinstance(value, str) and is_french:
        yield value


def test_titles_have_one_inclusive_form() -> None:
    texts = [part for text in translated("fr").values() for part in parts(text)]
    for path in sorted(DATA.glob("**/*.json")):
        texts += french_of_data(json.loads(path.read_text(encoding="utf-8")))
    assert [text for text in texts if DOUBLET.search(text) or "·" in text] == []


def test_a_french_number_is_announced_by_its_own_sign() -> None:
    texts = [part for text in translated("fr").values() for part in parts(text)]
    assert [text for text in texts if re.search(r"\bno\. ?%\(", text)] == []
