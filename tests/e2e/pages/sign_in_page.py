"""Sign in, and choose a new password."""

from playwright.sync_api import Locator

from tests.e2e.pages.site_page import SitePage
from tests.factories.accounts import PASSWORD


class SignInPage(SitePage):
    """The sign-in form."""

    path = "/sign-in"

    def sign_in(self, email: str, password: str = PASSWORD) -> None:
        """Fill in the form and send it."""
        self.field("Adresse électronique").fill(email)
        self.field("Mot de passe").fill(password)
        self.press("Se connecter")

    @property
    def note(self) -> Locator:
        """Give what the page says about what was done before."""
        return self.main.get_by_role("status")


class ForgotPasswordPage(SitePage):
    """Ask for a link."""

    path = "/forgot-password"

    def ask(self, email: str) -> None:
        """Send the address."""
        self.field("Adresse électronique").fill(email)
        self.press("Envoyer le lien")


class ResetPasswordPage(SitePage):
    """What the mailed link opens."""

    path = "/reset-password"

    def save(self, password: str) -> None:
        """Choose a new password."""
        self.field("Nouveau mot de passe").fill(password)
        self.press("Enregistrer le mot de passe")
