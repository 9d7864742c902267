"""What a page has to live through: fixtures of one line each, used in any browser test (`docs/qa.md`).

def test_…(page, translated): …          Chrome translates the page, and what comes later
def test_…(page, broken_storage): …      localStorage and sessionStorage throw, are null, are full
def test_…(no_cookies): …                a page of a Chromium that refuses all cookies
def test_…(page, forced_colors): …       the reader's own colours
def test_…(page, zoomed): …              400 % on a screen of 1280 × 900
def test_…(page, second_device): …       a page of a second device; sign in with `candidate.sign_in`
"""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, BrowserType, Page

from tests.e2e.chromium import FLAGS
from tests.e2e.fixtures import Console

# Puts <font><font>text</font></font> in place of every text node, and goes on with those that come, as
# Chrome's translator does: from a world of scripts of its own, where nothing of the page's is known.
# The words stay, so that a test finds things by their names.
TRANSLATOR = """
const SKIPPED = "script, style, noscript, textarea, svg, title, font, [translate=no], .notranslate";
const BRING_IN = {
    replaced: (font, text) => text.replaceWith(font),
    inserted: (font, text) => { text.parentNode.insertBefore(font, text); text.remove(); },
    appended: (font, text) => { text.parentNode.insertBefore(font, text); font.firstChild.replaceChildren(text); },
};
const translate = (root) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const found = root.nodeType === Node.TEXT_NODE ? [root] : [];
    while (walker.nextNode()) found.push(walker.currentNode);
    for (const text of found) {
        if (!text.data.trim() || !text.parentElement || text.parentElement.closest(SKIPPED)) continue;
        const font = document.createElement("font");
        font.append(document.createElement("font"));
        font.style.verticalAlign = font.firstChild.style.verticalAlign = "inherit";
        font.firstChild.textContent = text.data;
        BRING_IN["%s"](font, text);
    }
};
addEventListener("%s", () => {
    document.documentElement.lang = "de";
    document.documentElement.classList.add("translated-ltr");
    translate(document.body);
    new MutationObserver((records) => {
        for (const record of records) {
            for (const node of record.addedNodes) if (node.isConnected) translate(node);
            if (record.type === "characterData" && record.target.isConnected) translate(record.target);
        }
    }).observe(document.body, { childList: true, characterData: true, subtree: true });
});
"""
STORAGES = ("localStorage", "sessionStorage")
_GETTER = 'Object.defineProperty(window, "%s", {{ get() {{ {} }} }});'
BREAK_STORAGE = {
    "throws": _GETTER.format('throw new DOMException("Access is denied", "SecurityError");'),
    "null": _GETTER.format("return null;"),
    "full": 'Storage.prototype.setItem = () => { throw new DOMException("%s", "QuotaExceededError"); };',
    "unreadable": (
        "for (const name of ['getItem', 'setItem', 'removeItem', 'key'])"
        ' Storage.prototype[name] = () => { throw new Error("%s"); };'
    ),
}


def translate(page: Page, way: str = "replaced", begins: str = "load") -> None:
    """Have each document of a page translated. `begins`: the event of the window that starts it."""
    session = page.context.new_cdp_session(page)
    session.send("Page.enable")
    source = TRANSLATOR % (way, begins)
    values = {"source": source, "worldName": "translator", "runImmediately": True}
    session.send("Page.addScriptToEvaluateOnNewDocument", values)


@pytest.fixture(params=["replaced", "inserted"])
def translated(request: pytest.FixtureRequest, page: Page, console: Console) -> Page:
    """Translate the test's page, in each way in which translators are known to do it."""
    # A page that is translated before React takes it over is drawn again by React, which says so.
    console.allow("React error #418")
    translate(page, str(request.param))
    return page


@pytest.fixture(params=list(BREAK_STORAGE))
def broken_storage(request: pytest.FixtureRequest, page: Page) -> Page:
    """Break both storages of the test's page, in each way."""
    script = BREAK_STORAGE[str(request.param)]
    page.add_init_script("\n".join(script % name for name in STORAGES))
    return page


@pytest.fixture
def no_cookies(
    browser_type: BrowserType,
    browser_type_launch_args: dict[str, object],
    browser_context_args: dict[str, object],
    tmp_path: Path,
) -> Iterator[Page]:
    """Give a page of a Chromium whose settings refuse all cookies, and with them all storage."""
    preferences = tmp_path / "profile" / "Default" / "Preferences"
    preferences.parent.mkdir(parents=True)
    blocked = {"profile": {"default_content_setting_values": {"cookies": 2}}}
    preferences.write_text(json.dumps(blocked), encoding="ascii")
    arguments = {**browser_type_launch_args, **browser_context_args, "args": list(FLAGS)}
    context = browser_type.launch_persistent_context(tmp_path / "profile", **arguments)  # type: ignore[arg-type]
    yield context.pages[0]
    context.close()


@pytest.fixture
def forced_colors(page: Page) -> Page:
    """Show the test's page in the reader's own colours."""
    page.emulate_media(forced_colors="active")
    return page


@pytest.fixture
def zoomed(page: Page) -> Page:
    """Show the test's page at 400 % of a screen of 1280 × 900."""
    page.set_viewport_size({"width": 320, "height": 225})
    return page


@pytest.fixture
def second_device(browser: Browser, browser_context_args: dict[str, object]) -> Iterator[Page]:
    """Give a page of another device: nothing is shared but what the server keeps."""
    context: BrowserContext = browser.new_context(**browser_context_args)  # type: ignore[arg-type]
    yield context.new_page()
    context.close()
