"""A log says what failed, of which kind and where; never what a candidate typed."""

import errno
import gc
import json
import logging as stdlib
import smtplib
import sys
import threading
import warnings
from collections.abc import Callable
from typing import Any

import pydantic
import pytest
import sqlalchemy as sa
import structlog
from structlog.contextvars import bound_contextvars

from ilojobs_app.core import logging
from ilojobs_app.core.db import make_engine
from ilojobs_app.core.settings import settings
from tests.logs import SECRET, Lines

log = structlog.get_logger(__name__)


class Telling(Exception):
    """An exception that shows what it holds in every way it can."""

    def __init__(self) -> None:
        super().__init__(SECRET)
        self.errno, self.smtp_code, self.sqlstate = SECRET, SECRET, SECRET[:10]
        self.sqlite_errorname = "Coulibaly"
        self.add_note(SECRET)

    def __repr__(self) -> str:
        return SECRET


class Person(pydantic.BaseModel):
    """What refuses a text by quoting it."""

    age: int


def unique_violation() -> None:
    """Have a database quote a row."""
    engine = make_engine("sqlite://")
    with engine.begin() as connection:
        connection.execute(sa.text("CREATE TABLE people (email TEXT UNIQUE)"))
        for _ in range(2):
            connection.execute(sa.text("INSERT INTO people VALUES (:email)"), {"email": SECRET})


def grouped() -> None:
    """Raise several at once."""
    raise ExceptionGroup(SECRET, [ValueError(SECRET), Telling()])


def chained() -> None:
    """Raise one because of another, while handling a third."""
    try:
        try:
            raise KeyError(SECRET)
        except KeyError:
            raise ValueError(SECRET)  # noqa: B904 - the context is meant
    except ValueError as error:
        raise RuntimeError(SECRET) from error


def raising(error: BaseException) -> Callable[[], None]:
    """Give a step that fails so."""

    def step() -> None:
        raise error

    return step


FAILURES: dict[str, Callable[[], Any]] = {
    "ValueError": raising(ValueError(SECRET)),
    "KeyError": raising(KeyError(SECRET)),
    f"{__name__}.Telling": raising(Telling()),
    "FileNotFoundError ENOENT": raising(FileNotFoundError(errno.ENOENT, "no file", SECRET)),
    "ConnectionRefusedError ECONNREFUSED": raising(
        ConnectionRefusedError(errno.ECONNREFUSED, SECRET)
    ),
    "smtplib.SMTPDataError 550": raising(smtplib.SMTPDataError(550, SECRET.encode())),
    "smtplib.SMTPRecipientsRefused": raising(
        smtplib.SMTPRecipientsRefused({SECRET: (550, SECRET.encode())})
    ),
    "UnicodeEncodeError": lambda: SECRET.encode("ascii"),
    "json.decoder.JSONDecodeError": lambda: json.loads(SECRET),
    "pydantic_core._pydantic_core.ValidationError": lambda: Person.model_validate({"age": SECRET}),
    "SyntaxError": lambda: compile(f"{SECRET} =", SECRET[:3], "exec"),
    "sqlalchemy.exc.IntegrityError": unique_violation,
    "ExceptionGroup": grouped,
    "RuntimeError": chained,
}


@pytest.mark.parametrize(("kind", "fail"), FAILURES.items(), ids=FAILURES)
@pytest.mark.parametrize("how", ["ours", "exc_info", "library", "library's text"])
def test_a_failure_says_kind_place_and_reference_and_nothing_typed(
    kind: str, fail: Callable[[], Any], how: str, lines: Lines
) -> None:
    library = stdlib.getLogger("reflex.some.part")
    try:
        fail()
    except Exception as error:
        if how == "ours":
            log.error("failed", error=error)
        elif how == "exc_info":
            log.exception("failed")
        elif how == "library":
            library.exception("failed with %s", SECRET)
        else:
            library.error(f"{error} {SECRET}", exc_info=error, extra={"seen": SECRET})
    (line,) = lines.read()
    assert line["kind"] == kind
    assert line["level"] == "error"
    assert len(line["reference"]) == 8
    assert any("test_logging.py:" in frame for frame in line["frames"])
    assert line["place"] == line["frames"][-1]


def test_what_led_to_a_failure_is_said_by_kind_and_place(
    lines: Lines,
) -> None:
    for fail in (chained, unique_violation, grouped):
        try:
            fail()
        except Exception as error:
            log.error("failed", error=error)
    causes = [line["causes"] for line in lines.read()]
    assert [cause.split(" at ")[0] for cause in causes[0]] == ["ValueError", "KeyError"]
    assert causes[1][0].startswith("sqlite3.IntegrityError SQLITE_CONSTRAINT_UNIQUE at ")
    assert [cause.split(" at ")[0] for cause in causes[2]] == ["ValueError", f"{__name__}.Telling"]


def test_libraries_say_where_and_only_those_that_speak_of_themselves_say_what(
    lines: Lines,
) -> None:
    for name in (
        "",
        "asyncio",
        "socketio.server",
        "engineio.server",
        "reflex_base.x",
        "sqlalchemy",
    ):
        stdlib.getLogger(name).warning("Event data: %s", SECRET)
    stdlib.getLogger("_granian").error("Unexpected exit from worker-1")
    stdlib.getLogger("_granian").error("Application callable raised an exception\n%s", SECRET)
    *withheld, granian, trace = lines.read()
    assert {line["event"] for line in [*withheld, trace]} == {"text withheld"}
    assert all(line["line"].startswith("test_logging.py:") for line in withheld)
    assert granian["event"] == "Unexpected exit from worker-1"


def test_warnings_and_what_nobody_caught_take_the_same_way(
    lines: Lines,
) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        stdlib.captureWarnings(True)
        warnings.warn(SECRET, stacklevel=1)
    error = ValueError(SECRET)
    sys.excepthook(ValueError, error, None)
    # pytest has a hook of its own in the place of this one while a test runs.
    threading.excepthook(
        threading.ExceptHookArgs((ValueError, ValueError(SECRET), None, threading.current_thread()))
    )
    warned, *uncaught = lines.read()
    assert (warned["event"], warned["logger"]) == ("text withheld", "py.warnings")
    assert [line["event"] for line in uncaught] == ["uncaught", "uncaught"]
    assert {line["kind"] for line in uncaught} == {"ValueError"}


class Falling:
    """What fails where nobody can catch it."""

    def __del__(self) -> None:
        raise ValueError(SECRET)


def test_what_nobody_can_catch_takes_the_same_way(lines: Lines) -> None:
    # pytest has a hook of its own in the place of this one while a test runs.
    kept, sys.unraisablehook = sys.unraisablehook, lines.unraisable
    Falling()
    gc.collect()
    sys.unraisablehook = kept
    (line,) = lines.read()
    assert (line["event"], line["kind"]) == ("uncaught", "ValueError")


def test_interruption_shows_nothing_of_what_was_at_work(lines: Lines) -> None:
    interrupted = KeyboardInterrupt()
    interrupted.__context__ = ValueError(SECRET)
    sys.excepthook(KeyboardInterrupt, interrupted, None)
    assert lines.read() == []


def test_record_whose_text_cannot_be_made_is_a_line_all_the_same(lines: Lines) -> None:
    # Straight to ours: pytest's own handler does not bear such a record.
    for name in ("engineio.server", "huey"):
        record = stdlib.LogRecord(name, stdlib.ERROR, "x.py", 1, "%d of %s", (SECRET,), None)
        logging.Bridge().handle(record)
    assert [line["event"] for line in lines.read()] == ["text withheld"] * 2


@pytest.mark.parametrize(
    ("format", "said"),
    [
        ("json", '{"level": "warning", "event": "PORT: 80"}'),
        ("", "ilojobs: PORT: 80"),
    ],
)
def test_what_the_operator_is_told_can_be_read_by_who_reads_the_log(
    format: str, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LOG_FORMAT", format)
    logging.tell("PORT: 80")
    assert capsys.readouterr().err == f"{said}\n"


def test_lines_of_one_request_carry_its_reference(
    lines: Lines,
) -> None:
    with bound_contextvars(reference="from-the-proxy"):
        log.info("something")
        log.error("failed", error=ValueError(SECRET))
        stdlib.getLogger("reflex").warning("of a library")
        assert logging.current_reference() == "from-the-proxy"
    assert {line["reference"] for line in lines.read()} == {"from-the-proxy"}


def test_text_is_the_default_and_one_line_an_event(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LOG_FORMAT", "")
    settings.cache_clear()
    logging.configure()
    try:
        log.error("failed", error=ValueError(f"two\nlines of {SECRET}"))
    finally:
        structlog.reset_defaults()
        stdlib.captureWarnings(False)
        sys.excepthook, threading.excepthook = sys.__excepthook__, threading.__excepthook__
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "level='error' event='failed' reference=" in said
    assert "kind='ValueError'" in said
    assert SECRET not in said


def test_unknown_format_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    from ilojobs_app import cli

    monkeypatch.setenv("LOG_FORMAT", "yaml")
    settings.cache_clear()
    with pytest.raises(SystemExit) as ended:
        cli.main(["settings"])
    assert ended.value.code == 2
