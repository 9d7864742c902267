"""Where one may be sent after signing in."""

import pytest

from ilojobs_app.core.i18n import use_language
from ilojobs_app.web.addresses import TARGET_MAX, local_target, onward, token_of, without_tail


@pytest.mark.parametrize(
    "wanted",
    ["/fr/profile", "/en", "/fr/apply/12", "/en/vacancies?q=a+b&category=P", "/fr?x=%C3%A9"],
)
def test_our_own_addresses_are_kept(wanted):
    with use_language(wanted[1:3]):
        assert local_target(wanted) == wanted


def test_who_changed_the_language_on_the_way_arrives_in_the_new_one():
    with use_language("en"):
        assert local_target("/fr/apply/12?x=/fr") == "/en/apply/12?x=/fr"
        assert local_target("/fr") == "/en"


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
        "/fr/" + "a" * TARGET_MAX,
        "https:/fr/profile",
        "%2F%2Fevil.example",
        "/fr//@evil.example",
        "/fr/profile#@evil.example",
    ],
)
def test_anything_else_leads_to_the_profile(wanted):
    assert local_target(wanted) == "/profile"


def test_only_another_place_than_the_profile_is_carried_along():
    assert onward("/register", local_target("")) == "/register"
    assert onward("/register", "/fr/apply/12") == "/register?next=%2Ffr%2Fapply%2F12"
    assert (
        onward("/sign-in?reset=1", "/fr?q=a&b=c") == "/sign-in?reset=1&next=%2Ffr%3Fq%3Da%26b%3Dc"
    )


@pytest.mark.parametrize(
    "tail",
    [
        *")].,;:!?»”’›…*|`'\"&=+~$^([{\u00a0\u202f\u2007\u200b\u2060\ufeff\u200e—–。，）،؛।/%",
        "%29",
        ").",
        "&quot;",
        "<br>",
        " et",
        "\u00a0».",
    ],
)
@pytest.mark.parametrize("path", ["/vacancies/1001", "/faq", "/unsubscribe/Ab-_9-", "/"])
def test_what_stands_behind_a_link_is_no_part_of_it(path, tail):
    assert without_tail(path + tail) == path


@pytest.mark.parametrize("tail", ["", ".", ">", ")", "%29", " ", "\u00a0»", "&quot;", "="])
def test_what_stands_behind_a_mailed_link_is_no_part_of_its_token(tail):
    assert token_of("Ab-_9-" + tail) == "Ab-_9-"
