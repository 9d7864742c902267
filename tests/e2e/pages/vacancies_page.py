"""The list of vacancies, and what each row leads to."""

from playwright.sync_api import Locator

from tests.e2e.pages.site_page import SitePage


class VacanciesPage(SitePage):
    """The list with its filters."""

    path = "/vacancies"

    def search(self, keyword: str) -> None:
        """Look for a keyword."""
        self.field("Mots-clés").fill(keyword)
        self.press("Rechercher")

    def filter_by_category(self, code: str) -> None:
        """Show one category only."""
        self.choose("Catégorie d'emplois", code)
        self.press("Rechercher")

    @property
    def count(self) -> Locator:
        """Give the sentence that says how many there are."""
        return self.main.get_by_role("status").get_by_role("heading", level=2)

    @property
    def rows(self) -> Locator:
        """Give the vacancies shown."""
        return self.main.locator(".vrow")

    @property
    def titles(self) -> Locator:
        """Give their titles."""
        return self.rows.get_by_role("heading", level=3)

    def remove_filter(self, label: str) -> None:
        """Press the cross of a filter in use."""
        self.main.get_by_role("list", name=self.t("Filtres appliqués")).get_by_role(
            "link", name=label
        ).click()

    def read(self, title: str) -> None:
        """Open a notice."""
        self.main.get_by_role("link", name=title).first.click()


class NoticePage(SitePage):
    """One vacancy notice."""

    def apply(self) -> None:
        """Press « Postuler »."""
        self.main.get_by_role("link", name=self.t("Postuler")).first.click()
