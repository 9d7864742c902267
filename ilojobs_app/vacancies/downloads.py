"""The notice as a file of its own, to keep after it has closed (R16)."""

from functools import partial
from zoneinfo import ZoneInfo

import anyio
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from ilojobs_app.core import clock
from ilojobs_app.core.db import reading
from ilojobs_app.core.errors import NotFound
from ilojobs_app.core.i18n import LANGUAGES, use_language
from ilojobs_app.core.templating import render
from ilojobs_app.vacancies.errors import VacancyClosed
from ilojobs_app.vacancies.service import find_open
from ilojobs_app.vacancies.views import notice_of


async def notice_file(request: Request) -> Response:
    """Answer `GET /notices/fr/1001` with one HTML file that needs nothing else.

    A notice that has closed is no longer public: its page says so.
    """
    language = request.path_params["language"]
    if language not in LANGUAGES:
        return PlainTextResponse("Not found", 404)
    job_id = request.path_params["job_id"]
    text = await anyio.to_thread.run_sync(partial(_text, language, job_id))
    if text is None:
        return RedirectResponse(f"/{language}/vacancies/{job_id}", 303)
    name = f"ilo-jobs-{job_id}-{language}.html"
    return Response(
        text,
        media_type="text/html",
        headers={"content-disposition": f'attachment; filename="{name}"'},
    )


def _text(language: str, job_id: int) -> str | None:
    now = clock.now()
    with use_language(language), reading() as session:
        try:
            vacancy = find_open(session, job_id=job_id, now=now)
        except (VacancyClosed, NotFound):
            return None
        today = now.astimezone(ZoneInfo(vacancy.time_zone)).date()
        notice = notice_of(vacancy, now)
        return render("vacancies/notice_file.html", notice=notice, today=today)
