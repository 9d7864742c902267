"""What the server writes of applications: list, sealed copy, mail, in both languages."""

from datetime import UTC, datetime

import pytest
from sqlmodel import select

from ilojobs_app.applications import service
from ilojobs_app.core.i18n import use_language
from ilojobs_app.core.text import clean
from ilojobs_app.notifications.models import OutboxMail
from ilojobs_app.pages.application_data import application
from ilojobs_app.pages.applications_data import applications
from ilojobs_app.pages.apply_data import apply_head
from ilojobs_app.web.islands import PageRequest
from ilojobs_app.web.principal import Principal
from tests.factories.applications import letter_form, make_candidate, make_submitted
from tests.factories.profile import NEEDS, make_complete_profile, post
from tests.factories.texts import HOSTILE
from tests.factories.vacancies import make_vacancy

TITLES = {"fr": "Actuaire", "en": "Actuary"}
NBSP = "\u00a0"
BOTH = pytest.mark.parametrize("language", ["fr", "en"])


@pytest.fixture
def ask(session, now):
    def ask(page, account, path, language="fr", **query):
        principal = Principal(account.id, 1, "Aïssata", "Diallo", account.email)
        request = PageRequest(
            language=language,
            method="GET",
            path=path,
            parameters={},
            query=query,
            form={},
            principal=principal,
            browser="",
            address="",
            session=session,
            now=now,
        )
        with use_language(language):
            return page(request)

    return ask


@pytest.fixture
def candidate(session, now):
    return make_candidate(session, now)


@BOTH
def test_the_list_shows_drafts_and_submitted_ones(session, ask, candidate, now, language):
    make_vacancy(session)
    make_vacancy(session, job_id=5002, title_fr="Juriste", title_en="Lawyer")
    number = make_submitted(session, candidate.id, 5001, now)
    service.save_letter_draft(
        session, account_id=candidate.id, job_id=5002, form=letter_form(), now=now
    )
    html = ask(applications, candidate, "/applications", language).html
    assert f"/{language}/applications/{number}" in html
    assert f"/{language}/apply/5002" in html
    assert TITLES[language] in html


@BOTH
def test_the_copy_is_read_in_the_language_of_the_page(session, ask, candidate, now, language):
    make_vacancy(session, title_fr="Actuaire", summary_fr="<b>Calculer</b>")
    number = make_submitted(session, candidate.id, 5001, now, letter="<script>x</script>")
    island = ask(application, candidate, f"/applications/{number}", language, submitted="1")
    assert TITLES[language] in island.html
    assert not island.index
    assert "data-focus-now" in island.html
    assert "&lt;script&gt;" in island.html
    assert "<script>" not in island.html
    assert NEEDS not in island.html
    assert "data-focus-now" not in ask(application, candidate, f"/applications/{number}").html


def test_another_candidate_gets_the_page_of_an_unknown_address(session, ask, candidate, now):
    make_vacancy(session)
    number = make_submitted(session, candidate.id, 5001, now)
    stranger = make_candidate(session, now)
    theirs = ask(application, stranger, f"/applications/{number}")
    unknown = ask(application, stranger, "/applications/999")
    assert theirs.status == 404
    assert theirs == unknown


def test_nobody_applies_for_an_unknown_vacancy(session, ask, candidate):
    make_vacancy(session)
    assert ask(apply_head, candidate, "/apply/5001").status == 200
    assert ask(apply_head, candidate, "/apply/5002").status == 404
    assert ask(apply_head, candidate, "/apply/x").status == 404


@BOTH
def test_the_acknowledgement_comes_in_the_language_of_the_page(session, candidate, now, language):
    make_vacancy(session)
    with use_language(language):
        number = make_submitted(session, candidate.id, 5001, now)
    mail = session.exec(select(OutboxMail)).one()
    assert mail.language == language
    assert TITLES[language] in mail.subject
    for body in (mail.text, mail.html):
        assert f"/{language}/applications/{number}" in body
        assert "SOCPRO/P/2026/99" in body


@pytest.mark.parametrize(
    ("zone", "said"),
    [
        ("Asia/Calcutta", "Chez vous : 24 novembre 2026 à 22 h 35, heure locale (Calcutta)"),
        ("Europe/Paris", ""),
        ("<b>Mars</b>", ""),
    ],
)
def test_the_acknowledgement_says_the_time_by_both_clocks(session, candidate, zone, said):
    make_vacancy(session)
    at = datetime(2026, 11, 24, 17, 5, tzinfo=UTC)
    service.submit(
        session,
        account_id=candidate.id,
        job_id=5001,
        form=letter_form(),
        time_zone=zone,
        now=at,
    )
    mail = session.exec(select(OutboxMail)).one()
    for body in (mail.text.replace(NBSP, " "), mail.html.replace(NBSP, " ")):
        assert "24 novembre 2026 à 18 h 05, heure de Genève" in body
        assert said in body
        assert ("Chez vous" in body) is bool(said)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_are_text_in_the_copy_and_in_the_mail(session, ask, candidate, now, text):
    # A notice comes through its import, which cleans it; all else comes as it was typed.
    line = " ".join(clean(text).split())
    make_vacancy(session, title_fr=line, title_en=line, summary_fr=line, summary_en=line)
    posts = {"no_experience": False, "posts": [post(job_title=text, main_duties=text)]}
    make_complete_profile(session, candidate.id, now, experience=posts)
    number = make_submitted(session, candidate.id, 5001, now, letter=text)
    html = ask(application, candidate, f"/applications/{number}").html
    listed = ask(applications, candidate, "/applications").html
    mail = session.exec(select(OutboxMail)).one()
    for page in (html, listed, mail.html):
        page.encode("utf-8")
        for tag in ("<script", "<img src=x", "<svg onload"):
            assert tag not in page
    assert not set("\r\n") & set(mail.subject)
