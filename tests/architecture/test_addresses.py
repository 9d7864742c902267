"""Every address exists in every language, as a page of the frontend and for the server."""

from collections import defaultdict

import pytest

from ilojobs_app.core.i18n import LANGUAGES
from ilojobs_app.ilojobs_app import app
from ilojobs_app.web import routes
from ilojobs_app.web.pages import PAGES as REGISTERED

UNPREFIXED = {"404"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", routes.PAGES)
def test_page_is_built_in_every_language(path: str, language: str) -> None:
    assert routes.reflex_route(path, language).lstrip("/") in app._unevaluated_pages


def test_no_page_is_built_that_the_list_of_addresses_lacks() -> None:
    assert {page.path for page in REGISTERED} == set(routes.PAGES)


def test_no_page_stands_outside_the_languages() -> None:
    by_language = defaultdict(set)
    for route in set(app._unevaluated_pages) - UNPREFIXED:
        language, _slash, rest = route.partition("/")
        by_language[language].add(rest)
    assert set(by_language) == set(LANGUAGES)
    assert by_language["fr"] == by_language["en"]
