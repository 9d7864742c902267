"""Two devices on one draft: what one of them never saw, it does not replace (B4)."""

from collections.abc import Mapping

from ilojobs_app.profile.cleaning import clean_value
from ilojobs_app.profile.fields import Field, StepData, Values

# A device sends what it last read and what it has sent since, newest last.
SEEN_AT_MOST = 10


def merge(
    fields: tuple[Field, ...], kept: Values, typed: Values, seen: Values
) -> tuple[StepData, tuple[str, ...]]:
    """Put what was typed over what is kept, field by field.

    Args:
        kept: cleaned values of all these fields.
        typed: new values of some of them, as they came.
        seen: `{field: [value, …]}`: what the device knows to be kept, or may be; a field that is
            not named is replaced whatever stands there.

    Returns:
        All values, and the names of those that were not replaced: another device kept something
        else there meanwhile.
    """
    merged, conflicts = dict(kept), []
    for field in fields:
        for key in field.keys:
            if key not in typed:
                continue
            value = clean_value(field, typed[key])
            if key in seen and not _may_replace(field, kept[key], value, seen[key]):
                conflicts.append(key)
            else:
                merged[key] = value
    return merged, tuple(conflicts)


def _may_replace(field: Field, before: object, value: object, seen: object) -> bool:
    listed = seen[-SEEN_AT_MOST:] if isinstance(seen, list) else []
    known = [clean_value(field, one) for one in listed]
    return before in (value, *known) or not (known or before)


def seen_of(data: object) -> StepData:
    """Give what a form's `{…, bases}` says of the values that it knows; nothing else in it."""
    bases = data.get("bases") if isinstance(data, Mapping) else None
    if not isinstance(bases, Mapping):
        return {}
    return {name: seen for name, seen in bases.items() if isinstance(seen, list)}
