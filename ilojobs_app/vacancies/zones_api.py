"""`GET /api/time-zones?zone=Asia/Calcutta&lang=fr`: what the reader's own city is called.

Pages are kept and the same for all; a browser knows its zone by a name that may be an old one. The
table of all names stays here, and a page asks for one.
"""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from ilojobs_app.core.i18n import use_language
from ilojobs_app.vacancies.zones import is_zone, reader_city

CACHED = "public, max-age=86400"


async def zones_api(request: Request) -> Response:
    """Answer `{"city": …}`; 404 for what is no time zone."""
    zone = request.query_params.get("zone", "")
    if not is_zone(zone):
        return JSONResponse({}, 404)
    with use_language(request.query_params.get("lang", "")):
        return JSONResponse({"city": reader_city(zone)}, headers={"Cache-Control": CACHED})
