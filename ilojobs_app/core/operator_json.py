"""JSON that operators write: imports, lists, statements; refused in one sentence with its line."""

import codecs
import json
from collections import Counter
from collections.abc import Mapping
from typing import Any

TOO_LONG = "not JSON as described: a number is too long"
# Pydantic's own words for these name classes of Python.
_EXPECTED = {
    "model_type": "an object is expected",
    "model_attributes_type": "an object is expected",
}


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
        if "\0" in text:
            raise WrongJson("line 1: not UTF-8; save the file as UTF-8")
        return json.loads(text, object_pairs_hook=unique, parse_constant=_constant)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise WrongJson(f"line {line}: not UTF-8; save the file as UTF-8") from None
    except RecursionError:
        raise WrongJson("not JSON as described: nested too deeply") from None
    except json.JSONDecodeError as error:
        raise WrongJson(f"not JSON: {error}") from None
    except ValueError:
        raise WrongJson(TOO_LONG) from None


def fault(found: Mapping[str, Any]) -> str:
    """Word a fault that pydantic found, with its place: `vacancies[3].title.en: Field required`."""
    place = ""
    for part in found["loc"]:
        if part == "[key]":  # pydantic's sign for a name that is wrong itself
            continue
        place += f"[{part}]" if isinstance(part, int) else f".{part}"
    message = _EXPECTED.get(found["type"]) or found["msg"].removeprefix("Value error, ")
    return f"{place.lstrip('.') or 'file'}: {message}"


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
