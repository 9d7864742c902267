"""One application on two devices: neither wipes, nor submits, what it has never shown (B4)."""

from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from tests.e2e.candidates import Candidates
from tests.e2e.pages.alerts_page import AccountOptionsPage
from tests.e2e.pages.apply_page import ApplicationPage, ApplyPage

Publish = Callable[..., int]
MINE, THEIRS = "Garder ma saisie", "Prendre l'autre version"


def choice(form: ApplyPage, label: str) -> Locator:
    name = form.t("Deux versions : %(field)s") % {"field": form.t(label)}
    return form.main.get_by_role("group", name=name, exact=True)


def test_a_second_device_keeps_the_letter_of_the_first(
    page: Page, second_device: Page, candidate: Candidates, open_vacancy: Publish
) -> None:
    candidate.sign_in(candidate(profile="complete"), second_device.context)
    job_id = open_vacancy()
    here, there = (
        ApplyPage(page, "fr", job_id).open(),
        ApplyPage(second_device, "fr", job_id).open(),
    )
    here.write_letter("Écrite au bureau.")
    expect(here.saved).to_be_visible()
    there.is_seconded("Non")
    expect(there.saved).to_be_visible()
    page.reload()
    expect(here.letter).to_have_value("Écrite au bureau.")
    expect(here.main.get_by_label("Non", exact=True)).to_be_checked()


def test_a_letter_that_the_page_never_showed_is_shown_before_it_is_submitted(
    page: Page, second_device: Page, language: str, candidate: Candidates, open_vacancy: Publish
) -> None:
    candidate.sign_in(candidate(profile="complete"), second_device.context)
    job_id = open_vacancy()
    here = ApplyPage(page, language, job_id).open()
    there = ApplyPage(second_device, language, job_id).open()
    there.write_letter("Écrite au téléphone.")
    expect(there.saved).to_be_visible()
    here.is_seconded("Non")
    here.submit()
    expect(here.summary).to_be_focused()
    expect(here.summary).to_contain_text(here.t("Choisissez la version à garder.")[1:])
    expect(choice(here, "Votre lettre")).to_contain_text("Écrite au téléphone.")
    choice(here, "Votre lettre").get_by_role("button", name=here.t(THEIRS)).click()
    expect(here.letter).to_have_value("Écrite au téléphone.")
    # What asked for a choice goes once it is made.
    expect(here.summary).to_have_count(0)
    expect(here.letter).not_to_have_attribute("aria-invalid", "true")
    here.submit()
    receipt = ApplicationPage(page, language)
    expect(receipt.notice_of_submission).to_be_visible()
    expect(receipt.main).to_contain_text("Écrite au téléphone.")


def test_a_letter_changed_on_both_devices_is_chosen(
    page: Page, second_device: Page, candidate: Candidates, open_vacancy: Publish
) -> None:
    candidate.sign_in(candidate(profile="complete"), second_device.context)
    job_id = open_vacancy()
    here, there = (
        ApplyPage(page, "fr", job_id).open(),
        ApplyPage(second_device, "fr", job_id).open(),
    )
    there.write_letter("Écrite au téléphone.")
    expect(there.saved).to_be_visible()
    here.write_letter("Écrite au bureau.")
    expect(choice(here, "Votre lettre")).to_contain_text("Écrite au téléphone.")
    expect(here.letter).to_have_value("Écrite au bureau.")
    choice(here, "Votre lettre").get_by_role("button", name=MINE).click()
    expect(here.saved).to_be_visible()
    second_device.reload()
    expect(there.letter).to_have_value("Écrite au bureau.")


def test_a_page_does_not_say_that_another_letter_has_left(
    page: Page, second_device: Page, candidate: Candidates, open_vacancy: Publish
) -> None:
    candidate.sign_in(candidate(profile="complete"), second_device.context)
    job_id = open_vacancy()
    here, there = (
        ApplyPage(page, "fr", job_id).open(),
        ApplyPage(second_device, "fr", job_id).open(),
    )
    there.write_letter("La lettre soumise.")
    there.is_seconded("Non")
    there.submit()
    expect(ApplicationPage(second_device).notice_of_submission).to_be_visible()
    here.write_letter("Une autre lettre.")
    expect(here.banner("Vous avez déjà soumis cette candidature")).to_be_visible()
    kept = here.main.get_by_label("Votre texte dans cet onglet, qui n’a pas été soumis")
    expect(kept).to_have_value("Une autre lettre.")
    page.reload()
    expect(kept).to_have_value("Une autre lettre.")


def test_a_stale_page_of_options_leaves_the_other_choice(
    page: Page, second_device: Page, candidate: Candidates
) -> None:
    who = candidate(wants_alerts=True, wants_communications=True)
    candidate.sign_in(who, second_device.context)
    alerts = "Recevoir les alertes d'emploi sélectionnées"
    communications = "Recevoir des communications du BIT sur les opportunités d'emploi"
    here, there = AccountOptionsPage(page).open(), AccountOptionsPage(second_device).open()
    expect(here.field(communications)).to_be_checked()
    expect(there.field(communications)).to_be_checked()
    there.tick(communications)
    expect(there.saved).to_be_visible()
    here.tick(alerts)
    expect(here.saved).to_be_visible()
    expect(here.field(communications)).not_to_be_checked()
    second_device.reload()
    expect(there.field(alerts)).not_to_be_checked()
    expect(there.field(communications)).not_to_be_checked()
