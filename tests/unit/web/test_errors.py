"""What forms send: any type may come; what a form flags again."""

from typing import Any

import pytest

from ilojobs_app.web.errors import ErrorView, changed_of, still_flagged

VALUES = {"city": "Dakar", "address": "12 rue des Manguiers"}


def test_only_what_was_typed_is_given() -> None:
    assert changed_of({"values": VALUES, "changed": ["city", "unknown"]}) == {"city": "Dakar"}


@pytest.mark.parametrize("changed", [None, "city", 3, {"city": 1}])
def test_a_form_that_does_not_say_changes_all(changed: Any) -> None:
    assert changed_of({"values": VALUES, "changed": changed}) == VALUES


@pytest.mark.parametrize("data", [None, [], "x", {}, {"values": []}, {"values": 1, "changed": []}])
def test_other_types_change_nothing(data: Any) -> None:
    assert changed_of(data) == {}


def test_names_of_another_type_are_left_out() -> None:
    assert changed_of({"values": VALUES, "changed": [["city"], {}, None]}) == {}


def test_only_flagged_fields_stay_flagged() -> None:
    before = [ErrorView("city", "a"), ErrorView("address", "b")]
    now = [ErrorView("city", "c"), ErrorView("phone_number", "d")]
    assert still_flagged(before, now) == [ErrorView("city", "c")]
