"""The profile as it is read, in both languages."""

from datetime import date, datetime

import pytest
from sqlmodel import Session

from ilojobs_app.core.i18n import use_language
from ilojobs_app.institutions.models import (
    Institution,
    InstitutionLoad,
    InstitutionName,
    NameKind,
    Status,
)
from ilojobs_app.profile import service
from ilojobs_app.profile.degrees import Standing, words
from ilojobs_app.profile.fields import StepData
from ilojobs_app.profile.summary import duration, summary
from ilojobs_app.profile.views import SummarySection
from tests.factories.accounts import make_account
from tests.factories.profile import (
    NEEDS,
    complete_steps,
    degree,
    make_complete_profile,
    personal,
    post,
)

TODAY = date(2026, 11, 22)
GENEVA = 12


def plain(text: str) -> str:
    return text.replace("’", "'").replace("\u00a0", " ")


@pytest.fixture
def geneva(session: Session, now: datetime) -> int:
    """Give the id of a listed institution with a name in each language."""
    session.add(
        InstitutionLoad(
            id=1, source="test", digest="0" * 64, started_at=now, switched_at=now, is_current=True
        )
    )
    session.add(
        Institution(id=GENEVA, country="CH", city="Genève", status=Status.LISTED, source="test")
    )
    session.flush()
    for position, (language, name) in enumerate(
        [("fr", "Université de Genève"), ("en", "University of Geneva")]
    ):
        session.add(
            InstitutionName(
                generation=1,
                institution_id=GENEVA,
                position=position,
                kind=NameKind.LABEL,
                language=language,
                name=name,
                folded=name.casefold(),
            )
        )
    session.flush()
    return GENEVA


def read(session: Session, language: str = "fr", **changes: StepData) -> dict[str, SummarySection]:
    sections = summary(session, data=complete_steps(**changes), language=language, today=TODAY)
    return {section.slug: section for section in sections}


def answers(section: SummarySection) -> dict[str, str]:
    return {row.field: plain(row.value) for row in section.rows}


def test_answers_are_worded(session: Session) -> None:
    found = answers(read(session)["personal"])

    assert found["birth_date"] == "31 mai 1990"
    assert found["nationality_1"] == "Sénégal"
    assert found["phone"] == "+221 77 123 45 67"
    assert found["gender"] == "Femme"
    assert "former_names" not in found
    assert "relative_name" not in found


def test_answers_follow_the_language(session: Session) -> None:
    found = answers(read(session, "en")["personal"])

    assert found["birth_date"] == "31 May 1990"
    assert found["nationality_1"] == "Senegal"
    assert found["gender"] == "Woman"


def test_what_is_missing_stays_with_nothing_in_it(session: Session) -> None:
    found = answers(read(session, personal=personal(city="", birth_date="hier"))["personal"])

    assert found["city"] == ""
    assert found["birth_date"] == "hier"


def test_posts_have_place_period_and_duration(session: Session) -> None:
    entry = read(session)["experience"].entries[0]

    assert entry.title == "Chargée de programme, protection sociale"
    assert [plain(detail) for detail in entry.details] == [
        "Réseau ouest-africain des mutuelles de santé, Dakar, Sénégal",
        "mars 2017 – août 2021",
        "4 ans 6 mois",
    ]


def test_a_current_post_is_said_to_last(session: Session) -> None:
    posts = [post(start="2026-01", end="", current=True)]
    entry = read(session, experience={"posts": posts})["experience"].entries[0]

    assert plain(entry.details[1]).endswith("janvier 2026")
    assert "end" not in {row.field for row in entry.rows}


def test_no_experience_shows_no_posts(session: Session) -> None:
    section = read(session, experience={"no_experience": True, "posts": [post()]})["experience"]

    assert list(answers(section)) == ["no_experience"]
    assert section.entries == ()


@pytest.mark.parametrize(
    ("language", "name"),
    [("fr", "Université de Genève, Genève"), ("en", "University of Geneva, Geneva")],
)
def test_institutions_are_named_in_the_language(
    session: Session, geneva: int, language: str, name: str
) -> None:
    chosen = degree(country="CH", institution=str(geneva))
    entry = read(session, language, education={"degrees": [chosen]})["education"].entries[0]

    assert entry.details[0].startswith(name)
    with use_language(language):
        assert entry.details[-1] == words(Standing.ADVANCED)


def test_others_is_named_by_its_details_and_stays_to_be_verified(session: Session) -> None:
    entry = read(session)["education"].entries[0]

    assert plain(entry.details[0]) == "Institut de la protection sociale, Dakar, Sénégal"
    assert entry.details[-1] == words(Standing.TO_BE_VERIFIED)


def test_a_listed_institution_is_accepted_in_its_country_only(
    session: Session, geneva: int, now: datetime
) -> None:
    for country, wrong in (("CH", []), ("FR", ["institution"])):
        entry = degree(country=country, institution=str(geneva))
        errors = service.check_entry(session, slug="education", entry=entry, now=now)
        assert [error.field for error in errors] == wrong


def test_the_copy_for_an_application_is_read_without_needs(session: Session, now: datetime) -> None:
    account_id = make_account(session).id
    assert account_id is not None
    make_complete_profile(session, account_id, now)
    copy = service.complete_profile(session, account_id=account_id)
    assert copy is not None

    as_read = str(summary(session, data=copy.data, language="fr", today=TODAY))
    assert NEEDS not in as_read
    own = service.current_data(session, account_id=account_id)
    assert NEEDS in str(summary(session, data=own, language="fr", today=TODAY))


@pytest.mark.parametrize(
    ("months", "text"),
    [(0, "0 mois"), (1, "1 mois"), (12, "1 an"), (54, "4 ans 6 mois")],
)
def test_durations_are_worded(months: int, text: str) -> None:
    assert plain(duration(months)) == text
