"""Pasting from a text processor: plain text with its paragraphs, and what was lost is said (R7)."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.candidates import Candidates
from tests.e2e.pages.profile_page import ExperiencePage, ProfileStepPage

CLIPBOARD = Path(__file__).parent.parent / "fixtures" / "clipboard"
EXPECTED = json.loads((CLIPBOARD / "expected.json").read_text(encoding="utf-8"))
WORDS = {
    "format": "mise en forme",
    "links": "adresses des liens",
    "images": "images",
    "tables": "tableaux",
}
PASTE = """(area, html) => {
    area.focus();
    const data = new DataTransfer();
    data.setData("text/html", html);
    data.setData("text/plain", "not used");
    const options = { clipboardData: data, bubbles: true, cancelable: true };
    area.dispatchEvent(new ClipboardEvent("paste", options));
}"""


def paste(area: Locator, html: str) -> None:
    area.evaluate(PASTE, html)


def note_of(step: ProfileStepPage) -> Locator:
    return step.main.locator(".paste-note").first


@pytest.mark.parametrize("program", EXPECTED)
def test_rich_text_becomes_plain_text(
    page: Page, language: str, candidate: Candidates, program: str
) -> None:
    candidate()
    step = ExperiencePage(page, language).open()
    area = step.field("Tâches principales")
    paste(area, (CLIPBOARD / f"{program}.html").read_text(encoding="utf-8"))
    expect(area).to_have_value(EXPECTED[program]["text"])
    expect(page).not_to_have_title("pris")
    removed = ", ".join(step.t(WORDS[name]) for name in EXPECTED[program]["removed"])
    said = step.t("Texte conservé. Retiré : %(what)s.", what=removed)
    plain = step.t("Collez votre texte : paragraphes et puces sont gardés, sans mise en forme.")
    expect(note_of(step)).to_contain_text(said if removed else plain)
    expect(step.saved).to_be_visible()


def test_pasting_is_undone_with_its_caret(page: Page, candidate: Candidates) -> None:
    candidate()
    step = ExperiencePage(page).open()
    area = step.field("Tâches principales")
    area.fill("Avant. Après.")
    area.evaluate("area => area.setSelectionRange(7, 7)")
    paste(area, "<b>Au milieu.</b> ")
    expect(area).to_have_value("Avant. Au milieu.Après.")
    step.press("Annuler le collage")
    expect(area).to_have_value("Avant. Après.")
    expect(area).to_be_focused()
    assert area.evaluate("area => area.selectionStart") == 7
    expect(step.main.locator("#main_duties-c")).to_contain_text("13 / ")
    expect(step.saved).to_be_visible()
    page.reload()
    expect(area).to_have_value("Avant. Après.")


def test_what_exceeds_stays_and_is_marked(page: Page, candidate: Candidates) -> None:
    candidate()
    step = ExperiencePage(page).open()
    area = step.field("Réalisations principales")
    paste(area, f"<p>{'é' * 1010}</p>")
    assert len(area.input_value()) == 1010
    expect(step.main.locator("#main_achievements-c")).to_have_attribute("data-state", "over")
