"""The islands of the help pages, as the site layer asks for them."""

import re
from datetime import datetime

import pytest
from sqlmodel import Session

from ilojobs_app.core.i18n import LANGUAGES, Language, use_language
from ilojobs_app.help import texts
from ilojobs_app.pages import help_data  # noqa: F401 - registers its islands
from ilojobs_app.web.islands import Island, PageRequest, match


def shown(path: str, language: Language, now: datetime) -> Island:
    found = match(path)
    assert found
    route, parameters = found
    request = PageRequest(
        language=language,
        method="GET",
        path=path,
        parameters=parameters,
        query={},
        form={},
        principal=None,
        browser="",
        address="",
        session=Session(),
        now=now,
    )
    with use_language(language):
        answer = route.handler(request)
    assert isinstance(answer, Island)
    return answer


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", texts.NAMES)
def test_page_has_its_head_and_one_h1(name: str, language: Language, now: datetime) -> None:
    page = texts.help_page(name)
    answer = shown(f"/{name}", language, now)

    assert answer.index and answer.status == 200
    assert answer.title == getattr(page.title, language)
    assert answer.description == getattr(page.description, language)
    assert answer.html.count("<h1>") == 1
    assert answer.html.count("<h2") == len(page.sections)
    assert ("banner--info" in answer.html) is page.sample
    assert "](" not in answer.html
    named = re.findall(r'\bid="([^"]+)"', answer.html)
    assert len(named) == len(set(named))


def test_each_question_opens_on_its_answer(now: datetime) -> None:
    answer = shown("/faq", "fr", now)

    for question in texts.help_page("faq").questions:
        assert f'<details class="facet" id="{question.id}"><summary>' in answer.html
    assert '<a href="/fr/contact#fraud">' in answer.html


@pytest.mark.parametrize("language", LANGUAGES)
def test_search_engines_read_the_questions(language: Language, now: datetime) -> None:
    json_ld = shown("/faq", language, now).json_ld
    questions = texts.help_page("faq").questions

    assert json_ld and json_ld["@type"] == "FAQPage" and json_ld["inLanguage"] == language
    names = [entry["name"] for entry in json_ld["mainEntity"]]
    assert names == [getattr(question.question, language) for question in questions]
    assert all(entry["acceptedAnswer"]["text"] for entry in json_ld["mainEntity"])
    assert "](" not in str(json_ld)


def test_other_pages_say_nothing_to_search_engines(now: datetime) -> None:
    assert shown("/terms", "fr", now).json_ld is None
