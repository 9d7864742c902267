"""Confidential values are in no state that is stored."""

import pickle
from typing import Any

import pytest
from reflex.state import BaseState
from reflex_base.registry import RegistrationContext

from ilojobs_app.ilojobs_app import app
from ilojobs_app.web.never_stored import without_token

PLANTED = "PLANTED-0f3a"
# What fills a form in, what another device has written, the letter and parts of it.
HELD = {"values", "conflicts", "written", "passages"}
# A country; two choices.
NOTHING_SECRET = {"ResidenceState", "NotificationsState"}


def states() -> list[type[BaseState]]:
    assert app
    found = RegistrationContext.get().base_states.values()
    return [
        state
        for state in found
        if HELD & set(state.get_fields()) and state.__name__ not in NOTHING_SECRET
    ]


def test_there_are_states_to_check() -> None:
    assert {state.__name__ for state in states()} >= {"StepState", "EntriesState"}


@pytest.mark.parametrize("kind", states(), ids=lambda kind: kind.__name__)
def test_what_fills_a_form_in_is_not_stored_with_the_state(kind: type[BaseState]) -> None:
    state = kind(_reflex_internal_init=True)  # type: ignore[call-arg]
    names = HELD & set(kind.get_fields())
    for name in names:
        setattr(state, name, PLANTED)
    assert {getattr(state, name) for name in names} == {PLANTED}
    stored = pickle.dumps(state)
    assert PLANTED.encode() not in stored
    again = pickle.loads(stored)
    assert {name: getattr(again, name) for name in names} == {
        name: kind.get_fields()[name].default_value() for name in names
    }


@pytest.mark.parametrize(
    "place",
    [
        {"pathname": "/fr/unsubscribe/secret", "asPath": "/fr/unsubscribe/secret?scope=all"},
        {
            "pathname": "/en/reset-password",
            "query": {"token": "secret"},
            "asPath": "/en/reset-password?token=secret",
        },
        {
            "pathname": "/fr/verify-email",
            "query": {"a": "1", "token": "secret"},
            "asPath": "/fr/verify-email?a=1&%74oken=secret",
        },
    ],
)
def test_secret_of_a_mailed_link_is_not_kept_with_the_page(place: dict[str, Any]) -> None:
    kept = without_token(place)
    assert "secret" not in str(kept)
    assert kept["asPath"].startswith(place["asPath"][:9])


def test_other_places_are_kept_as_they_are() -> None:
    place = {"pathname": "/fr/vacancies", "query": {"q": "é"}, "asPath": "/fr/vacancies?q=%C3%A9"}
    assert without_token(place) == place
