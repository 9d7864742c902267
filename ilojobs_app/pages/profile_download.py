"""The candidate's profile to take away (B9), for its owner only: JSON Resume, and a PDF to read."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

from anyio import to_thread
from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from ilojobs_app.core.db import reading
from ilojobs_app.core.i18n import LANGUAGES, use_language
from ilojobs_app.core.pdf import render_pdf
from ilojobs_app.core.places import HALF, Busy, Places
from ilojobs_app.profile.document import TEMPLATE, profile_document
from ilojobs_app.profile.json_resume import json_resume
from ilojobs_app.profile.service import complete_profile
from ilojobs_app.web.principal import Principal
from ilojobs_app.web.transact import run

PRIVATE = {"Cache-Control": "no-store"}
# A PDF takes 50 ms of a core, or more, and an export reads all of a profile: one at a time for each
# account.
_places = Places(at_once=HALF, waiting=10 * HALF)

FindPrincipal = Callable[[int], Awaitable[Principal | None]]
Write = Callable[[Principal, str], Awaitable[Response | None]]


def routes(find_principal: FindPrincipal) -> list[Route]:
    """Give `GET /profiles/{language}/resume.json` and `…/profile.pdf`.

    404 without a saved profile, 401 to who is not signed in, 503 while too many are made.

    Args:
        find_principal: gives who is signed in by the id of their session.
    """

    def route(name: str, write: Write) -> Route:
        async def download(request: Request) -> Response:
            language = request.path_params["language"]
            session_id = request.scope["ilojobs"]["session_id"]
            principal = await find_principal(session_id) if session_id else None
            if principal is None:
                return PlainTextResponse("Unauthorized", 401, PRIVATE)
            if language not in LANGUAGES:
                return PlainTextResponse("Not found", 404, PRIVATE)
            try:
                answer = await write(principal, language)
            except Busy as busy:
                with use_language(language):
                    later = {**PRIVATE, "Retry-After": str(busy.seconds)}
                    return PlainTextResponse(busy.message(), 503, later)
            return answer or PlainTextResponse("Not found", 404, PRIVATE)

        return Route(f"/profiles/{{language}}/{name}", download)

    return [route("resume.json", _resume), route("profile.pdf", _pdf)]


async def _resume(principal: Principal, language: str) -> Response | None:
    document = await to_thread.run_sync(_exported, principal, language)
    return document and JSONResponse(document, headers=_as_file(language, "json"))


def _exported(principal: Principal, language: str) -> dict[str, Any] | None:
    account_id, email = principal.account_id, principal.email
    with _places.place(account_id):
        document: dict[str, Any] | None = run(
            _resume_data, opened=reading, account_id=account_id, email=email, language=language
        )
    return document


async def _pdf(principal: Principal, language: str) -> Response | None:
    content = await to_thread.run_sync(_rendered, principal.account_id, language)
    return content and Response(
        content, headers=_as_file(language, "pdf"), media_type="application/pdf"
    )


def _rendered(account_id: int, language: str) -> bytes | None:
    with _places.place(account_id):
        document = run(_pdf_data, opened=reading, account_id=account_id, language=language)
        return render_pdf(TEMPLATE, document) if document else None


def _resume_data(
    session: Session, *, account_id: int, email: str, language: str
) -> dict[str, Any] | None:
    profile = complete_profile(session, account_id=account_id)
    return profile and json_resume(session, profile=profile, email=email, language=language)


def _pdf_data(
    session: Session, *, account_id: int, language: str, now: datetime
) -> dict[str, Any] | None:
    profile = complete_profile(session, account_id=account_id)
    return profile and profile_document(session, profile=profile, language=language, now=now)


def _as_file(language: str, ending: str) -> dict[str, str]:
    name = f"ilo-jobs-profile-{language}.{ending}"
    return {**PRIVATE, "Content-Disposition": f'attachment; filename="{name}"'}
