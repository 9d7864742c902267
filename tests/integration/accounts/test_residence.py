"""Another country of residence (R4): only after its statement was opened and accepted."""

from datetime import datetime, timedelta

import pytest
from sqlmodel import Session, select

from ilojobs_app.accounts.models import Account
from ilojobs_app.accounts.residence import change_country, country_of
from ilojobs_app.consent.models import Choice, Consent
from ilojobs_app.consent.service import Acceptance, accept, open_statement
from ilojobs_app.core.errors import Invalid, NotFound
from ilojobs_app.profile import service as profile
from tests.factories.accounts import make_account
from tests.factories.profile import make_complete_profile


@pytest.fixture
def account(session: Session) -> Account:
    return make_account(session, country="SN")


def accepted(country: str, now: datetime, language: str = "fr") -> Acceptance:
    return accept(open_statement(country, language, now), country, now)


def refused(session: Session, account: Account, now: datetime, country: str, acceptance) -> list:
    with pytest.raises(Invalid) as error:
        change_country(
            session, account_id=account.id, country=country, acceptance=acceptance, now=now
        )
    session.flush()
    session.refresh(account)
    assert account.country == "SN"
    assert session.exec(select(Consent)).all() == []
    return [each.field for each in error.value.errors]


def test_the_country_changes_with_its_proof(session, account, now):
    other = make_account(session, country="SN")
    later = now + timedelta(minutes=5)
    change_country(
        session,
        account_id=account.id,
        country="FR",
        acceptance=accepted("FR", now, "en"),
        now=later,
    )
    session.flush()
    session.expire_all()
    assert country_of(session, account_id=account.id) == "FR"
    assert country_of(session, account_id=other.id) == "SN"
    [proof] = session.exec(select(Consent)).all()
    assert (proof.account_id, proof.choice) == (account.id, Choice.ACCEPTED)
    assert (proof.country, proof.language) == ("FR", "en")
    assert (proof.statement_version, proof.opened_at, proof.chosen_at) == ("1.0", now, now)


def test_without_acceptance_nothing_changes(session, account, now):
    assert refused(session, account, now, "FR", None) == ["consent"]


@pytest.mark.parametrize("country", ["CI", "", "XX"])
def test_acceptance_counts_for_its_country_only(session, account, now, country):
    assert refused(session, account, now, country, accepted("FR", now)) == ["consent"]


def test_acceptance_from_the_future_does_not_count(session, account, now):
    ahead = accepted("FR", now + timedelta(seconds=1))
    assert refused(session, account, now, "FR", ahead) == ["consent"]


def test_the_same_country_changes_nothing(session, account, now):
    assert refused(session, account, now, "SN", accepted("SN", now)) == ["country"]


def test_an_account_that_is_gone_is_said_so(session, now):
    with pytest.raises(NotFound):
        change_country(
            session, account_id=987654, country="FR", acceptance=accepted("FR", now), now=now
        )


def test_a_saved_profile_stays_complete_and_follows(session, account, now):
    make_complete_profile(session, account.id, now)
    change_country(
        session, account_id=account.id, country="FR", acceptance=accepted("FR", now), now=now
    )
    session.flush()
    copy = profile.complete_profile(session, account_id=account.id)
    assert copy is not None
    assert copy.data["personal"]["residence_country"] == "FR"
    view = profile.load_step(session, account_id=account.id, slug="personal")
    assert view.data["residence_country"] == "FR"
