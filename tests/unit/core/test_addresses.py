"""E-mail addresses as they are pasted: what can never be part of one is dropped, the rest stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilojobs_app.core.addresses import address_key, bare_address, mailbox, read_address

WANTED = "awa.diop+ilo@example.org"
# Some of Unicode's Default_Ignorable_Code_Point, and all spaces that are no plain one.
NEVER = "\u00a0\u00ad\u034f\u061c\u180e\u200b\u200e\u200f\u202a\u202c\u202e\u202f\u2007\u2060\u2064\ufe0f\ufeff\U000e0041"


@given(st.lists(st.tuples(st.integers(0, len(WANTED)), st.sampled_from(NEVER)), max_size=6))
def test_what_shows_nothing_is_dropped_wherever_it_stands(extra: list[tuple[int, str]]) -> None:
    pasted = list(WANTED)
    for place, character in sorted(extra, reverse=True):
        pasted.insert(place, character)

    assert read_address("".join(pasted)) == WANTED
    assert address_key("".join(pasted)) == WANTED


@pytest.mark.parametrize(
    "pasted",
    [
        f" {WANTED}\r\n",
        f"<{WANTED}>",
        f"<{WANTED}>;",
        f"«\u00a0{WANTED}\u00a0».",
        f"“{WANTED}”,",
        f"'{WANTED}'",
        f"‘{WANTED}’",
        f"({WANTED})",
        f"mailto:{WANTED}",
        "<MAILTO:awa.diop%2Bilo@example.org?subject=Bonjour>",
        "awa.diop+ilo @ example . org",
        f"{WANTED}\u2028",
        f"{WANTED}\u3000",
        f"Awa Diop <{WANTED}>",
        f'"Diop, Awa" <{WANTED}>;',
        f"Awa Diop <mailto:{WANTED}>",
        f"Courriel\u00a0: {WANTED}",
        f"E-mail: {WANTED}.",
        f"•\t{WANTED}",
        f"– {WANTED}…",
        f"‹{WANTED}›",
        f"`{WANTED}`",
        f"*{WANTED}*",
        f"{{{WANTED}}}",
        f"{WANTED}/",
        WANTED.replace("@", "＠"),
        WANTED.replace("awa", "ａｗａ"),
    ],
)
def test_what_stands_around_a_pasted_address_is_dropped(pasted: str) -> None:
    assert read_address(pasted) == WANTED
    assert bare_address(pasted) == WANTED


@pytest.mark.parametrize(
    "typed",
    ["awa diop@example.org", "awa@exam ple.org", "awa@", "@", "a,b@c.org", "a@c.org, b@c.org"],
)
def test_what_only_its_writer_can_mend_is_refused(typed: str) -> None:
    assert read_address(typed) is None


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("o’brien@example.org", "o'brien@example.org"),
        ("jean‑paul@example.org", "jean-paul@example.org"),
        ("ﬁona@example.org", "fiona@example.org"),
    ],
)
def test_a_sign_that_a_word_processor_has_replaced_comes_back(typed: str, address: str) -> None:
    assert read_address(typed) == address


@pytest.mark.parametrize(
    "address", ["o'brien@example.org", "'quoted@example.org", "{a}@example.org"]
)
def test_a_sign_that_may_stand_in_an_address_stays(address: str) -> None:
    assert read_address(address) == address


@given(st.text(max_size=80))
def test_no_text_breaks_the_reading(text: str) -> None:
    found = read_address(text)
    assert bare_address(bare_address(text)) == bare_address(text) or found is None
    assert found is None or read_address(found) == found


def test_ten_megabytes_are_no_address() -> None:
    assert read_address("<" + "@" * 10_000_000) is None
    assert bare_address("<@" * 5_000_000).startswith("<@")


@pytest.mark.parametrize(
    ("typed", "box"),
    [
        ("Awa.Diop+ilo@Example.org", "awa.diop@example.org"),
        ("A.W.A.Diop+x+y@GMail.com", "awadiop@gmail.com"),
        ("a.wadiop@googlemail.com", "awadiop@gmail.com"),
        ("awa+ilo@exämple.org", "awa@xn--exmple-cua.org"),
        ("awa+ilo@XN--EXMPLE-CUA.org", "awa@xn--exmple-cua.org"),
        ("awa@sub.gmail.com", "awa@sub.gmail.com"),
        ("no address", "no address"),
    ],
)
def test_one_mailbox_has_one_name_for_limits(typed: str, box: str) -> None:
    assert mailbox(address_key(typed)) == box
