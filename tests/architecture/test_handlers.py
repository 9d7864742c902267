"""Every handler that a browser could call declares who may call it."""

import pytest
from reflex_base.registry import RegistrationContext

from ilojobs_app.ilojobs_app import app
from ilojobs_app.web.policies import FRAMEWORK_STATES, policy_of

# States of Reflex itself: the middleware lets only its FRAMEWORK_HANDLERS through.
OF_REFLEX = ("reflex___",)


def own_handlers() -> list[str]:
    """Give the full names of the product's handlers."""
    assert app
    names = RegistrationContext.get().event_handlers
    return sorted(name for name in names if not name.split(".")[-2].startswith(OF_REFLEX))


def test_there_are_handlers_to_check() -> None:
    assert own_handlers()


@pytest.mark.parametrize("name", own_handlers())
def test_handler_declares_its_policy_or_cannot_be_called(name: str) -> None:
    if name.endswith(".setvar"):
        assert policy_of(name) is None
    else:
        assert policy_of(name) is not None, f"{name}: add @public or @candidate"


def test_reflex_own_handlers_are_closed_but_for_those_it_needs_to_connect() -> None:
    names = RegistrationContext.get().event_handlers
    open_ones = {name for name in names if name not in own_handlers() and policy_of(name)}
    assert all(name.split(".")[-2].startswith(FRAMEWORK_STATES) for name in open_ones)
    assert not any(name.endswith(".setvar") for name in open_ones)
