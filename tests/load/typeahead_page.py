"""From a key to the frame that shows the options: our page beside npm's `accessible-autocomplete`."""

import shutil
import subprocess
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, sync_playwright

from tests.e2e.candidates import Candidates
from tests.e2e.chromium import FLAGS, executable
from tests.e2e.pages.profile_page import EducationPage
from tests.e2e.server import Clock, Server
from tests.integration.institutions.life_queries import LIFE_QUERIES
from tests.load.figures import missed, summary
from tests.load.typeahead_data import real_names

TOOL = Path(__file__).resolve().parent.parent.parent / "tools" / "typeahead"
SCRIPT = TOOL / "node_modules/accessible-autocomplete/dist/accessible-autocomplete.min.js"
COUNTRY, TYPED, LETTERS, ITEMS, CAP = "FR", 50, 8, 10_000, 20
WARM_UP, KEY_MILLISECONDS = 8, 150

# A key counts from the event's own time to the first task after the frame that shows its options.
WATCH = """
(option) => {
  window.taken = [];
  let begun = 0;
  addEventListener("keydown", (event) => { begun = event.timeStamp; }, true);
  const painted = (then) => requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = then;
    channel.port2.postMessage(0);
  });
  new MutationObserver((records) => {
    const inList = records.some(({ target }) =>
      (target.nodeType === Node.ELEMENT_NODE ? target : target.parentElement)?.closest("[role=listbox]"));
    if (!begun || !inList || !document.querySelector(option)) return;
    const since = begun;
    begun = 0;
    painted(() => window.taken.push(performance.now() - since));
  }).observe(document.body, { childList: true, characterData: true, subtree: true });
}
"""
AUTOCOMPLETE = """
([items, most]) => accessibleAutocomplete({
  element: document.getElementById("host"),
  id: "field",
  source: (query, show) => {
    const wanted = query.toLowerCase();
    show(items.filter((item) => item.toLowerCase().includes(wanted)).slice(0, most));
  },
})
"""


def compared(server: Server, bars: dict[int, float]) -> list[str]:
    """Type the same into both pages; print, and give the bars that are missed."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=list(FLAGS))
        ours = typed(our_field(browser, server), ".combo__opt:not(.combo__opt--other)")
        theirs = typed(their_field(browser), ".autocomplete__option")
        browser.close()
    summary(f"Page: {len(ours)} keys, to the frame with the options", ours)
    summary(f"  accessible-autocomplete, {len(theirs)} keys", theirs)
    return missed("page", ours, theirs, bars)


def our_field(browser: Browser, server: Server) -> Locator:
    """Open the step of degrees as a candidate, and choose the country."""
    context = browser.new_context(base_url=server.url)
    Candidates(server, Clock(server.data), context, "fr")()
    step = EducationPage(context.new_page()).open()
    step.choose("Pays de l'établissement", COUNTRY)
    return step.institution()


def their_field(browser: Browser) -> Locator:
    """Give the other field, with the names of 10,000 institutions."""
    install()
    page = browser.new_page()
    page.set_content("<label for=field>Établissement</label><div id=host></div>")
    page.add_script_tag(path=SCRIPT)
    names = [name for _country, name in real_names()][:ITEMS]
    page.evaluate(AUTOCOMPLETE, [names, CAP])
    return page.locator("#field")


def typed(field: Locator, option: str) -> list[float]:
    """Type words letter by letter, and give the milliseconds of each key that showed options."""
    page = field.page
    page.evaluate(WATCH, option)
    for word in words():
        field.fill("")
        field.focus()
        for letter in word:
            press(page, letter)
    taken: list[float] = page.evaluate("window.taken")
    return taken[WARM_UP:]


def press(page: Page, letter: str) -> None:
    """Press a key, and wait as somebody who types does."""
    page.keyboard.press(letter if letter != " " else "Space")
    page.wait_for_timeout(KEY_MILLISECONDS)


def words() -> list[str]:
    """Give what is typed: the beginnings of what candidates type for a country."""
    asked = (query[:LETTERS] for country, query, _wanted in LIFE_QUERIES if country == COUNTRY)
    return list(dict.fromkeys(part for part in asked if part.isascii()))[:TYPED]


def install() -> None:
    """Install the locked package unless it is there."""
    if not SCRIPT.exists():
        options = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
        subprocess.run([shutil.which("npm") or "npm", "ci", *options], cwd=TOOL, check=True)
