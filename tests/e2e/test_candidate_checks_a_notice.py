"""A candidate holds a notice against their profile (B6); a visitor reads the notice alone."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.e2e.candidates import Candidates
from tests.e2e.pages.vacancies_page import NoticePage

ASKED = {
    "degree": "advanced",
    "years": 30,
    "languages": [{"any_of": ["fr", "en"], "level": "fluent"}],
}


def test_what_the_profile_shows_is_said_with_reasons(
    page: Page, language: str, candidate: Candidates, open_vacancy: Callable[..., int]
) -> None:
    notice = NoticePage(page, language)
    notice.path = f"/vacancies/{open_vacancy(requirements=ASKED)}"
    notice.open()
    check = notice.main.get_by_role("region", name=notice.t("Ce que montre votre profil"))
    expect(check).to_have_count(0)

    candidate(profile="complete")
    notice.open()
    expect(check).to_contain_text(notice.t("Comparaison avec votre profil enregistré."))
    found = check.get_by_role("definition")
    expect(found).to_have_count(3)
    expect(found.nth(0)).to_contain_text(notice.t("À vérifier"))
    expect(found.nth(1)).to_contain_text(notice.t("Votre profil ne le montre pas"))
    expect(found.nth(2)).to_contain_text(notice.t("Votre profil le montre"))
