"""A visitor looks for a vacancy: words, categories, pages of results, and nothing found."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.e2e.pages.site_page import SitePage
from tests.e2e.pages.vacancies_page import NoticePage, VacanciesPage

ECONOMIST = {"fr": "Économiste du travail", "en": "Labour Economist"}


def test_visitor_finds_a_vacancy_by_keyword_without_accents(page: Page, language: str) -> None:
    vacancies = VacanciesPage(page, language).open()
    vacancies.search("economist")
    expect(vacancies.titles.filter(has_text=ECONOMIST[language])).to_have_count(1)
    expect(page).to_have_url(re.compile(r"\?q=economist$"))
    expect(vacancies.field("Mots-clés")).to_have_value("economist")


def test_visitor_finds_a_vacancy_from_home(page: Page) -> None:
    home = SitePage(page).open()
    home.field("Métier, domaine ou numéro de poste").fill("JUR/01")
    home.press("Rechercher")
    expect(VacanciesPage(page).rows).to_have_count(1)


def test_visitor_filters_by_category_and_takes_the_filter_off(page: Page) -> None:
    vacancies = VacanciesPage(page).open()
    vacancies.filter_by_category("internships")
    expect(vacancies.rows).to_have_count(2)
    expect(vacancies.count).to_have_text(
        vacancies.n("%(n)s poste vacant correspond", "%(n)s postes vacants correspondent", 2)
    )
    vacancies.remove_filter("Stages")
    expect(vacancies.rows).to_have_count(12)


def test_visitor_who_finds_nothing_is_told_what_to_do(page: Page, language: str) -> None:
    vacancies = VacanciesPage(page, language).open()
    vacancies.search("xylophoniste")
    expect(vacancies.main).to_contain_text(vacancies.t("Aucun poste vacant pour ces critères"))
    vacancies.link("Voir tous les postes vacants").click()
    expect(vacancies.rows).to_have_count(12)


def test_visitor_turns_the_pages_and_comes_back(page: Page) -> None:
    vacancies = VacanciesPage(page).open()
    first = vacancies.titles.first.inner_text()
    vacancies.link("Suivante").click()
    expect(page).to_have_url(re.compile(r"\?page=2$"))
    expect(page).to_have_title(re.compile("page 2"))
    expect(vacancies.titles.first).not_to_have_text(first)
    page.go_back()
    expect(vacancies.titles.first).to_have_text(first)


def test_visitor_reads_a_notice_of_a_category(page: Page, open_vacancy: Callable[..., int]) -> None:
    job_id = open_vacancy(category="director", title_fr="Directrice des essais")
    categories = SitePage(page)
    categories.path = "/categories/director"
    categories.open()
    categories.link("Directrice des essais").click()
    expect(page).to_have_url(re.compile(f"/fr/vacancies/{job_id}$"))
    expect(NoticePage(page).title).to_have_text("Directrice des essais")


def test_focus_follows_the_reader_to_the_next_page(page: Page) -> None:
    site = SitePage(page).open()
    site.masthead.get_by_role("link", name=site.t("Catégories d'emplois")).click()
    expect(site.title).to_have_text(site.t("Catégories d'emplois"))
    expect(site.title).to_be_focused()


def test_reader_sees_the_deadline_in_their_own_time_zone(
    page: Page, open_vacancy: Callable[..., int]
) -> None:
    NoticePage(page).visit(f"/vacancies/{open_vacancy()}")
    expect(page.get_by_text("Dans votre fuseau (Dakar)")).to_be_visible()
