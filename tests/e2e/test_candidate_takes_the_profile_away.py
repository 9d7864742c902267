"""The profile as a file, for its owner only (B9)."""

import json
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.e2e.candidates import Candidates
from tests.e2e.pages.profile_page import PersonalPage, SummaryPage
from tests.e2e.pages.residence_page import ResidencePage
from tests.e2e.pages.site_page import SitePage
from tests.e2e.server import Server

LINK = "Télécharger mon profil enregistré (JSON Resume)"


@pytest.mark.parametrize("place", [SummaryPage, ResidencePage])
def test_profile_is_downloaded(
    page: Page, language: str, candidate: Candidates, place: type[SitePage]
) -> None:
    candidate(profile="complete")
    where = place(page, language).open()
    with page.expect_download() as download:
        where.link(LINK).click()
    assert download.value.suggested_filename == f"ilo-jobs-profile-{language}.json"
    document = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))
    assert document["basics"]["name"] == "Aïssata Diallo"


def test_profile_that_is_not_saved_is_not_offered(page: Page, candidate: Candidates) -> None:
    candidate(profile="draft")
    summary = SummaryPage(page).open()
    expect(summary.link(LINK)).to_have_count(0)
    answer = page.request.get("/profiles/fr/resume.json")
    assert (answer.status, answer.headers["cache-control"]) == (404, "no-store")


def test_profile_is_nobody_elses(page: Page, candidate: Candidates, server: Server) -> None:
    candidate(profile="complete")
    PersonalPage(page).open()
    assert page.request.get("/profiles/de/resume.json").status == 404
    assert page.request.get("/profiles/fr/resume.json").headers["cache-control"] == "no-store"
    candidate(profile="none")
    assert page.request.get("/profiles/fr/resume.json").status == 404
    assert httpx.get(f"{server.url}/profiles/fr/resume.json").status_code == 401
