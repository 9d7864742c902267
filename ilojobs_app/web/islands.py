"""Pages that show data: the server writes their HTML, the Reflex frame around them stays.

A page module registers a function for its path; the site layer (`web/site.py`) calls it in a
thread, inside a transaction, under the language of the address, and puts the result into the
prerendered frame. After a navigation in the browser the same function answers a fetch.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from markupsafe import Markup
from sqlmodel import Session

from ilojobs_app.core.i18n import Language
from ilojobs_app.web.principal import Principal
from ilojobs_app.web.transact import run


@dataclass(frozen=True)
class PageRequest:
    """What an island may know of the request.

    Args:
        path: address after the language, for example `/vacancies/12`.
        parameters: values of the names in the registered path.
        query: the last value of each query parameter.
        form: the fields of a native form POST, without its owner; empty on GET.
        browser: hash of the browser's own cookie, which says nothing about the account.
        address: the client's network address, for throttles only.
        session: a transaction (read-only on GET).
        run: calls `verb(session, **arguments, now=…)` in a transaction of its own, for a handler
            that hashes a password: it leaves `session` alone, which begins with its first use.
    """

    language: Language
    method: str
    path: str
    parameters: Mapping[str, str]
    query: Mapping[str, str]
    form: Mapping[str, str]
    principal: Principal | None
    browser: str
    address: str
    session: Session
    now: datetime
    run: Callable[..., Any] = run


@dataclass(frozen=True)
class Island:
    """The part of a page between masthead and footer, and what its head says.

    Args:
        title: shown before « – ILO Jobs »; empty keeps the frame's own.
        index: whether search engines may list the page.
        json_ld: a schema.org object.
        retry_after: seconds after which a refusal for now (429, 503) is worth another try.
    """

    html: Markup
    title: str = ""
    description: str = ""
    status: int = 200
    index: bool = True
    json_ld: Mapping[str, Any] | None = None
    retry_after: int = 0


@dataclass(frozen=True)
class Redirect:
    """An answer that sends the browser elsewhere (303), and may set or end the session.

    Args:
        to: address after the language, for example `/profile`.
        session_secret: a new session's secret for the cookie; empty string signs out.
    """

    to: str
    session_secret: str | None = None


Handler = Callable[[PageRequest], Island | Redirect]


@dataclass(frozen=True)
class IslandRoute:
    """A registered path with its handler."""

    path: str
    handler: Handler
    methods: frozenset[str]
    private: bool
    writes: bool
    anyones: str
    form_in_address: bool
    pattern: re.Pattern[str] = field(repr=False)


ROUTES: list[IslandRoute] = []


def island(
    path: str,
    *,
    methods: tuple[str, ...] = ("GET",),
    private: bool = False,
    writes: bool = False,
    anyones: str = "",
    form_in_address: bool = False,
) -> Callable[[Handler], Handler]:
    """Register a handler for a path such as `/vacancies/{job_id}`.

    Args:
        private: only a signed-in candidate reaches the handler; others are sent to sign in.
        writes: a GET also needs a transaction that writes; a POST always has one.
        anyones: why a POST needs no owner. Any other is refused unless its page was made for whoever
            is signed in now: a page may outlive its account.
        form_in_address: whether a GET shows the form as its query fills it in, so that whoever has to
            sign in first finds their choices again; never for what is personal.
    """
    pattern = re.compile("^" + re.sub(r"{(\w+)}", r"(?P<\1>[^/]+)", path) + "$")

    def register(handler: Handler) -> Handler:
        ROUTES.append(
            IslandRoute(
                path,
                handler,
                frozenset(methods),
                private,
                writes,
                anyones,
                form_in_address,
                pattern,
            )
        )
        return handler

    return register


def match(path: str) -> tuple[IslandRoute, dict[str, str]] | None:
    """Find the island of an address after the language; None where there is none."""
    for route in ROUTES:
        if found := route.pattern.match(path):
            return route, found.groupdict()
    return None
