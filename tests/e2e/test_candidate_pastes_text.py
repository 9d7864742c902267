"""Pasting from a text processor: plain text with its paragraphs, and what was lost is said (R7)."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.candidates import Candidates
from tests.e2e.pages.apply_page import ApplyPage
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


def test_undoing_a_paste_is_not_offered_over_what_was_typed_since(
    page: Page, candidate: Candidates
) -> None:
    candidate()
    step = ExperiencePage(page).open()
    area = step.field("Tâches principales")
    paste(area, "<b>Collé.</b>")
    expect(step.button("Annuler le collage")).to_be_visible()
    area.press_sequentially(" Puis écrit.")
    expect(step.button("Annuler le collage")).to_have_count(0)
    expect(area).to_have_value("Collé. Puis écrit.")


def test_what_exceeds_stays_and_is_marked(page: Page, candidate: Candidates) -> None:
    candidate()
    step = ExperiencePage(page).open()
    area = step.field("Réalisations principales")
    paste(area, f"<p>{'é' * 1010}</p>")
    assert len(area.input_value()) == 1010
    expect(step.main.locator("#main_achievements-c")).to_have_attribute("data-state", "over")


@pytest.mark.parametrize("html", ['<p><img src="x.png" alt=""></p>', ""])
def test_only_a_picture_leaves_the_text_and_says_so(
    page: Page, candidate: Candidates, html: str
) -> None:
    candidate()
    step = ExperiencePage(page).open()
    area = step.field("Tâches principales")
    area.fill("Déjà là.")
    area.evaluate(
        """(area, html) => {
            area.focus();
            const data = new DataTransfer();
            if (html) data.setData("text/html", html);
            else data.items.add(new File(["x"], "x.png", { type: "image/png" }));
            const options = { clipboardData: data, bubbles: true, cancelable: true };
            area.dispatchEvent(new ClipboardEvent("paste", options));
        }""",
        html,
    )
    expect(note_of(step)).to_contain_text(step.t("images"))
    expect(note_of(step).get_by_role("button")).to_have_count(0)
    expect(area).to_have_value("Déjà là.")


def test_rich_text_is_pasted_into_the_letter(
    page: Page, language: str, candidate: Candidates, open_vacancy: Callable[..., int]
) -> None:
    candidate(profile="complete")
    form = ApplyPage(page, language, open_vacancy()).open()
    paste(form.letter, "<p>Madame,</p><ul><li><b>un</b></li><li>deux</li></ul>")
    expect(form.letter).to_have_value("Madame,\n\n• un\n• deux")
    words = form.t("Texte conservé. Retiré : %(what)s.", what=form.t("mise en forme"))
    expect(form.main.get_by_text(words)).to_be_visible()
    form.press("Annuler le collage")
    expect(form.letter).to_have_value("")


def test_counter_speaks_near_the_limit_only_and_when_typing_pauses(
    page: Page, language: str, candidate: Candidates
) -> None:
    candidate()
    step = ExperiencePage(page, language).open()
    area = step.field("Tâches principales")
    said = step.main.locator("#main_duties-c + [role=status]")
    area.fill("a" * 1000)
    expect(step.saved).to_be_visible()
    expect(said).to_be_empty()
    area.fill("a" * 1990)
    assert said.inner_text() == ""
    expect(said).to_have_text(step.t("Il reste %(n)s caractères", n=10))
    area.fill("a" * 2003)
    expect(said).to_contain_text("3")
    area.fill("a" * 10)
    expect(said).to_be_empty()
