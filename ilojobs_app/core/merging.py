"""Two devices on one form: what one of them never saw, it does not replace (B4)."""

from collections.abc import Callable, Mapping
from typing import Any

# How each field of a form is read from what a page sends.
Readers = Mapping[str, Callable[[Any], Any]]

# A device sends what it last read and what it has sent since, newest last.
SEEN_AT_MOST = 10


def merge(
    readers: Readers, kept: Mapping[str, Any], typed: Mapping[str, Any], seen: Mapping[str, Any]
) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Put what was typed over what is kept, field by field.

    Args:
        kept: values of all these fields, as the readers give them.
        typed: new values of some of them, as they came.
        seen: `{field: [value, …]}`: what the device knows to be kept, or may be; a field that is
            not named is replaced whatever stands there.

    Returns:
        All values, and the names of those that were not replaced: another device kept something
        else there meanwhile.
    """
    merged, conflicts = dict(kept), []
    for name, read in readers.items():
        if name not in typed:
            continue
        value = read(typed[name])
        if name in seen and not _may_replace(read, kept[name], value, seen[name]):
            conflicts.append(name)
        else:
            merged[name] = value
    return merged, tuple(conflicts)


def _may_replace(read: Callable[[Any], Any], before: object, value: object, seen: object) -> bool:
    listed = seen[-SEEN_AT_MOST:] if isinstance(seen, list) else []
    known = [read(one) for one in listed]
    return before in (value, *known) or not (known or before)
