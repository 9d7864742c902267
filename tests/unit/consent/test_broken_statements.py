"""A statement file that cannot be used is named in one line, with the place in it."""

from datetime import UTC, datetime

import pytest

from ilojobs_app.consent.statements import check_statements
from ilojobs_app.core.lists import WrongList
from ilojobs_app.core.settings import settings


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "Invalid JSON"),
        ("[" * 5000, "Invalid JSON"),
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
        check_statements(datetime(2026, 11, 22, tzinfo=UTC))
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)
