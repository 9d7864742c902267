"""`GET /api/institutions?country=CH&q=gen&lang=fr[&offset=20]`: the type-ahead's answers."""

import hashlib
import json
import re
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

import anyio
import anyio.to_thread
from limits import RateLimitItemPerSecond
from limits.storage import storage_from_string
from limits.strategies import FixedWindowRateLimiter
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from ilojobs_app.core.db import reading
from ilojobs_app.core.i18n import Language, _, as_language, use_language
from ilojobs_app.core.networks import networks_of
from ilojobs_app.core.settings import settings
from ilojobs_app.institutions.search import Option, Results, search

PATH = "/api/institutions"
QUERY_MAX = 200
OFFSET_MAX = 100_000
# A fast typist sends 10 requests a second; offices behind one address share this.
# Of an IPv6 address the line is counted, and its site, which may change between 65,536 lines.
ALLOWED = (RateLimitItemPerSecond(20), RateLimitItemPerSecond(80))
CACHED = "public, max-age=3600"
# Searches compute: more of them at once than cores only wait for one another.
AT_ONCE = anyio.CapacityLimiter(2)


@dataclass(frozen=True)
class _Question:
    country: str
    query: str
    language: Language
    offset: int


class _Refused(Exception):
    """The request cannot be read; the text says how it must look."""


async def institutions_api(request: Request) -> Response:
    """Answer a search as JSON: `options` (at most 20), `total`, `approximate`.

    400 with `{"message"}` for what cannot be read, 429 when one address asks too fast.
    """
    with use_language(request.query_params.get("lang", "")):
        address = request.client.host if request.client else ""
        if not await _may_ask(address):
            text = _("Trop de recherches à la fois : attendez une seconde, puis continuez.")
            return JSONResponse({"message": text}, 429, {"Retry-After": "1"})
        try:
            question = _read(request)
        except _Refused as refusal:
            return JSONResponse({"message": str(refusal)}, 400)
    results = await anyio.to_thread.run_sync(_answer, question, limiter=AT_ONCE)
    return _cacheable(request, _json(results))


async def _may_ask(address: str) -> bool:
    hit = partial(_hit, networks_of(address))
    # Memory answers at once; Redis is waited for in a thread.
    return await anyio.to_thread.run_sync(hit) if settings().redis_url else hit()


def _hit(networks: tuple[str, ...]) -> bool:
    hits = zip(ALLOWED, networks, strict=False)
    return all(_throttle().hit(allowed, PATH, network) for allowed, network in hits)


def _read(request: Request) -> _Question:
    parameters = request.query_params
    country, query = parameters.get("country", ""), parameters.get("q", "")
    offset = parameters.get("offset", "0")
    if not re.fullmatch("[A-Z]{2}", country):
        raise _Refused(_("Choisissez d'abord le pays de l'établissement."))
    if len(query) > QUERY_MAX:
        raise _Refused(_("Raccourcissez la recherche : 200 caractères au plus."))
    if not re.fullmatch("[0-9]{1,6}", offset) or int(offset) > OFFSET_MAX:
        raise _Refused(_("Reprenez la recherche depuis le début de la liste."))
    return _Question(country, query, as_language(parameters.get("lang", "")), int(offset))


def _answer(question: _Question) -> Results:
    with reading() as session:
        return search(
            session,
            country=question.country,
            query=question.query,
            language=question.language,
            offset=question.offset,
        )


def _json(results: Results) -> dict[str, Any]:
    """Give what the page reads."""
    return {
        "options": [_option(option, with_words=results.narrows) for option in results.options],
        "total": results.total,
        "approximate": results.approximate,
    }


def _option(option: Option, *, with_words: bool) -> dict[str, Any]:
    """Give an option; its words only where the page may narrow the answer by itself."""
    detail = " · ".join(part for part in (option.matched_name, option.city) if part)
    shown = {"id": option.id, "name": option.name, "detail": detail}
    return {**shown, "words": sorted(option.words)} if with_words else shown


def _cacheable(request: Request, content: dict[str, Any]) -> Response:
    body = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Cache-Control": CACHED}
    given = request.headers.get("if-none-match", "")
    if tag in (part.strip().removeprefix("W/") for part in given.split(",")):
        return Response(status_code=304, headers=headers)
    return Response(body, media_type="application/json", headers=headers)


@cache
def _throttle() -> FixedWindowRateLimiter:
    return FixedWindowRateLimiter(storage_from_string(settings().redis_url or "memory://"))
