"""Help texts: complete in both languages, typographic, their links alive, replaceable."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ilojobs_app.core.settings import settings
from ilojobs_app.help import texts
from ilojobs_app.help.inline import targets, to_plain
from ilojobs_app.web.routes import PAGES

QUESTIONS = {
    *("create-alert", "manage-alerts", "when-alerts", "stop-alerts"),
    "who-may-apply",
    "ilo-staff",
    "secondment",
    "create-account",
    "privacy-statement",
    "notifications",
    "needed-to-apply",
    "no-cv",
    "required-fields",
    "drafts",
    "experience-limits",
    "find-institution",
    "others",
    "accredited",
    "advanced-degree",
    "cover-letter",
    "closed-notices",
    "no-fee",
}


def stored(name: str) -> Any:
    return json.loads((texts.FOLDER / f"{name}.json").read_text(encoding="utf-8"))


def pairs(value: Any) -> Iterator[dict[str, str]]:
    """Every {"fr", "en"} of a file."""
    if isinstance(value, dict) and set(value) == {"fr", "en"}:
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from pairs(inner)


def ids(name: str) -> set[str]:
    page = texts.help_page(name)
    return {entry.id for entry in (*page.sections, *page.questions)}


def write_own(name: str, page: Any) -> Path:
    folder = settings().data / "help"
    folder.mkdir(parents=True)
    path = folder / f"{name}.json"
    path.write_text(json.dumps(page), encoding="utf-8")
    return path


def test_every_file_is_a_page() -> None:
    texts.check_help()

    assert {path.stem for path in texts.FOLDER.glob("*.json")} == set(texts.NAMES)


def test_questions_keep_the_ids_that_links_name() -> None:
    assert {question.id for question in texts.help_page("faq").questions} == QUESTIONS


@pytest.mark.parametrize("name", texts.NAMES)
def test_both_languages_say_it(name: str) -> None:
    for pair in pairs(stored(name)):
        assert pair["fr"].strip() and pair["en"].strip()
        links = {
            language: [
                target
                for target in targets(pair[language])
                if not target.startswith(("lang:", "mailto:"))
            ]
            for language in pair
        }
        assert links["fr"] == links["en"], pair


@pytest.mark.parametrize("name", texts.NAMES)
def test_typography(name: str) -> None:
    for pair in pairs(stored(name)):
        french, english = to_plain(pair["fr"]), to_plain(pair["en"])
        assert not re.search("['\"\u202f]|\\s{2}", french + english), pair
        assert not re.search("(?<!\u00a0)[:;!?»]|«(?!\u00a0)|\\d \\d", french), french
        assert not re.search("[\u00a0«»]|\\s[:;!?]", english), english


@pytest.mark.parametrize("name", texts.NAMES)
def test_links_lead_to_pages_and_anchors_that_exist(name: str) -> None:
    for pair in pairs(stored(name)):
        for target in targets(pair["fr"]):
            path, _hash, anchor = target.partition("#")
            if target.startswith("/"):
                assert path in PAGES, target
                assert not anchor or anchor in ids(path.strip("/")), target


@pytest.mark.parametrize(("name", "sample"), [("terms", True), ("contact", True), ("faq", False)])
def test_sample_texts_are_marked(name: str, sample: bool) -> None:
    assert texts.help_page(name).sample is sample


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", ["2 000 caractères", "1 000 caractères", "30 minutes", "« *Autres »", "ILO People"]),
        ("en", ["2,000 characters", "1,000 characters", "30 minutes", "“*Others”", "ILO People"]),
    ],
)
def test_rules_are_quoted(language: str, words: list[str]) -> None:
    text = " ".join(to_plain(pair[language]) for pair in pairs(stored("faq")))

    for expected in words:
        assert expected in text.replace("\u00a0", " ")


def test_operator_replaces_a_page() -> None:
    page = stored("contact")
    page["sample"] = False
    page["lede"] = {"fr": "À nous.", "en": "Ours."}
    write_own("contact", page)

    assert texts.help_page("contact").lede.text() == "À nous."
    assert texts.help_page("terms").sample


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"title": {"fr": "Seul"}}, "title.en"),
        ({"lede": {"fr": "[x](javascript:a)", "en": "x"}}, "a link must look like"),
        ({"sections": []}, "sections"),
        ({"sections": [*stored("terms")["sections"]] * 2}, "each id once"),
        ({"sections": [{**stored("terms")["sections"][0], "blocks": []}]}, "blocks or questions"),
        ({"sections": [{**stored("terms")["sections"][0], "blocks": [{}]}]}, "text, items or"),
        ({"extra": 1}, "extra"),
    ],
)
def test_wrong_page_is_refused_with_its_file(change: dict[str, Any], reason: str) -> None:
    path = write_own("terms", stored("terms") | change)

    with pytest.raises(texts.WrongHelp, match=re.escape(reason)) as refused:
        texts.check_help()
    assert str(path) in str(refused.value)
