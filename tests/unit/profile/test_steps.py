"""The schema: every field can be shown, checked and read."""

from collections.abc import Iterator

import pytest

from ilojobs_app.core import lists
from ilojobs_app.core.errors import NotFound
from ilojobs_app.profile.fields import KEY, Field, Kind
from ilojobs_app.profile.steps import STEPS, step


def groups() -> Iterator[tuple[str, tuple[Field, ...]]]:
    for one in STEPS:
        yield one.slug, one.fields
        if one.entries:
            yield f"{one.slug}.{one.entries.name}", one.entries.fields


GROUPS = dict(groups())
FIELDS = [pytest.param(f, id=f"{group}.{f.name}") for group, fs in GROUPS.items() for f in fs]


@pytest.mark.parametrize("field", FIELDS)
def test_a_field_says_all_that_its_kind_needs(field: Field) -> None:
    assert field.label
    if field.required and field.kind is not Kind.PHONE:
        assert field.missing
    if field.kind in (Kind.TEXT, Kind.LONG_TEXT, Kind.PHONE):
        assert field.limit
    if field.kind in (Kind.SELECT, Kind.PHONE):
        assert lists.options(field.options)


@pytest.mark.parametrize("group", GROUPS)
def test_names_are_used_once_and_conditions_name_a_neighbour(group: str) -> None:
    keys = [key for field in GROUPS[group] for key in field.keys]

    assert len(keys) == len(set(keys))
    assert KEY not in keys
    for field in GROUPS[group]:
        assert field.when is None or field.when.field in keys


@pytest.mark.parametrize("one", [s for s in STEPS if s.entries], ids=lambda s: s.slug)
def test_entries_name_their_own_fields(one: object) -> None:
    entries = one.entries  # type: ignore[attr-defined]
    names = {field.name for field in entries.fields}

    assert set(entries.heading) <= names
    if entries.period:
        assert {*entries.period, entries.current} <= names


def test_an_unknown_step_is_not_found() -> None:
    assert step("personal").slug == "personal"
    with pytest.raises(NotFound):
        step("../personal")
