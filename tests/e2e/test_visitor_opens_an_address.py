"""Old, wrong and foreign addresses: each answers with the right status and a helpful page."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import APIRequestContext, BrowserContext, Page, expect

from tests.e2e.pages.site_page import SitePage
from tests.e2e.pages.vacancies_page import NoticePage
from tests.e2e.server import Clock


@pytest.fixture
def ask(context: BrowserContext) -> Callable[..., tuple[int, str]]:
    """Ask for an address without following redirects; give status and Location."""
    request: APIRequestContext = context.request

    def answer(address: str, language: str = "") -> tuple[int, str]:
        headers = {"accept": "text/html"} | ({"accept-language": language} if language else {})
        given = request.get(address, max_redirects=0, headers=headers)
        return given.status, given.headers.get("location", "")

    return answer


@pytest.mark.allows_console("status of 410")
def test_closed_notice_is_gone_and_helps_on(
    page: Page, language: str, clock: Clock, open_vacancy: Callable[..., int]
) -> None:
    job_id = open_vacancy(closes_in=timedelta(minutes=30), title_fr="Fermé", title_en="Closed")
    notice = NoticePage(page, language)
    assert notice.visit(f"/vacancies/{job_id}").status == 200
    clock.move(timedelta(hours=1))
    assert notice.visit(f"/vacancies/{job_id}").status == 410
    expect(notice.title).to_have_text(notice.t("Ce poste est clos"))
    expect(notice.link("Voir les postes vacants")).to_be_visible()


@pytest.mark.allows_console("status of 404")
@pytest.mark.parametrize(
    ("address", "title"),
    [
        ("/nowhere", "Page introuvable"),
        ("/vacancies/999999", "Poste introuvable"),
        ("/vacancies/abc", "Poste introuvable"),
        ("/profile/nowhere", "Page introuvable"),
    ],
)
def test_unknown_address_is_not_found_and_helps_on(
    page: Page, language: str, address: str, title: str
) -> None:
    site = SitePage(page, language)
    assert site.visit(address).status == 404
    site.ready()
    expect(site.title).to_have_text(site.t(title))
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(site.link("Voir les postes vacants")).to_be_visible()


@pytest.mark.allows_console("status of 404")
def test_unknown_address_in_no_language_is_not_found(page: Page) -> None:
    response = page.goto("/nowhere")
    assert response is not None
    assert response.status == 404


@pytest.mark.parametrize(
    ("address", "accepted", "target"),
    [
        ("/", "en-GB,en;q=0.9", "/en"),
        ("/", "fr-CH", "/fr"),
        ("/", "pt-BR", "/fr"),
        ("/?locale=fr_FR", "en", "/fr"),
        ("/?locale=en_GB", "fr", "/en"),
        ("/fr/vacancies?locale=en_GB", "fr", "/en/vacancies"),
        ("/en/vacancies?q=droit&locale=fr_FR", "en", "/fr/vacancies?q=droit"),
        ("/?locale=de_DE", "en", "/en"),
        ("/en/vacancies?locale=de_DE", "fr", "/en/vacancies"),
        ("/fr/vacancies?q=1&q=2&locale=en_GB", "fr", "/en/vacancies?q=1&q=2"),
        ("/vacancies?q=droit&locale=fr_FR", "en", "/fr/vacancies?q=droit"),
        ("/404", "fr", "/fr/404"),
        ("/__spa-fallback.html", "fr", "/fr/__spa-fallback.html"),
        ("/assets/gone.js", "fr", "/fr/assets/gone.js"),
        ("/fr/", "fr", "/fr"),
        ("/fr/vacancies/", "fr", "/fr/vacancies"),
    ],
)
def test_address_leads_to_its_language(
    ask: Callable[..., tuple[int, str]], address: str, accepted: str, target: str
) -> None:
    assert ask(address, accepted) == (302, target)


def test_root_remembers_the_language_chosen_last(
    page: Page, ask: Callable[..., tuple[int, str]]
) -> None:
    page.goto("/en/vacancies")
    assert ask("/", "fr") == (302, "/en")


def test_page_has_one_description_also_after_a_switch(page: Page) -> None:
    site = SitePage(page)
    for address in ("/vacancies", "/categories"):
        page.goto(f"/{site.language}{address}")
        site.ready()
        expect(page.locator("meta[name=description]")).to_have_count(1)
        before = page.locator("meta[name=description]").get_attribute("content")
        site.switch_language()
        expect(page.locator("meta[name=description]")).to_have_count(1)
        expect(page.locator("meta[name=description]")).not_to_have_attribute(
            "content", before or ""
        )


def test_head_of_a_page_names_its_address_in_both_languages(page: Page, base_url: str) -> None:
    page.goto("/fr/vacancies")
    links = {
        link.get_attribute("hreflang") or "canonical": link.get_attribute("href")
        for link in page.locator("link[rel=canonical], link[rel=alternate][hreflang]").all()
    }
    assert links == {
        "canonical": f"{base_url}/fr/vacancies",
        "fr": f"{base_url}/fr/vacancies",
        "en": f"{base_url}/en/vacancies",
        "x-default": f"{base_url}/",
    }


@pytest.mark.parametrize(
    "tail",
    [")", ".", "),", "%29.", "%3E", "%C2%A0%C2%BB", "/)", "!", "%E2%80%9D", "&quot;", "%E3%80%82"],
)
def test_a_stop_or_bracket_behind_a_link_leads_to_its_page(
    ask: Callable[..., tuple[int, str]], open_vacancy: Callable[..., int], tail: str
) -> None:
    job_id = open_vacancy()
    assert ask(f"/fr/vacancies/{job_id}{tail}") == (302, f"/fr/vacancies/{job_id}")
    assert ask(f"/en/faq{tail}") == (302, "/en/faq")
    assert ask(f"/fr{tail}") == (302, "/fr")
    assert ask(f"/fr/profile{tail}") == (302, "/fr/profile")
    assert ask(f"/fr/vacancies/999999999{tail}")[0] == 404
    assert ask(f"/fr/nothing{tail}")[0] == 404
    assert ask(f"/notices/fr/{job_id}{tail}") == (302, f"/notices/fr/{job_id}")


def test_no_stop_behind_a_link_leads_to_another_host(
    ask: Callable[..., tuple[int, str]], base_url: str
) -> None:
    assert ask(f"{base_url}//evil.example/)")[1] == "/evil.example"
    assert ask(f"{base_url}//evil.example")[1] == "/evil.example"
