"""Job alerts: the form of a category and of Options, the list, the page of an unsubscribe link."""

from playwright.sync_api import Locator

from tests.e2e.pages.site_page import SitePage


class AlertForm(SitePage):
    """« Créer une alerte » where one reads, and the same form on Options."""

    @property
    def form(self) -> Locator:
        """Give the form."""
        return self.main.locator("#alert-form")

    def choose_frequency(self, label: str) -> None:
        """Choose how often."""
        self.tick(label, within=self.form)

    @property
    def preview(self) -> Locator:
        """Give what the alert would have found."""
        return self.form.get_by_role("status")

    @property
    def message(self) -> Locator:
        """Give the message over the form, which has the focus."""
        return self.main.locator("[data-focus-now]")

    def create(self) -> None:
        """Press « Créer une alerte » in the form."""
        self.form.get_by_role("button", name=self.t("Créer une alerte"), exact=True).click()


class CategoryPage(AlertForm):
    """A category with its vacancies and the form."""

    def __init__(self, page, language: str = "fr", code: str = "professional") -> None:
        super().__init__(page, language)
        self.path = f"/categories/{code}"


class AlertsPage(AlertForm):
    """Options > Alertes de poste."""

    path = "/options/job-alerts"

    @property
    def cards(self) -> Locator:
        """Give the alerts that stand."""
        return self.main.locator("li.card")

    def card(self, title: str) -> Locator:
        """Find an alert by its title."""
        heading = self.page.get_by_role("heading", name=title, level=3)
        return self.cards.filter(has=heading)

    def button_of(self, name: str, title: str) -> Locator:
        """Find « Suspendre », « Reprendre » or « Supprimer » of an alert."""
        return self.card(title).get_by_role("button", name=f"{self.t(name)} {title}", exact=True)

    def select_of(self, label: str, title: str) -> Locator:
        """Find a list of an alert by its label."""
        return self.card(title).get_by_label(self.t(label))

    def undo_button(self, title: str) -> Locator:
        """Find the button that brings a deleted alert back."""
        name = self.t("Annuler la suppression de l'alerte %(title)s", title=title)
        return self.main.get_by_role("button", name=name, exact=True)

    @property
    def refusal(self) -> Locator:
        """Give what says that a choice was taken back."""
        return self.main.get_by_role("alert").locator(".banner--err")


class AccountOptionsPage(SitePage):
    """Options > Compte."""

    path = "/options/account"


class UnsubscribePage(SitePage):
    """What the link of an alert mail opens."""

    def follow(self, address: str) -> None:
        """Open the link."""
        self.page.goto(address)
        self.ready()

    def stop_this(self) -> None:
        """Press « Ne plus recevoir cette alerte »."""
        name = self.n("Ne plus recevoir cette alerte", "Ne plus recevoir ces alertes", 1)
        self.main.get_by_role("button", name=name, exact=True).click()
