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

PDF = "Télécharger mon profil enregistré (PDF)"
LINK = "Télécharger mon profil enregistré (JSON Resume)"
FILES = {LINK: "resume.json", PDF: "profile.pdf"}


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
    with page.expect_download() as download:
        where.link(PDF).click()
    assert download.value.suggested_filename == f"ilo-jobs-profile-{language}.pdf"
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF-")


def test_profile_that_is_not_saved_is_not_offered(page: Page, candidate: Candidates) -> None:
    candidate(profile="draft")
    summary = SummaryPage(page).open()
    for link, name in FILES.items():
        expect(summary.link(link)).to_have_count(0)
        answer = page.request.get(f"/profiles/fr/{name}")
        assert (answer.status, answer.headers["cache-control"]) == (404, "no-store")


@pytest.mark.parametrize("name", FILES.values())
def test_profile_is_nobody_elses(
    page: Page, candidate: Candidates, server: Server, name: str
) -> None:
    candidate(profile="complete")
    PersonalPage(page).open()
    assert page.request.get(f"/profiles/de/{name}").status == 404
    assert page.request.get(f"/profiles/fr/{name}").headers["cache-control"] == "no-store"
    candidate(profile="none")
    assert page.request.get(f"/profiles/fr/{name}").status == 404
    assert httpx.get(f"{server.url}/profiles/fr/{name}").status_code == 401
