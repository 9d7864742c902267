"""The site layer: documents in two languages, islands, redirects. What is not its own goes on."""

import gzip
import json
from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial
from typing import Any
from urllib.parse import quote, urlencode

import anyio
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ilojobs_app.core.i18n import LANGUAGES
from ilojobs_app.core.places import hold
from ilojobs_app.core.settings import Settings
from ilojobs_app.web import islands
from ilojobs_app.web.addresses import (
    moved,
    page_of,
    preferred_language,
    query_without_locale,
    without_tail,
)
from ilojobs_app.web.answers import (
    OWNER_FIELD,
    Visit,
    answer,
    filling_of,
    not_found,
    not_yours,
    read_form,
)
from ilojobs_app.web.gate import LANGUAGE_COOKIE, YEAR, cookie_names, set_cookie
from ilojobs_app.web.islands import Island, Redirect
from ilojobs_app.web.prerendered import Prerendered
from ilojobs_app.web.principal import Principal
from ilojobs_app.web.routes import SIGN_IN, SIGN_OUT

PRIVATE = ("/profile", "/apply", "/applications", "/options")
WORTH_COMPRESSING = 1000
NOT_FOUND = 404

LookUp = Callable[[int], Awaitable[Principal | None]]


class Site:
    """Answers pages; gives everything else to the application behind it.

    Args:
        pages: the prerendered pages by language and path.
        look_up: gives the principal of a session row.
        sign_out: ends a session row.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        settings: Settings,
        pages: dict[tuple[str, str], Prerendered],
        look_up: LookUp,
        sign_out: Callable[[int], Awaitable[None]],
    ) -> None:
        self.app = app
        self.settings = settings
        self.pages = pages
        self.look_up = look_up
        self.sign_out = sign_out

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Find the answer by the first part of the path."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope, receive)
        first, _slash, rest = scope["path"].lstrip("/").partition("/")
        if not rest and without_tail(first) in LANGUAGES:
            first, rest = without_tail(first), first[2:]
        if first in LANGUAGES:
            response = await self._page(request, first, f"/{rest}")
        elif first == "_island":
            response = await self._island_data(request, f"/{rest}")
        elif not first or first == "404" or first.endswith(".html"):
            # Such a file of the build is a frame, and nothing by itself.
            response = self._root(request, scope["path"] if first else "")
        else:
            await self._elsewhere(request, send)
            return
        await response(scope, receive, send)

    async def _elsewhere(self, request: Request, send: Send) -> None:
        """Give routes and files; a reader who finds nothing goes to the page that helps on."""
        found = True

        async def unless_not_found(message: Message) -> None:
            nonlocal found
            found = found and message.get("status") != NOT_FOUND
            if found:
                await send(message)

        reads = "text/html" in request.headers.get("accept", "")
        scope, receive = request.scope, request.receive
        await self.app(scope, receive, unless_not_found if reads else send)
        if found:
            return
        # Two slashes would name another host.
        bare = f"/{without_tail(scope['path']).lstrip('/')}"
        leads = bare not in ("/", scope["path"])
        answer = RedirectResponse(bare, 302) if leads else self._root(request, scope["path"])
        await answer(scope, receive, send)

    def _root(self, request: Request, path: str = "") -> Response:
        """Send an address without a language to the reader's own."""
        language = preferred_language(
            request.query_params.get("locale", ""),
            request.scope["ilojobs"]["language"],
            request.headers.get("accept-language", ""),
        )
        response = RedirectResponse(f"/{language}{path}{query_without_locale(request)}", 302)
        response.headers["vary"] = "accept-language, cookie"
        return response

    async def _visit(self, request: Request, language: str, path: str) -> Visit:
        session_id = request.scope["ilojobs"]["session_id"]
        principal = await self.look_up(session_id) if session_id else None
        return Visit(language, path, request, principal)

    async def _page(self, request: Request, language: str, path: str) -> Response:
        if target := moved(request, language, path):
            return RedirectResponse(target, 302)
        visit = await self._visit(request, language, path)
        if target := await self._without_tail(visit):
            return RedirectResponse(target, 302)
        try:
            form = await read_form(request)
        except TimeoutError:
            return PlainTextResponse("Request timeout", 408, {"connection": "close"})
        owner = form.pop(OWNER_FIELD, "")
        is_sign_out = path == SIGN_OUT and request.method == "POST"
        if is_sign_out and (visit.principal is None or owner == visit.principal.owner):
            return await self._signed_out(visit)
        outcome = not_yours(language) if is_sign_out else await self._outcome(visit, form, owner)
        if isinstance(outcome, Redirect):
            return self._redirect(visit, outcome)
        # An address of a known form keeps its own frame, whatever the status: the browser finds the
        # page by the address, and would leave the frame of another one blank.
        page = self.pages[language, page_of(path)]
        body = page.fill(await anyio.to_thread.run_sync(filling_of, visit, outcome))
        headers = {"content-security-policy": page.policy, "cache-control": _caching(visit)}
        if outcome.retry_after:
            if request.method == "POST":
                await hold()
            headers["retry-after"] = str(outcome.retry_after)
        response = _compressed(request, body, "text/html; charset=utf-8", outcome.status, headers)
        if request.scope["ilojobs"]["language"] != language:
            cookie = set_cookie(self.settings, LANGUAGE_COOKIE, language, YEAR)
            response.raw_headers.append((b"set-cookie", cookie))
        request.scope["ilojobs_keep_browser"] = True
        return response

    async def _without_tail(self, visit: Visit) -> str:
        """Give the address without the bracket or stop behind it, where there is a page; else none."""
        bare = replace(visit, path=without_tail(visit.path))
        if bare.path == visit.path or visit.request.method not in ("GET", "HEAD"):
            return ""
        found = islands.match(bare.path)
        # What a GET would change is not tried out here.
        is_there = page_of(bare.path) and (
            (found is not None and found[0].writes)
            or isinstance(outcome := await self._outcome(bare, {}, ""), Redirect)
            or outcome.status != NOT_FOUND
        )
        return f"/{visit.language}{bare.address}" if is_there else ""

    async def _island_data(self, request: Request, address: str) -> Response:
        first, _slash, rest = address.lstrip("/").partition("/")
        if first not in LANGUAGES or request.method != "GET":
            return PlainTextResponse("Not found", 404)
        visit = await self._visit(request, first, f"/{rest}")
        found = islands.match(visit.path)
        if found and found[0].writes:
            # What a GET changes (a link used up, a session opened) needs a document load.
            return JSONResponse({"redirect": f"/{first}{visit.address}"})
        outcome = await self._outcome(visit, {}, "")
        if isinstance(outcome, Redirect):
            return JSONResponse({"redirect": _place(visit, outcome)})
        filling = await anyio.to_thread.run_sync(filling_of, visit, outcome)
        data = {**filling.data, **filling.slots, "status": outcome.status}
        return _compressed(
            request, json.dumps(data), "application/json", 200, {"cache-control": "no-store"}
        )

    async def _outcome(self, visit: Visit, form: dict[str, str], owner: str) -> Island | Redirect:
        """Ask the island of the address, if it has one, unless the form is somebody else's."""
        found = islands.match(visit.path)
        private = visit.path.startswith(PRIVATE) or (found is not None and found[0].private)
        if private and visit.principal is None and page_of(visit.path):
            filled_in = f"?{urlencode(form)}" if form and found and found[0].form_in_address else ""
            target = f"/{visit.language}{visit.path if filled_in else visit.address}{filled_in}"
            return Redirect(f"{SIGN_IN}?next={quote(target, safe='')}")
        if found is None:
            known = bool(page_of(visit.path))
            return Island(Markup(""), index=not private) if known else not_found(visit.language)
        route, parameters = found
        if visit.request.method not in {*route.methods, "HEAD"}:
            return not_found(visit.language)
        # Nobody signed in: the page sends to sign in, and nothing is written.
        who = visit.principal
        posts = visit.request.method == "POST" and not route.anyones
        if who and posts and owner != who.owner:
            return not_yours(visit.language)
        return await anyio.to_thread.run_sync(partial(answer, visit, route, parameters, form))

    def _redirect(self, visit: Visit, outcome: Redirect) -> Response:
        response = RedirectResponse(_place(visit, outcome).rstrip("/"), 303)
        response.headers["cache-control"] = "no-store"
        visit.request.scope["ilojobs_keep_browser"] = True
        if outcome.session_secret:
            session_cookie, _browser = cookie_names(self.settings)
            cookie = set_cookie(self.settings, session_cookie, outcome.session_secret, None)
            response.raw_headers.append((b"set-cookie", cookie))
        return response

    async def _signed_out(self, visit: Visit) -> Response:
        if visit.principal:
            await self.sign_out(visit.principal.session_id)
        response = RedirectResponse(f"/{visit.language}", 303)
        session_cookie, _browser = cookie_names(self.settings)
        response.raw_headers.append(
            (b"set-cookie", set_cookie(self.settings, session_cookie, "", 0))
        )
        # What the tab kept must not be there for the next person at a shared computer.
        response.headers["clear-site-data"] = '"storage"'
        return response


def _place(visit: Visit, outcome: Redirect) -> str:
    """Give where an answer leads to; a page says it with the language or without."""
    to = outcome.to
    return to if to.startswith(("/fr", "/en")) else f"/{visit.language}{to}"


def _caching(visit: Visit) -> str:
    return "no-store" if visit.principal or visit.path.startswith(PRIVATE) else "private, no-cache"


def _compressed(
    request: Request, body: str, kind: str, status: int, headers: dict[str, str]
) -> Response:
    content: Any = body.encode()
    if len(content) > WORTH_COMPRESSING and "gzip" in request.headers.get("accept-encoding", ""):
        content = gzip.compress(content, 5, mtime=0)
        headers = {**headers, "content-encoding": "gzip"}
    headers = {**headers, "content-type": kind, "vary": "accept-encoding, cookie"}
    return Response(content, status, headers)
