"""What one device never saw, it does not replace, whatever the order of saves (B4)."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilojobs_app.core.merging import merge
from ilojobs_app.profile.cleaning import readers
from ilojobs_app.profile.fields import Field, Kind
from ilojobs_app.web.errors import seen_of

FIELDS = readers(
    (
        Field("city", "Ville"),
        Field("duties", "Tâches", Kind.LONG_TEXT, limit=2000),
        Field("current", "Actuel", Kind.CHECKBOX),
    )
)
NOTHING = {"city": "", "duties": "", "current": False}

texts = st.text(alphabet="ab é\n", max_size=3)
# Each turn: one of two devices types a text; then the line loses the save, the answer or neither.
turns = st.lists(st.tuples(st.sampled_from("AB"), texts, st.sampled_from(["", "save", "answer"])))


class Device:
    """What a browser keeps of one field."""

    def __init__(self) -> None:
        self.seen: list[Any] = [""]

    def save(self, kept: dict[str, Any], text: str, lost: str) -> tuple[dict[str, Any], bool]:
        before = list(self.seen)
        self.seen.append(text)
        if lost == "save":
            return kept, False
        kept, conflicts = merge(FIELDS, kept, {"city": text}, {"city": before[-10:]})
        if lost == "answer":
            return kept, bool(conflicts)
        if conflicts:
            self.seen = before
        else:
            self.seen = [text]
        return kept, bool(conflicts)


@given(st.lists(st.tuples(texts, st.sampled_from(["", "save", "answer"])), max_size=8))
def test_one_device_alone_is_never_asked_to_choose(moves: list[tuple[str, str]]) -> None:
    kept, device = dict(NOTHING), Device()
    for text, lost in moves:
        kept, is_conflict = device.save(kept, text, lost)
        assert not is_conflict


@given(turns)
def test_a_value_that_a_device_never_knew_is_not_replaced(
    moves: list[tuple[str, str, str]],
) -> None:
    kept, devices = dict(NOTHING), {"A": Device(), "B": Device()}
    for name, text, lost in moves:
        device, before = devices[name], kept["city"]
        known = [" ".join(one.split()) for one in device.seen]
        kept, is_conflict = device.save(kept, text, lost)
        assert kept["city"] == before or before in known
        assert not is_conflict or kept["city"] == before


@given(texts, texts, texts)
def test_who_has_seen_the_other_value_may_replace_it(base: str, theirs: str, mine: str) -> None:
    kept, _none = merge(FIELDS, NOTHING, {"duties": theirs}, {})
    _kept, conflicts = merge(FIELDS, kept, {"duties": mine}, {"duties": [base]})
    chosen, rest = merge(FIELDS, kept, {"duties": mine}, {"duties": [kept["duties"]]})
    assert rest == ()
    assert conflicts in ((), ("duties",))
    again, _none = merge(FIELDS, NOTHING, {"duties": mine}, {})
    assert chosen["duties"] == again["duties"]


def test_fields_are_merged_apart() -> None:
    kept = {"city": "Thiès", "duties": "Autre.", "current": False}
    typed = {"city": "Dakar", "duties": "Mienne.", "current": True, "unknown": "x"}
    merged, conflicts = merge(FIELDS, kept, typed, {"city": ["Thiès"], "duties": ["Avant."]})
    assert merged == {"city": "Dakar", "duties": "Autre.", "current": True}
    assert conflicts == ("duties",)


def test_what_was_typed_before_anything_was_read_does_not_replace_it() -> None:
    assert merge(FIELDS, NOTHING, {"city": "Dakar"}, {"city": []})[1] == ()
    assert merge(FIELDS, {**NOTHING, "city": "Thiès"}, {"city": "Dakar"}, {"city": []})[1] == (
        "city",
    )


@pytest.mark.parametrize("bases", [None, [], "x", {"city": "x"}, {"city": {}}])
def test_what_a_form_says_wrongly_is_not_heard(bases: object) -> None:
    assert seen_of({"bases": bases}) == {}
    assert seen_of(bases) == {}
