"""What is asked of a password."""

import threading

import pytest
from passlib.hash import argon2

from ilojobs_app.accounts import passwords
from ilojobs_app.accounts.passwords import (
    PasswordKnown,
    PasswordTooLong,
    PasswordTooShort,
    check_password,
    hash_password,
    verify_password,
)

NAMES = ("Aïssata", "Diallo", "aissata.diallo@example.org")


@pytest.mark.parametrize(
    "password",
    [
        "rivière calme 27 novembre",
        "philosophie de bureau",
        "mot de passe long",
        "кошка под дождём 4",
        "xK9#mP2$vL5@",
    ],
)
def test_a_long_and_uncommon_one_is_accepted(password):
    check_password(password, NAMES)


@pytest.mark.parametrize(
    "password",
    [
        "password1234",
        "qwertyuiop12",
        "azertyuiop12",
        "aaaaaaaaaaaaaaaa",
        "123456789012",
        "motdepasse123",
        "Motdepasse2025!",
        "jetaimemonamour",
        "administrateur",
        "passwordpassword",
        "AissataDiallo",
        "Aïssata Diallo",
        "diallo.aissata1",
        "aissata.diallo@example.org",
        "Diallo 19870512",
        "ILOJobs2026!!",
        "!!2026-ILO.Jobs",
        "ilojobs20262027",
        "Bureau international du Travail 2026",
        "InternationalLabourOffice",
    ],
)
def test_a_known_one_is_refused(password):
    with pytest.raises(PasswordKnown):
        check_password(password, NAMES)


def test_limits_count_characters():
    with pytest.raises(PasswordTooShort):
        check_password("é" * 11, NAMES)
    with pytest.raises(PasswordTooLong) as refused:
        check_password("rivière calme " * 1000, NAMES)
    assert refused.value.excess == 14_000 - 200


def test_digest_is_argon2id_with_the_chosen_cost():
    stored = hash_password("rivière calme 27 novembre")
    assert stored.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert argon2.verify("rivière calme 27 novembre", stored)


def test_composed_and_decomposed_letters_are_the_same_password():
    stored = hash_password("rivi\u00e8re calme 27 novembre")
    assert verify_password("rivie\u0300re calme 27 novembre", stored)
    assert not verify_password("riviere calme 27 novembre", stored)


@pytest.mark.parametrize("given", ["", "x" * 10_000, "a\0b", "\ud800"])
def test_strange_input_is_only_wrong(given):
    assert not verify_password(given, hash_password("rivière calme 27 novembre"))


def test_without_a_digest_nothing_matches():
    assert not verify_password("nobody's password", None)


def test_personal_words_of_one_check_do_not_reach_another():
    failures = []

    def check(name: str) -> None:
        try:
            for _ in range(10):
                check_password("zanzibarquokka77", (name,))
        except PasswordKnown:
            failures.append(name)

    threads = [threading.Thread(target=check, args=(f"personne{n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    assert passwords.SCORE_MIN == 3
