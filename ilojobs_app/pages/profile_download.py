"""The candidate's profile to take away (B9): `GET /profiles/fr/resume.json`, for its owner only."""

from collections.abc import Awaitable, Callable
from typing import Any

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from ilojobs_app.core.i18n import LANGUAGES
from ilojobs_app.profile.json_resume import json_resume
from ilojobs_app.profile.service import complete_profile
from ilojobs_app.web.principal import Principal
from ilojobs_app.web.transact import look_up

PATH = "/profiles/{language}/resume.json"
PRIVATE = {"Cache-Control": "no-store"}

Endpoint = Callable[[Request], Awaitable[Response]]


def resume_endpoint(find_principal: Callable[[int], Awaitable[Principal | None]]) -> Endpoint:
    """Give the route's answer.

    Args:
        find_principal: gives who is signed in by the id of their session.
    """

    async def resume(request: Request) -> Response:
        """Give the saved profile as a file: 404 without one, 401 to who is not signed in."""
        language = request.path_params["language"]
        session_id = request.scope["ilojobs"]["session_id"]
        principal = await find_principal(session_id) if session_id else None
        if principal is None:
            return PlainTextResponse("Unauthorized", 401, PRIVATE)
        document = await look_up(
            _document, account_id=principal.account_id, email=principal.email, language=language
        )
        if document is None:
            return PlainTextResponse("Not found", 404, PRIVATE)
        name = f"ilo-jobs-profile-{language}.json"
        return JSONResponse(
            document, headers={**PRIVATE, "Content-Disposition": f'attachment; filename="{name}"'}
        )

    return resume


def _document(
    session: Session, *, account_id: int, email: str, language: str
) -> dict[str, Any] | None:
    profile = complete_profile(session, account_id=account_id)
    if profile is None or language not in LANGUAGES:
        return None
    return json_resume(session, profile=profile, email=email, language=language)
