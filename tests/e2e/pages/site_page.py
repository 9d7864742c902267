"""What every page has: an address, a language, fields found by their labels."""

import re
import time
from typing import Self

from playwright.sync_api import Error, Locator, Page, Response

from ilojobs_app.core.i18n import _, ngettext, use_language

PATIENCE_SECONDS = 10
NAMES = {"fr": "FR – Français", "en": "EN – English"}


class SitePage:
    """A page as its reader knows it. Page objects say intentions and assert nothing.

    Args:
        page: the browser's page.
        language: `fr` or `en`; locators follow the catalogue of that language.
    """

    path = ""

    def __init__(self, page: Page, language: str = "fr") -> None:
        self.page, self.language = page, language

    def t(self, message: str, **values: object) -> str:
        """Give a text of the catalogue as the page shows it."""
        with use_language(self.language):
            return _(message) % values if values else _(message)

    def n(self, singular: str, plural: str, number: int) -> str:
        """Give a text of the catalogue that counts."""
        with use_language(self.language):
            return ngettext(singular, plural, number) % {"n": number}

    @property
    def address(self) -> str:
        """Give the page's address in its language."""
        return f"/{self.language}{self.path}"

    def open(self, query: str = "") -> Self:
        """Open the page and wait until it is alive."""
        self.page.goto(self.address + query)
        return self.ready()

    def visit(self, address: str) -> Response:
        """Open an address after the language, and give the server's answer."""
        response = self.page.goto(f"/{self.language}{address}")
        assert response is not None
        return response

    def ready(self) -> Self:
        """Wait until React has taken the page over: typing before that is another test's affair."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        # Asked again and again from here: the page's CSP forbids Playwright's own polling.
        while not self._arrived():
            if time.monotonic() > deadline:
                raise TimeoutError(f"{self.page.url} did not come alive")
            self.page.wait_for_timeout(25)
        return self

    def _arrived(self) -> bool:
        try:
            return bool(self.page.evaluate("window.__ilojobs_arrived === true"))
        except Error as error:
            if "navigation" not in error.message:
                raise
            return False  # the page that was asked is leaving

    @property
    def main(self) -> Locator:
        """Give what stands between masthead and footer."""
        return self.page.get_by_role("main")

    @property
    def title(self) -> Locator:
        """Give the page's only h1."""
        return self.page.get_by_role("heading", level=1)

    def field(self, label: str) -> Locator:
        """Find a field by its label, with or without « obligatoire » after it."""
        words = re.escape(self.t(label).replace("\u00a0", " ")).replace(r"\ ", r"\s+")
        return self.main.get_by_label(re.compile(rf"^\s*{words}(\s*\*|\s*\(|\s*$)"))

    def group(self, label: str) -> Locator:
        """Find a group of fields by its legend."""
        return self.main.get_by_role("group", name=self.t(label))

    def tick(self, label: str, within: Locator | None = None) -> None:
        """Click on the label of a checkbox or radio button, which covers it."""
        words = self.t(label)
        (within or self.main).locator("label").filter(has_text=words).first.click()

    def choose(self, label: str, value: str) -> None:
        """Choose in a list by the code of the choice."""
        self.field(label).select_option(value)

    def button(self, name: str) -> Locator:
        """Find a button by its name."""
        return self.page.get_by_role("button", name=self.t(name), exact=True)

    def press(self, name: str) -> None:
        """Press a button of the page."""
        self.main.get_by_role("button", name=self.t(name), exact=True).click()

    def link(self, name: str) -> Locator:
        """Find a link of the page by its name."""
        return self.main.get_by_role("link", name=self.t(name))

    @property
    def summary(self) -> Locator:
        """Give the error summary, which takes the focus."""
        return self.page.get_by_role("alert").and_(self.page.locator(".error-summary"))

    @property
    def problems(self) -> list[str]:
        """Give the lines of the error summary."""
        return self.summary.get_by_role("listitem").all_inner_texts()

    def error_of(self, label: str) -> Locator:
        """Give the message beside a field."""
        described = self.field(label).get_attribute("aria-describedby") or ""
        ids = [part for part in described.split() if part.endswith("-e")]
        return self.page.locator(f"[id='{ids[0]}']" if ids else "#no-such-message")

    @property
    def saved(self) -> Locator:
        """Give the words about saving, once the server has answered."""
        return self.main.locator(".autosave[data-state=saved]")

    @property
    def masthead(self) -> Locator:
        """Give the masthead."""
        return self.page.get_by_role("banner")

    def switch_language(self) -> None:
        """Press FR or EN, whichever the page is not in; the page object follows."""
        other = "en" if self.language == "fr" else "fr"
        self.masthead.get_by_role("link", name=NAMES[other], exact=True).click()
        self.page.wait_for_url(re.compile(f"/{other}(/|$)"))
        self.language = other

    def sign_out(self) -> None:
        """Open the account's menu and press « Se déconnecter »."""
        self.masthead.get_by_role("button", name=self.t("Mon espace –")).click()
        self.masthead.get_by_role("button", name=self.t("Se déconnecter")).click()
