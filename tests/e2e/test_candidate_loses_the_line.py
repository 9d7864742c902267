"""A lost line and a server that starts again lose nothing of what was typed."""

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e.candidates import Candidates
from tests.e2e.pages.profile_page import ExperiencePage, PersonalPage
from tests.e2e.server import Server

LOST = "Connexion perdue. Votre saisie reste sur cet appareil."
LINE_LOST = (
    "ERR_INTERNET_DISCONNECTED",
    "ERR_CONNECTION",
    "WebSocket",
    "websocket",
    "status of 50",
)


@pytest.mark.allows_console(*LINE_LOST)
def test_typing_without_a_line_is_kept_and_saved_later(
    page: Page, context: BrowserContext, language: str, candidate: Candidates
) -> None:
    candidate()
    step = PersonalPage(page, language).open()
    context.set_offline(True)
    expect(page.get_by_text(step.t(LOST))).to_be_visible()
    step.field("Adresse").fill("3, rue du Tunnel")
    expect(step.autosave).to_contain_text(step.t("Hors ligne : conservé sur cet appareil"))
    context.set_offline(False)
    expect(page.get_by_text(step.t(LOST))).to_be_hidden()
    expect(step.saved).to_be_visible()
    page.reload()
    expect(step.field("Adresse")).to_have_value("3, rue du Tunnel")


@pytest.mark.allows_console(*LINE_LOST)
def test_typing_survives_a_restart_of_the_server(
    page: Page, server: Server, candidate: Candidates
) -> None:
    candidate()
    step = ExperiencePage(page).open()
    step.field("Intitulé du poste").fill("Économiste")
    server.stop()
    try:
        step.field("Tâches principales").fill("Pendant la panne.")
        expect(page.get_by_text(step.t(LOST))).to_be_visible()
    finally:
        server.start()
    expect(page.get_by_text(step.t(LOST))).to_be_hidden(timeout=30_000)
    expect(step.saved).to_be_visible(timeout=30_000)
    page.reload()
    step.ready()
    step.change(step.cards, "Modifier")
    expect(step.field("Intitulé du poste")).to_have_value("Économiste")
    expect(step.field("Tâches principales")).to_have_value("Pendant la panne.")
