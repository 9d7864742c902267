"""The wait grows, and has an end."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilojobs_app.accounts.throttles import (
    CONFIRM_BY_MAIL,
    REGISTER_FROM_NETWORK,
    RESET_BY_MAIL,
    RESET_FROM_NETWORK,
    SIGN_IN_FROM_ANYWHERE,
    SIGN_IN_FROM_NETWORK,
    SIGN_IN_TO_ACCOUNT,
    TooManyTries,
)

LIMITS = [
    SIGN_IN_TO_ACCOUNT,
    SIGN_IN_FROM_NETWORK,
    SIGN_IN_FROM_ANYWHERE,
    RESET_FROM_NETWORK,
    REGISTER_FROM_NETWORK,
    CONFIRM_BY_MAIL,
    RESET_BY_MAIL,
]


@pytest.mark.parametrize("limit", LIMITS)
@given(tries=st.integers(0, 100_000))
def test_never_shorter_after_one_more_try(limit, tries):
    assert limit.wait_after(tries) <= limit.wait_after(tries + 1) <= limit.longest_wait
    assert (limit.wait_after(tries) > timedelta()) == (tries >= limit.free)


def test_waits_to_an_account_double():
    seconds = [SIGN_IN_TO_ACCOUNT.wait_after(n).total_seconds() for n in range(4, 11)]
    assert seconds == [0, 30, 60, 120, 240, 480, 900]


def test_the_wait_is_worded_in_minutes_when_it_is_long():
    assert "59" in TooManyTries(59).message()
    assert "2" in TooManyTries(61).message()
