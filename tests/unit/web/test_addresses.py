"""Where one may be sent after signing in."""

import pytest

from ilojobs_app.pages.sign_in_data import local_target


@pytest.mark.parametrize(
    "wanted",
    ["/fr/profile", "/en", "/fr/apply/12", "/en/vacancies?q=a+b&category=P", "/fr?x=%C3%A9"],
)
def test_our_own_addresses_are_kept(wanted):
    assert local_target(wanted) == wanted


@pytest.mark.parametrize(
    "wanted",
    [
        "",
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "/fr\\evil.example",
        "/fr@evil.example",
        "/france.example",
        "/fr/profile\r\nSet-Cookie: a=b",
        "/de/profile",
        "javascript:alert(1)",
        "/fr/sign-in?next=/fr/sign-in",
        "/fr/" + "a\u2028",
    ],
)
def test_anything_else_leads_to_the_profile(wanted):
    assert local_target(wanted) == "/profile"
