"""The candidate's profile to take away (B9), for its owner only: JSON Resume, and a PDF to read."""

import json
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

from anyio import to_thread
from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from ilojobs_app.core.db import reading
from ilojobs_app.core.i18n import LANGUAGES, use_language
from ilojobs_app.core.pdf import render_pdf
from ilojobs_app.core.places import HALF, Busy, Places, hold
from ilojobs_app.profile.document import TEMPLATE, profile_document
from ilojobs_app.profile.json_resume import json_resume
from ilojobs_app.profile.service import complete_profile
from ilojobs_app.web.principal import Principal
from ilojobs_app.web.transact import run

PRIVATE = {"Cache-Control": "no-store"}
# A full profile takes 100 ms of a core to word and to set: one file at a time for each account.
_places = Places(at_once=HALF, waiting=10 * HALF, rests=True)

FindPrincipal = Callable[[int], Awaitable[Principal | None]]
Data = dict[str, Any]
# What a file holds, or None without a saved profile; and its bytes.
Gather = Callable[..., Data | None]
Write = Callable[[Data], bytes]


def routes(find_principal: FindPrincipal) -> list[Route]:
    """Give `GET /profiles/{language}/resume.json` and `…/profile.pdf`.

    404 without a saved profile, 401 to who is not signed in, 503 while too many are made.

    Args:
        find_principal: gives who is signed in by the id of their session.
    """

    def route(name: str, kind: str, gather: Gather, write: Write) -> Route:
        async def download(request: Request) -> Response:
            language = request.path_params["language"]
            session_id = request.scope["ilojobs"]["session_id"]
            principal = await find_principal(session_id) if session_id else None
            if principal is None:
                return PlainTextResponse("Unauthorized", 401, PRIVATE)
            if language not in LANGUAGES:
                return PlainTextResponse("Not found", 404, PRIVATE)
            try:
                content = await to_thread.run_sync(_made, principal, language, gather, write)
            except Busy as busy:
                await hold()
                with use_language(language):
                    later = {**PRIVATE, "Retry-After": str(busy.seconds)}
                    return PlainTextResponse(busy.message(), 503, later)
            if content is None:
                return PlainTextResponse("Not found", 404, PRIVATE)
            return Response(content, headers=_as_file(name, language), media_type=kind)

        return Route(f"/profiles/{{language}}/{name}", download)

    return [
        route("resume.json", "application/json", _resume_data, _as_json),
        route("profile.pdf", "application/pdf", _pdf_data, _as_pdf),
    ]


def _made(principal: Principal, language: str, gather: Gather, write: Write) -> bytes | None:
    own = {"account_id": principal.account_id, "email": principal.email, "language": language}
    with _places.place(principal.account_id):
        data = run(gather, opened=reading, **own)
        return None if data is None else write(data)


def _resume_data(session: Session, *, account_id: int, email: str, language: str) -> Data | None:
    profile = complete_profile(session, account_id=account_id)
    return profile and json_resume(session, profile=profile, email=email, language=language)


def _pdf_data(
    session: Session, *, account_id: int, email: str, language: str, now: datetime
) -> Data | None:
    profile = complete_profile(session, account_id=account_id)
    return profile and profile_document(
        session, profile=profile, email=email, language=language, now=now
    )


def _as_json(data: Data) -> bytes:
    return json.dumps(data, ensure_ascii=False).encode()


def _as_pdf(data: Data) -> bytes:
    return render_pdf(TEMPLATE, data)


def _as_file(name: str, language: str) -> dict[str, str]:
    name = f"ilo-jobs-profile-{language}.{name.rpartition('.')[2]}"
    return {**PRIVATE, "Content-Disposition": f'attachment; filename="{name}"'}
