"""JSON that operators write: imports, lists, statements; refused in one sentence with its line."""

import codecs
import json
from collections import Counter
from typing import Any


class WrongJson(Exception):
    """A file is not JSON as it should be; the message says where and why, on one line."""


def read_json(content: bytes) -> Any:
    """Read JSON in UTF-8, with or without its mark, or in UTF-16 with it.

    Raises:
        WrongJson: it is not JSON, or a name stands twice in an object, of which JSON would keep
            the last one silently.
    """
    try:
        text = content.decode(encoding_of(content))
        return json.loads(text, object_pairs_hook=unique, parse_constant=_constant)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise WrongJson(f"line {line}: not UTF-8; save the file as UTF-8") from None
    except RecursionError:
        raise WrongJson("not JSON as described: nested too deeply") from None
    except ValueError as error:
        raise WrongJson(f"not JSON: {error}") from None


def encoding_of(start: bytes) -> str:
    """Give the encoding of a file by its first bytes."""
    is_wide = start[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    return "utf-16" if is_wide else "utf-8-sig"


def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Give an object of which no name stands twice.

    Raises:
        WrongJson: one does.
    """
    found = dict(pairs)
    if len(found) < len(pairs):
        times = Counter(name for name, _value in pairs)
        twice = ", ".join(name for name in found if times[name] > 1)
        known = next((name for name in ("job_id", "id", "code", "key") if name in found), None)
        whose = f" ({known} {found[known]})" if known else ""
        raise WrongJson(f"stands more than once in one object{whose}: {twice}")
    return found


def _constant(name: str) -> None:
    raise WrongJson(f"not JSON: {name} is no number")
