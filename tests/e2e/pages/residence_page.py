"""Options > Compte: the country of residence and its statement."""

from playwright.sync_api import Locator

from tests.e2e.pages.register_page import RegisterPage


class ResidencePage(RegisterPage):
    """The same dialog and field as at registration, on the account's page."""

    path = "/options/account"

    @property
    def country(self) -> Locator:
        """Give the list of countries."""
        # The section and its form have the same name as the list.
        name = self.t("Pays/Territoire de résidence")
        return self.main.get_by_role("combobox", name=name)

    def submit(self) -> None:
        """Press « Changer de pays »."""
        self.press("Changer de pays")
