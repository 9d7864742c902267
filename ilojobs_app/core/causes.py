"""What an exception may say in a log: what kind it is and where it arose, never its text.

A message may quote what a candidate typed, an address, a row. Kinds, places and the codes that
databases, systems and mail servers give are the program's own.
"""

import errno
import re
import traceback
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any

from ilojobs_app.core.settings import ROOT

FRAMES_MAX = 30
CAUSES_MAX = 10
_PACKAGES = "site-packages/"
_OWN = "ilojobs_app/"
# Of PostgreSQL, of SQLite, of a mail server; nothing else passes for a code.
_CODE = re.compile(r"[0-9A-Z]{5}|SQLITE_[A-Z_]+|[0-9]{3}", re.ASCII)


def described(error: BaseException) -> dict[str, Any]:
    """Give the fields of a log line: `kind`, `place`, `frames`, and `causes` where there are any.

    `place` is the innermost one of the product's own, where there is one.
    """
    frames = _frames(error.__traceback__)
    own = [frame for frame in frames if frame.startswith(_OWN)]
    place = (own or frames or ["unknown"])[-1]
    fields: dict[str, Any] = {"kind": _kind(error), "place": place, "frames": frames}
    causes = [_in_short(cause) for cause in _behind(error)][:CAUSES_MAX]
    return {**fields, "causes": causes} if causes else fields


def _behind(error: BaseException) -> Iterator[BaseException]:
    """Give what led to an error, nearest first: its causes, and what a group of errors holds."""
    seen, waiting = {id(error)}, [error]
    while waiting:
        found = waiting.pop(0)
        members = found.exceptions if isinstance(found, BaseExceptionGroup) else ()
        context = None if found.__suppress_context__ else found.__context__
        for cause in (found.__cause__ or context, *members):
            if cause is not None and id(cause) not in seen:
                seen.add(id(cause))
                waiting.append(cause)
                yield cause


def _in_short(error: BaseException) -> str:
    frames = _frames(error.__traceback__)
    return f"{_kind(error)} at {frames[-1]}" if frames else _kind(error)


def _kind(error: BaseException) -> str:
    """Give the type, and the code of a database, system or mail server: `OperationalError 57P01`."""
    kind = type(error)
    module = "" if kind.__module__ in {"builtins", "__main__"} else f"{kind.__module__}."
    codes = (_code(error, name) for name in ("sqlstate", "sqlite_errorname", "smtp_code", "errno"))
    return " ".join([f"{module}{kind.__qualname__}", *filter(None, codes)])


def _code(error: BaseException, name: str) -> str:
    value = getattr(error, name, None)
    if name == "errno":
        return errno.errorcode.get(value, "") if isinstance(value, int) else ""
    return str(value) if _CODE.fullmatch(str(value)) else ""


def _frames(trace: TracebackType | None) -> list[str]:
    """Give the places of a trace, outermost first: `ilojobs_app/web/transact.py:45 run`."""
    steps = traceback.walk_tb(trace)
    found = [
        f"{_short(frame.f_code.co_filename)}:{line} {frame.f_code.co_name}" for frame, line in steps
    ]
    return found[-FRAMES_MAX:]


def _short(file: str) -> str:
    if _PACKAGES in file:
        return file.rpartition(_PACKAGES)[2]
    path = Path(file)
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else path.name
