"""A statement file that cannot be used is named in one line, with the place in it."""

import json
from datetime import UTC, datetime

import pytest

from ilojobs_app.consent.statements import check_statements
from ilojobs_app.core.lists import WrongList
from ilojobs_app.core.settings import settings

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "not JSON: "),
        ("[" * 5000, "nested too deeply"),
        ('{"key": "ch", "key": "eu"}', "stands more than once in one object (key eu): key"),
        ("{}", "key: Field required (and 5 more)"),
        (
            '{"key": "default", "version": "1", "countries": [], "effective_from": "2026-02-30",'
            ' "sample": true, "sections": {"fr": [], "en": []}}',
            "effective_from: ",
        ),
    ],
)
def test_a_broken_statement_is_one_line_with_its_place(content: str, said: str) -> None:
    folder = settings().data / "statements"
    folder.mkdir(parents=True)
    (folder / "ch.json").write_text(content, encoding="utf-8")
    # The command line and the server word a WrongList in one line, and end.
    with pytest.raises(WrongList, match=r"ch\.json") as caught:
        check_statements(NOON)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def statement(**changes: object) -> bytes:
    section = {"heading": "A", "blocks": [{"text": "B"}]}
    whole = {
        "key": "default",
        "version": "1",
        "countries": [],
        "effective_from": "2026-01-01",
        "sample": True,
        "sections": {"fr": [section], "en": [section]},
    }
    return json.dumps(whole | changes).encode()


def put(**files: bytes) -> None:
    folder = settings().data / "statements"
    folder.mkdir(parents=True)
    for name, content in files.items():
        (folder / f"{name}.json").write_bytes(content)


def test_a_statement_saved_with_a_mark_or_in_utf_16_is_read() -> None:
    marked = b"\xef\xbb\xbf" + statement()
    put(default=marked, ch=statement(key="ch", countries=["CH"]).decode().encode("utf-16"))
    check_statements(NOON)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (statement(key="gb", countries=["UK"]), "countries: UK not in territories.json"),
        (
            statement(key="gb", countries=["GB"]).replace(b'"B"', b'"Gen\xe8ve"'),
            "line 1: not UTF-8; save the file as UTF-8",
        ),
        (
            statement(key="gb", countries=["GB"]).replace(b'"text": "B"', b""),
            "sections.fr[0].blocks[0]: needs either text or items",
        ),
    ],
)
def test_a_statement_that_nobody_could_get_or_read_is_refused(wrong: bytes, said: str) -> None:
    put(default=statement(), gb=wrong)
    with pytest.raises(WrongList, match=r"gb\.json") as caught:
        check_statements(NOON)
    assert said in str(caught.value)
