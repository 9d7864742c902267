"""Which autofill hints may stand on which control: the table of HTML's standard (WCAG 1.3.5).

https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#inappropriate-for-the-control
"""

from playwright.sync_api import Page

TEXT = (
    "name honorific-prefix given-name additional-name family-name honorific-suffix nickname "
    "organization-title organization address-line1 address-line2 address-line3 address-level4 "
    "address-level3 address-level2 address-level1 country country-name postal-code cc-name "
    "cc-given-name cc-additional-name cc-family-name cc-number cc-csc cc-type transaction-currency "
    "language sex tel-country-code tel-national tel-area-code tel-local tel-local-prefix "
    "tel-local-suffix tel-extension"
)
# Hints of a group → types of input that may carry them, besides text, search, hidden and lists.
GROUPS = {
    TEXT: (),
    "username email": ("email",),
    "new-password current-password one-time-code": ("password",),
    "tel": ("tel",),
    "bday": ("date",),
    "bday-day bday-month bday-year cc-exp-month cc-exp-year transaction-amount": ("number",),
    "cc-exp": ("month",),
    "url photo impp": ("url",),
}
EVERYWHERE = ("text", "search", "hidden", "select-one", "textarea")
ALLOWED = {hint: (*EVERYWHERE, *own) for hints, own in GROUPS.items() for hint in hints.split()} | {
    "street-address": ("textarea", "select-one", "hidden")
}
FIND = """() => [...document.querySelectorAll("[autocomplete]:not(form)")].map((one) =>
    [one.name || one.id, one.type, one.autocomplete || one.getAttribute("autocomplete")])"""


def refused_hints(page: Page) -> list[str]:
    """Give the fields whose hint does not exist, not for such a control, or twice on the page."""
    found = [one for one in page.evaluate(FIND) if one[2] not in ("on", "off")]
    hints = [hint for _name, _kind, hint in found]
    return [
        f"autofill: {name}: {hint!r} on {kind}"
        for name, kind, hint in found
        if kind not in ALLOWED.get(hint, ()) or hints.count(hint) > 1
    ]
