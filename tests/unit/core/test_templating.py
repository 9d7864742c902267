"""What templates write is printed as French prints it."""

from datetime import UTC, datetime

import pytest

from ilojobs_app.core import templating
from ilojobs_app.core.i18n import use_language
from ilojobs_app.vacancies import deadlines
from tests.factories.vacancies import vacancy

FIRST = datetime(2026, 12, 1, 22, 59, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("<p>le 1er décembre 2026</p>", "<p>le 1<sup>er</sup> décembre 2026</p>"),
        ('<p title="1er mai">1er mai</p>', '<p title="1er mai">1<sup>er</sup> mai</p>'),
        ("<textarea>1er</textarea> 1er", "<textarea>1er</textarea> 1<sup>er</sup>"),
        ("<title>1er</title><script>'1er'</script>", "<title>1er</title><script>'1er'</script>"),
        ("1<sup>er</sup> juin, 21er", "1<sup>er</sup> juin, 21er"),
    ],
)
def test_the_first_of_a_month_is_raised_in_text_only(
    monkeypatch: pytest.MonkeyPatch, written: str, printed: str
) -> None:
    environment = templating.environment()
    monkeypatch.setattr(environment, "get_template", lambda _name: environment.from_string(written))
    assert templating.render("any/page.html") == printed
    assert templating.render("any/mail.txt") == written


def test_a_mail_has_characters_that_each_font_and_each_search_knows(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    environment = templating.environment()
    monkeypatch.setattr(
        environment, "get_template", lambda _name: environment.from_string("<p>{{ said }}, le 1er")
    )
    written = templating.render_mail("any/body.html", said="Relisez\u2011la")
    assert written == "<p>Relisez-la, le 1er"


@pytest.mark.parametrize(
    ("language", "day"), [("fr", "1<sup>er</sup> décembre 2026"), ("en", "1 December 2026")]
)
def test_a_notice_that_closes_on_the_first(language: str, day: str) -> None:
    with use_language(language):
        said = deadlines.deadline(vacancy(closes_at=FIRST))
        html = templating.render(
            "vacancies/closed.html", deadline=said, category=None, standing=None
        )
    assert day in html
    assert "1er" in said or language == "en"
