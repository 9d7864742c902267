"""« Imprimer » prints the privacy statement and nothing of the page behind it (R4)."""

from playwright.sync_api import Page, expect

from tests.e2e.pages.register_page import RegisterPage

# The printer's dialog cannot be driven: what would be printed at that moment is looked at instead.
PRINTER = (
    "window.print = () => { window.printed = document.querySelectorAll('.print-target').length }"
)


def test_statement_prints_alone(page: Page) -> None:
    page.add_init_script(PRINTER)
    form = RegisterPage(page).open()
    form.choose("Pays/Territoire de résidence", "SN")
    form.read_statement()
    text = form.dialog.get_by_role("region", name=form.t("Texte de la déclaration"))
    expect(text).to_be_visible()
    form.answer("Imprimer")
    assert page.evaluate("window.printed") == 1

    page.emulate_media(media="print")
    sheet = page.locator(".print-target")
    expect(
        sheet.get_by_text(form.t("Déclaration de confidentialité"), exact=True)
    ).to_be_in_viewport(ratio=1)
    expect(sheet.get_by_role("heading", level=3)).to_have_count(6)
    expect(form.dialog).to_be_hidden()
    expect(form.title).to_be_hidden()
    expect(form.masthead).to_be_hidden()
    expect(sheet.get_by_role("button")).to_have_count(0)

    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    expect(sheet).to_have_count(0)
    expect(form.consent).to_have_text(form.t("À lire et accepter"))
