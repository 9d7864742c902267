"""Two engines beside axe-core, which see what it does not: HTML_CodeSniffer and IBM's checker.

Both know rules of their own, and neither knows all of ours: what is a false alarm stands in
`FALSE_ALARMS`, with its reason. Nothing else is left out.
"""

import re
from typing import Any

from playwright.sync_api import Page

from tests.accessibility.npm import NpmFile, source

CODE_SNIFFER = NpmFile(
    "html_codesniffer",
    "2.5.1",
    "vcz0yAaX/OaV6sdNHuT9alBOKkSxYb8h5Yq26dUqgi7XmCgGUSa7U9PiY1PBXQFMjKv1wVPs5/QzHlGuxPDUGg==",
    "build/HTMLCS.js",
)
IBM = NpmFile(
    "accessibility-checker-engine",
    "4.0.34",
    "nGE7j5gI/914QLgt1tFcjM9kCr4EKx3HxctsZE8BobObYmQr+UoYsKdWVLowG4QHCB7G/F0Prr3kTwKENPHrcA==",
    "ace.js",
)
# It has no words for some of its findings, and would end there.
SAY_SOMETHING = """;{ const own = HTMLCS.getTranslation;
    HTMLCS.getTranslation = function (name) { return own.call(this, name) ?? name; }; }"""
# Errors only: warnings and notices ask a person to look.
RUN_CODE_SNIFFER = """() => new Promise((done, fail) => HTMLCS.process("WCAG2AA", document, () => done(
    HTMLCS.getMessages().filter(({ type }) => type === HTMLCS.ERROR).map(({ code, msg, element }) =>
        `${code}: ${element.outerHTML?.slice(0, 160) ?? element.nodeName} ${msg}`)), fail, "en"))"""
RUN_IBM = """() => new ace.Checker().check(document, ["WCAG_2_2"]).then(({ results }) => results
    .filter(({ value }) => value[0] === "VIOLATION" && value[1] === "FAIL")
    .map(({ ruleId, reasonId, snippet, message }) => `${ruleId}: ${snippet.slice(0, 160)} ${message}`))"""
# Pattern of a line → why it is none of ours.
FALSE_ALARMS = {
    r'H98: .*autocomplete="username"|input_autocomplete_valid: .* type="email"': (
        "HTML 5.2 kept `username` from an e-mail field; HTML as it stands allows it there, and "
        "`autofill.py` compares each hint with its table."
    ),
    r'H32\.2: <form id="(notifications|profile-)': (
        "What is ticked or typed there is saved at once, or sent by a button outside of the form "
        "that names it; nothing else changes (3.2.2)."
    ),
}


class Engines:
    """Looks at a page with both. Made before the page is opened: the CSP lets no other script in."""

    def __init__(self, page: Page) -> None:
        self._page = page
        page.add_init_script(f"{source(CODE_SNIFFER)}\n{SAY_SOMETHING}")
        page.add_init_script(f"{source(IBM)}\n;globalThis.ace = ace;")

    def violations(self) -> list[str]:
        """Give what either finds wrong now, but for false alarms."""
        found: list[Any] = [
            *(f"HTML_CodeSniffer {line}" for line in self._page.evaluate(RUN_CODE_SNIFFER)),
            *(f"IBM {line}" for line in self._page.evaluate(RUN_IBM)),
        ]
        lines = [" ".join(line.split()) for line in found]
        return [line for line in lines if not any(re.search(alarm, line) for alarm in FALSE_ALARMS)]
