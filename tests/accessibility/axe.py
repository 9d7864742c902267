"""axe-core in the browser: what it finds wrong on a page, in lines that say where."""

from typing import Any

from playwright.sync_api import Page

from tests.accessibility.autofill import refused_hints
from tests.accessibility.engines import Engines
from tests.accessibility.npm import NpmFile, source

AXE = NpmFile(
    "axe-core",
    "4.14.1",
    "FHfa+lmNjQZfJz1q8wKqIDwC6DExcHt/pkjNQb09a3NPjCKg2rhu5qb2S4r76ASyFNNtuFooJpZe37OgudVGtQ==",
    "axe.min.js",
)
# All rules but those of AAA. The size of targets is WCAG 2.2 AA, and axe-core leaves it out by default.
RUN = """(only) => axe.run(document, only ? { runOnly: only } : {
        rules: { "target-size": { enabled: true } },
    }).then((found) =>
    found.violations.flatMap((rule) => rule.nodes.map((node) =>
        `${rule.id} (${rule.impact}): ${node.target.join(" ")} ${node.failureSummary ?? ""}`)))"""
COLOUR = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
# A colour that changes with the theme is there at once: on a busy machine a transition could begin
# after all had come to rest. As a sheet of the page's own, because the CSP lets no other style in.
AT_ONCE = """() => {
    if (window.__atOnce) return;
    window.__atOnce = new CSSStyleSheet();
    window.__atOnce.replaceSync("*, ::before, ::after { transition: none !important }");
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, window.__atOnce];
}"""
# Ends what moves. To wait for its end is to wait for frames, which a still page may never draw.
# Again and again, because a colour that has arrived moves those that inherit it.
SETTLED = """() => {
    for (let moving, round = 0; round < 50; round++) {
        moving = document.getAnimations().filter((one) => one.playState !== "finished");
        if (!moving.length) return;
        moving.forEach((one) => one.effect.getComputedTiming().endTime === Infinity
            ? one.cancel() : one.finish());
    }
    throw new Error("The page does not come to rest");
}"""


class Axe:
    """Looks at a page, with every rule of WCAG 2.2 A and AA, and best practices."""

    def __init__(self, page: Page) -> None:
        self._page = page
        # As an init script, because the CSP lets no other script in.
        page.add_init_script(source(AXE))
        self._engines = Engines(page)

    def violations(self) -> list[str]:
        """Give what is wrong now, in the light theme with every rule and in the dark one's colours."""
        self._page.evaluate(AT_ONCE)
        self._page.emulate_media(color_scheme="light")
        found = self._run(None)
        # Colours are all that the theme changes.
        self._page.emulate_media(color_scheme="dark")
        found += [f"dark: {line}" for line in self._run(COLOUR)]
        self._page.emulate_media(color_scheme="light")
        return found

    def what_others_find(self) -> list[str]:
        """Give what two other engines find, and autofill hints that HTML does not allow."""
        return self._engines.violations() + refused_hints(self._page)

    def _run(self, only: dict[str, Any] | None) -> list[str]:
        # Between two themes, half-way colours are nobody's.
        self._page.evaluate(SETTLED)
        found: Any = self._page.evaluate(RUN, only)
        return [" ".join(line.split()) for line in found]
