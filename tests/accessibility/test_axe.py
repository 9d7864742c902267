"""The tests of accessibility find what is wrong: each fault is planted, and has to be seen."""

import pytest
from playwright.sync_api import Page

from tests.accessibility.axe import Axe
from tests.accessibility.test_pages import look
from tests.e2e.pages.site_page import SitePage

SMALL = "display: inline-block; inline-size: 12px; block-size: 12px; overflow: hidden"


@pytest.mark.parametrize(
    ("rule", "planted"),
    [
        ("image-alt", '<img src="/favicon.svg">'),
        ("label", '<input type="text">'),
        ("heading-order", "<h6>Titre</h6>"),  # a best practice
        ("color-contrast", '<p style="color: #999; background: #fff">Texte</p>'),
        ("dark: color-contrast", '<p style="color: #1b1430">Texte</p>'),  # readable in light only
        ("target-size", f'<button style="{SMALL}">a</button><button style="{SMALL}">b</button>'),
        ("IBM ", '<div role="checkbox">Texte</div>'),
        ("HTML_CodeSniffer ", '<input aria-label="a" type="text" autocomplete="street-address">'),
        ("autofill", '<input aria-label="a" type="tel" autocomplete="tel-national">'),
        ("autofill", '<input aria-label="a" autocomplete="nonsense">'),
        ("to be scrolled", '<div style="inline-size: 1400px">Texte</div>'),
    ],
)
def test_planted_fault_is_found(page: Page, axe: Axe, rule: str, planted: str) -> None:
    site = SitePage(page)
    site.path = "/terms"
    site.open()
    page.evaluate(
        "html => document.querySelector('main').insertAdjacentHTML('beforeend', html)", planted
    )
    assert rule in str(look(page, axe))
