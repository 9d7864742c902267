"""Create an account: the form and the dialog of the privacy statement."""

from playwright.sync_api import Locator

from tests.e2e.pages.site_page import SitePage
from tests.factories.accounts import PASSWORD


class RegisterPage(SitePage):
    """The registration form."""

    path = "/register"

    def fill_in(
        self,
        *,
        email: str,
        first_names: str = "Aïssata",
        last_name: str = "Diallo",
        password: str = PASSWORD,
        country: str = "SN",
    ) -> None:
        """Fill in all fields, without the consent."""
        self.field("Prénom(s)").fill(first_names)
        self.field("Nom de famille").fill(last_name)
        self.field("Adresse électronique").fill(email)
        self.field("Mot de passe").fill(password)
        self.choose("Pays/Territoire de résidence", country)

    def read_statement(self) -> None:
        """Open the dialog."""
        self.press("Lire la déclaration de confidentialité")

    @property
    def dialog(self) -> Locator:
        """Give the dialog while it is open."""
        return self.page.get_by_role("dialog", name=self.t("Déclaration de confidentialité"))

    def answer(self, choice: str) -> None:
        """Press « Accepter », « Refuser » or « Imprimer »."""
        self.dialog.get_by_role("button", name=self.t(choice), exact=True).click()

    def accept_statement(self) -> None:
        """Open the statement, and accept it."""
        self.read_statement()
        self.answer("Accepter")
        self.consent.filter(has_text=self.t("Déclaration acceptée")).wait_for()

    @property
    def consent(self) -> Locator:
        """Give what was chosen."""
        return self.group("Conditions d'utilisation").get_by_role("status")

    def submit(self) -> None:
        """Press « Créer un compte »."""
        self.press("Créer un compte")
