"""No page of the profile loads over 25 KB of JavaScript of its own."""

from playwright.sync_api import Page, Response

from ilojobs_app.profile.steps import STEPS
from tests.e2e.candidates import Candidates
from tests.e2e.pages.site_page import SitePage

AT_MOST = 25 * 1024


class Scripts:
    """What scripts pages load, and what each weighs on the wire (Brotli)."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.weights: dict[str, int] = {}
        self.loaded: set[str] = set()
        page.on("response", self._note)

    def of(self, path: str) -> set[str]:
        """Open a page; give the addresses of its scripts."""
        self.loaded = set()
        site = SitePage(self.page)
        site.path = path
        site.open()
        self.page.wait_for_load_state("networkidle")
        return self.loaded

    def _note(self, response: Response) -> None:
        if response.request.resource_type == "script":
            self.loaded.add(response.url)

    def weigh(self, address: str) -> int:
        if address not in self.weights:
            answer = self.page.request.get(address, headers={"Accept-Encoding": "br"})
            assert answer.headers["content-encoding"] == "br"
            self.weights[address] = int(answer.headers["content-length"])
        return self.weights[address]


def test_own_scripts_of_each_page(page: Page, candidate: Candidates) -> None:
    candidate()
    scripts = Scripts(page)
    common = scripts.of("/vacancies")
    assert common
    own = {
        path: sum(map(scripts.weigh, scripts.of(path) - common))
        for path in ("/profile", *(f"/profile/{step.slug}" for step in STEPS))
    }
    assert min(own.values()) > 0
    assert {path: weight for path, weight in own.items() if weight > AT_MOST} == {}, own
