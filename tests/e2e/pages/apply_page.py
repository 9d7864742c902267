"""Apply for a vacancy, and read what was submitted."""

from playwright.sync_api import Locator

from tests.e2e.pages.site_page import SitePage


class ApplyPage(SitePage):
    """The form under the vacancy's head, or what stands in its place."""

    def __init__(self, page, language: str = "fr", job_id: int = 0) -> None:
        super().__init__(page, language)
        self.path = f"/apply/{job_id}"

    @property
    def letter(self) -> Locator:
        """Give the cover letter's field."""
        return self.field("Votre lettre")

    def write_letter(self, text: str) -> None:
        """Write the cover letter."""
        self.letter.fill(text)

    def is_seconded(self, answer: str) -> None:
        """Answer the question to staff: « Oui » or « Non » (R2)."""
        question = "Êtes-vous membre du personnel du BIT en détachement à l'extérieur du BIT ?"
        self.tick(answer, within=self.group(question))

    def keep_letter(self) -> None:
        """Say that the last letter stays as it is (R15)."""
        self.tick("Je garde cette lettre telle quelle, en connaissance de cause")

    def submit(self) -> None:
        """Press « Soumettre la candidature »."""
        self.press("Soumettre la candidature")

    @property
    def submit_button(self) -> Locator:
        """Give the button."""
        return self.button("Soumettre la candidature")

    def banner(self, title: str) -> Locator:
        """Give the banner with this title."""
        return self.main.locator(".banner").filter(
            has=self.page.get_by_role("heading", name=self.t(title))
        )


class ApplicationPage(SitePage):
    """What was submitted, from its sealed copy."""

    @property
    def notice_of_submission(self) -> Locator:
        """Give what the page says once, after the submission."""
        return self.main.get_by_role("status").filter(
            has=self.page.get_by_role("heading", name=self.t("Votre candidature a été soumise"))
        )

    def fact(self, label: str) -> Locator:
        """Give one of the key facts."""
        term = self.page.get_by_role("term").filter(has_text=self.t(label))
        return self.main.locator("aside dl > div").filter(has=term).get_by_role("definition")


class ApplicationsPage(SitePage):
    """Mes candidatures."""

    path = "/applications"

    @property
    def lines(self) -> Locator:
        """Give the applications, drafts included."""
        return self.main.locator("li.card")

    @property
    def letter(self) -> Locator:
        """Give the letter of a draft that cannot be submitted any more."""
        return self.field("Votre lettre")
