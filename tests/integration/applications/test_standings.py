"""Who has applied for a vacancy is told so wherever it is shown; nobody else is told anything."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa
from sqlmodel import Session

from ilojobs_app.accounts.models import Account
from ilojobs_app.applications import service
from ilojobs_app.core.i18n import as_language, use_language
from ilojobs_app.pages import (  # noqa: F401
    category_data,
    home_data,
    vacancies_data,
    vacancy_data,
)
from ilojobs_app.web import islands
from ilojobs_app.web.islands import Island, PageRequest
from ilojobs_app.web.principal import Principal
from tests.factories.applications import letter_form, make_candidate, make_submitted
from tests.factories.vacancies import make_vacancy

Read = Callable[..., str]
LISTS = ["/", "/vacancies", "/categories/professional"]
NOTICE = "/vacancies/5001"
WORDS = {
    "fr": ("Candidature soumise le", "Voir ma candidature", "Postuler", "Reprendre mon brouillon"),
    "en": ("Application submitted on", "See my application", "Apply", "Continue my draft"),
}


@pytest.fixture
def read(session: Session, now: datetime) -> Read:
    """Read a page as somebody, or as a visitor."""

    def ask(
        address: str, who: Account | None = None, language: str = "fr", at: datetime = now
    ) -> str:
        found = islands.match(address)
        assert found
        route, parameters = found
        request = PageRequest(
            language=as_language(language),
            method="GET",
            path=address,
            parameters=parameters,
            query={},
            form={},
            principal=who and Principal(who.id or 0, 1, "Aïssata", "Diallo", who.email),
            browser="",
            address="",
            session=session,
            now=at,
        )
        with use_language(language):
            answer = route.handler(request)
        assert isinstance(answer, Island)
        return str(answer.html.unescape()).replace("\u00a0", " ")

    return ask


@pytest.fixture
def candidate(session: Session, now: datetime) -> Account:
    make_vacancy(session)
    return make_candidate(session, now)


def save_draft(session: Session, who: Account, now: datetime) -> None:
    service.save_letter_draft(
        session, account_id=who.id or 0, job_id=5001, form=letter_form(), now=now
    )


@contextmanager
def queries(session: Session) -> Iterator[list[str]]:
    seen: list[str] = []

    def note(_connection, _cursor, statement, *_rest):  # type: ignore[no-untyped-def]
        seen.append(statement)

    bind = session.get_bind()
    sa.event.listen(bind, "before_cursor_execute", note)
    yield seen
    sa.event.remove(bind, "before_cursor_execute", note)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("address", [*LISTS, NOTICE])
def test_a_submitted_application_is_said_and_led_to(
    session: Session, read: Read, candidate: Account, now: datetime, address: str, language: str
) -> None:
    number = make_submitted(session, candidate.id or 0, 5001, now)
    html = read(address, candidate, language)
    said, view, apply, _draft = WORDS[language]
    assert said in html
    assert view in html
    assert f'href="/{language}/applications/{number}"' in html
    assert f">{apply}</a>" not in html
    assert f"/{language}/apply/5001" not in html


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("address", [*LISTS, NOTICE])
def test_a_draft_is_gone_on_with(
    session: Session, read: Read, candidate: Account, now: datetime, address: str, language: str
) -> None:
    save_draft(session, candidate, now)
    html = read(address, candidate, language)
    _said, _view, apply, draft = WORDS[language]
    assert draft in html
    assert f'href="/{language}/apply/5001"' in html
    assert f">{apply}</a>" not in html


@pytest.mark.parametrize("address", [*LISTS, NOTICE])
def test_others_see_the_page_of_visitors(
    session: Session, read: Read, candidate: Account, now: datetime, address: str
) -> None:
    before = read(address)
    make_submitted(session, candidate.id or 0, 5001, now)
    stranger = make_candidate(session, now)
    assert read(address) == before
    for words in (*WORDS["fr"][:2], WORDS["fr"][3]):
        assert words not in read(address, stranger)


@pytest.mark.parametrize("address", LISTS)
def test_each_list_of_a_page_asks_once_and_for_visitors_not_at_all(
    session: Session, read: Read, candidate: Account, now: datetime, address: str
) -> None:
    for job_id in range(5002, 5008):
        make_vacancy(session, job_id=job_id)
    make_submitted(session, candidate.id or 0, 5001, now)
    # A category has its vacancies, and those that the alert of its form would have found.
    lists = 2 if "categories" in address else 1
    for who, times in ((candidate, lists), (None, 0)):
        with queries(session) as seen:
            read(address, who)
        assert len([one for one in seen if "FROM applications" in one]) == times


def test_a_closed_notice_leads_to_the_application(
    session: Session, read: Read, candidate: Account, now: datetime
) -> None:
    number = make_submitted(session, candidate.id or 0, 5001, now)
    late = now + timedelta(days=400)
    assert f'href="/fr/applications/{number}"' in read(NOTICE, candidate, at=late)
    assert "applications/" not in read(NOTICE, at=late)


def test_a_closed_notice_says_that_the_letter_of_a_draft_is_kept(
    session: Session, read: Read, candidate: Account, now: datetime
) -> None:
    save_draft(session, candidate, now)
    late = now + timedelta(days=400)
    assert "votre lettre est conservée" in read(NOTICE, candidate, at=late)
    assert "votre lettre est conservée" not in read(NOTICE, at=late)
