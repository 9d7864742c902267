"""The shapes of `categories.json` and `time_zones.json`: refused in one line otherwise."""

import json
import re
from pathlib import Path

import pytest
from pydantic import ValidationError

from ilojobs_app.core.lists import WrongList
from ilojobs_app.core.settings import settings
from ilojobs_app.vacancies.categories import Both, categories
from ilojobs_app.vacancies.zones import check_zones

DOCUMENT = Path(__file__).parents[3] / "docs" / "operating.md"


def put(content: str, name: str = "categories.json") -> None:
    folder = settings().data / "lists"
    folder.mkdir(parents=True)
    (folder / name).write_text(content, encoding="utf-8")


def test_the_documented_example_can_be_used() -> None:
    (example,) = re.findall(r"```json\n(.*?)```", DOCUMENT.read_text(encoding="utf-8"), re.S)
    put(example)
    (category,) = categories()
    assert (category.code, category.steps[0].grade) == ("professional", "P1")


def test_another_shape_is_refused_in_one_line_with_its_place() -> None:
    put('[{"code": "professional", "fr": "Professionnels", "en": "Professional"}]')
    with pytest.raises(WrongList, match=r"categories\.json: \[0\]\.mark: Field required") as caught:
        categories()
    assert "\n" not in str(caught.value)


def test_a_zone_that_there_is_not_is_named_at_start() -> None:
    text = {"fr": "Zurich", "en": "Zurich"}
    put(json.dumps({"Europe/Zuerich": {"city": text, "time": text}}), "time_zones.json")
    with pytest.raises(WrongList, match=r"time_zones\.json: Europe/Zuerich is not an IANA"):
        check_zones()


def test_a_text_of_a_category_is_one_line_of_words_that_show() -> None:
    read = Both(fr="Chef\u2028de\u0085section\u00a0: A", en=" Head\tof section ")
    assert (read.fr, read.en) == ("Chef de section\u00a0: A", "Head of section")
    with pytest.raises(ValidationError):
        Both(fr="\u200b", en="x")
