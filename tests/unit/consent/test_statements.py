"""Statements are data: by country, versioned, replaceable."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from ilojobs_app.consent.service import ConsentOutOfOrder, accept, open_statement
from ilojobs_app.consent.statements import (
    FOLDER,
    WrongStatement,
    check_statements,
    statement_for,
)
from ilojobs_app.core.settings import settings
from tests.conftest import NOON


def own_folder() -> Path:
    folder = settings().data / "statements"
    folder.mkdir(parents=True)
    return folder


def write(folder: Path, name: str, **changes: object) -> None:
    section = [{"heading": "H", "blocks": [{"text": "T"}]}]
    values = {
        "key": "default",
        "version": "1.0",
        "countries": [],
        "effective_from": "2026-01-01",
        "sample": False,
        "sections": {"fr": section, "en": section},
    }
    (folder / name).write_text(json.dumps(values | changes), encoding="utf-8")


def test_country_decides():
    keys = [statement_for(country, NOON).key for country in ("SN", "CH", "FR", "")]
    assert keys == ["default", "ch", "eu", "default"]
    assert len({statement_for(c, NOON).sha256 for c in ("SN", "CH", "FR")}) == 3


def test_embedded_ones_are_samples_in_typographic_form_and_equal_in_both_languages():
    for path in FOLDER.glob("*.json"):
        raw = path.read_text(encoding="utf-8")
        assert "'" not in raw
        assert " ;" not in raw
        data = json.loads(raw)
        assert data["sample"] is True
        shapes = [
            [[len(b.get("items", ())) for b in s["blocks"]] for s in data["sections"][language]]
            for language in ("fr", "en")
        ]
        assert shapes[0] == shapes[1]


def test_the_operators_folder_replaces_the_embedded_one():
    write(own_folder(), "default.json", version="4.2")
    found = statement_for("CH", NOON)
    assert (found.key, found.version, found.sample) == ("default", "4.2", False)


def test_a_version_counts_from_its_day_and_cancels_what_was_read():
    folder = own_folder()
    write(folder, "1.json", version="1.9")
    write(folder, "2.json", version="1.10", effective_from="2026-11-23")
    reading = open_statement("SN", "fr", NOON)
    assert reading.statement_version == "1.9"
    tomorrow = NOON + timedelta(days=1)
    assert statement_for("SN", tomorrow).version == "1.10"
    with pytest.raises(ConsentOutOfOrder):
        accept(reading, "SN", tomorrow)


@pytest.mark.parametrize(
    "changes",
    [
        {"sections": {"fr": []}},
        {"countries": ["SN"]},
        {"key": "ch"},
        {"countries": ["Suisse"], "key": "ch"},
        {"version": "one"},
        {"effective_from": "2030-01-01"},
        {"unknown": 1},
    ],
)
def test_a_wrong_file_is_named(changes):
    folder = own_folder()
    write(folder, "wrong.json", **changes)
    with pytest.raises(WrongStatement, match="statements"):
        check_statements(NOON)


def test_two_files_of_one_version_are_refused():
    folder = own_folder()
    write(folder, "a.json")
    write(folder, "b.json")
    with pytest.raises(WrongStatement, match=r"b\.json"):
        check_statements(NOON)
