"""Links in help texts: the only markup that a data file can hold."""

import pytest

from ilojobs_app.core.i18n import use_language
from ilojobs_app.core.settings import settings
from ilojobs_app.help.inline import check_links, to_html, to_plain


def test_page_link_stays_in_the_language_of_the_reader() -> None:
    with use_language("en"):
        assert to_html("See [the terms](/terms#use).") == (
            'See <a href="/en/terms#use">the terms</a>.'
        )


def test_ilo_people_leads_where_the_operator_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ILO_PEOPLE_URL", "https://people.example.org/?a=1&b=2")
    settings.cache_clear()

    assert to_html("[ILO People](ilo-people)") == (
        '<a href="https://people.example.org/?a=1&amp;b=2">ILO People</a>'
    )


def test_words_in_another_language_are_marked() -> None:
    assert to_html("un [diploma](lang:en)") == 'un <span lang="en">diploma</span>'


def test_html_of_a_data_file_is_text() -> None:
    assert to_html('<b>[a<i>](/faq) "') == ('&lt;b&gt;<a href="/fr/faq">a&lt;i&gt;</a> &#34;')


def test_plain_text_keeps_the_words() -> None:
    assert to_plain("[Écrivez-nous](/contact) [ou non](mailto:a@example.org).") == (
        "Écrivez-nous ou non."
    )


@pytest.mark.parametrize("target", ["javascript:alert(1)", "//evil.example", "ftp://a", "faq", ""])
def test_other_targets_are_refused(target: str) -> None:
    with pytest.raises(ValueError, match="a link must look like"):
        check_links(f"[words]({target})")
