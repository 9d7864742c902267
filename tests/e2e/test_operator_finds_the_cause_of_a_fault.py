"""The reference that a page shows leads to the line of the log that says what failed, and where."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import pytest
import sqlalchemy as sa
from playwright.sync_api import Page, expect

from tests.e2e.candidates import Candidates
from tests.e2e.pages.profile_page import PersonalPage
from tests.e2e.server import Server

TYPED = "17, rue des Secrets-Plantés"
REFERENCE = r"[0-9A-F]{8}"


@contextmanager
def without(server: Server, table: str) -> Iterator[None]:
    """Take a table away for a while: whatever reads it fails."""

    def rename(old: str, new: str) -> None:
        with server.engine.begin() as connection:
            connection.execute(sa.text(f"ALTER TABLE {old} RENAME TO {new}"))

    rename(table, f"{table}_away")
    try:
        yield
    finally:
        rename(f"{table}_away", table)


def line_of(server: Server, reference: str) -> str:
    """Give the line of a fault."""
    lines = server.log.read_text(encoding="utf-8").splitlines()
    (line,) = [line for line in lines if reference in line and "event='fault'" in line]
    return line


@pytest.mark.parametrize("language", ["fr", "en"])
def test_page_shows_the_proxys_request_id_and_the_log_has_it(server: Server, language: str) -> None:
    given = f"proxy-{language}-4711"
    with without(server, "vacancies"):
        answer = httpx.get(f"{server.url}/{language}/vacancies", headers={"X-Request-ID": given})
    assert answer.status_code == 500
    assert given in answer.text
    line = line_of(server, given)
    assert "kind='sqlalchemy.exc.OperationalError'" in line
    assert "where='/vacancies'" in line
    assert re.search(r"place='ilojobs_app/vacancies/[a-z_]+\.py:\d+ \w+'", line)
    assert "sqlite3.OperationalError SQLITE_ERROR at" in line


@pytest.mark.allows_console("status of 500")
def test_page_shows_a_reference_of_our_own_without_a_proxy(page: Page, server: Server) -> None:
    with without(server, "vacancies"):
        page.goto("/fr/vacancies")
    found = re.search(REFERENCE, page.get_by_role("main").inner_text())
    assert found
    assert "kind='sqlalchemy.exc.OperationalError'" in line_of(server, found[0])


def test_fault_of_an_event_is_found_by_what_the_page_shows(
    page: Page, server: Server, language: str, candidate: Candidates
) -> None:
    candidate()
    step = PersonalPage(page, language).open()
    # What is kept has come: else its loading would fail, too.
    expect(step.field("Prénom(s)")).not_to_have_value("")
    with without(server, "profile_drafts"):
        step.field("Adresse").fill(TYPED)
        title = page.get_by_text(step.t("Le service a rencontré une panne"))
        expect(title).to_be_visible()
        notice = page.get_by_role("status").filter(has=title).inner_text()
    found = re.search(REFERENCE, notice)
    assert found
    line = line_of(server, found[0])
    assert re.search(r"'ilojobs_app/profile/state/fields\.py:\d+ save'", line), line
    assert re.search(r"connection='[0-9A-F]{8}'", line)
    assert re.search(r"place='ilojobs_app/profile/\w+\.py:\d+ \w+'", line)
    log = server.log.read_text(encoding="utf-8")
    assert "Secrets-Plantés" not in log
    # What was typed meanwhile is sent again by itself.
    expect(step.saved).to_be_visible(timeout=60_000)
