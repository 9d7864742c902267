"""R4: country, then statement, then acceptance; a change of country cancels."""

import pickle
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilojobs_app.consent.service import ConsentOutOfOrder, accept, check, open_statement
from tests.conftest import NOON

LATER = NOON + timedelta(minutes=1)


def test_in_order_it_counts():
    acceptance = accept(open_statement("SN", "en_GB", NOON), "SN", LATER)
    assert check(acceptance, "SN", LATER) is acceptance
    reading = acceptance.reading
    assert (reading.country, reading.statement_key, reading.language) == ("SN", "default", "en")
    assert (reading.opened_at, acceptance.accepted_at) == (NOON, LATER)


@pytest.mark.parametrize("country", ["", "XX", "sn", "- Sélectionner -", "S" * 10_000])
def test_without_a_country_nothing_opens(country):
    with pytest.raises(ConsentOutOfOrder):
        open_statement(country, "fr", NOON)


def test_without_opening_nothing_is_accepted():
    with pytest.raises(ConsentOutOfOrder):
        accept(None, "SN", NOON)
    with pytest.raises(ConsentOutOfOrder):
        check(None, "SN", NOON)


@given(
    opened=st.sampled_from(["SN", "CH", "FR", "ML"]),
    final=st.sampled_from(["SN", "CH", "FR", "ML"]),
)
def test_a_change_of_country_cancels_even_between_countries_of_one_text(opened, final):
    reading = open_statement(opened, "fr", NOON)
    acceptance = accept(reading, opened, LATER)
    if opened == final:
        assert check(acceptance, final, LATER)
        return
    with pytest.raises(ConsentOutOfOrder):
        accept(reading, final, LATER)
    with pytest.raises(ConsentOutOfOrder):
        check(acceptance, final, LATER)


def test_a_forged_reading_does_not_count():
    reading = open_statement("SN", "fr", NOON)
    for forged in (
        replace(reading, digest="0" * 64),
        replace(reading, country="CH"),
        replace(reading, opened_at=LATER + timedelta(days=1)),
    ):
        with pytest.raises(ConsentOutOfOrder):
            accept(forged, forged.country, LATER)


def test_accepting_before_opening_does_not_count():
    acceptance = accept(open_statement("SN", "fr", NOON), "SN", LATER)
    with pytest.raises(ConsentOutOfOrder):
        check(replace(acceptance, accepted_at=NOON - timedelta(minutes=1)), "SN", LATER)


def test_values_survive_a_pickle():
    acceptance = accept(open_statement("SN", "fr", NOON), "SN", LATER)
    assert pickle.loads(pickle.dumps(acceptance)) == acceptance
