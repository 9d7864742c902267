"""`/api/session`: how long the session of a page still lasts; POST says that it is in use."""

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from ilojobs_app.accounts.service import SessionView
from ilojobs_app.core import clock
from ilojobs_app.web.principal import owner_by_id

PATH = "/api/session"
PRIVATE = {"Cache-Control": "no-store"}
NOBODY = {"owner": "", "seconds": 0, "final": True}

FindSession = Callable[[int], Awaitable[SessionView | None]]
Touch = Callable[[int], Awaitable[None]]


def route(find: FindSession, touch: Touch) -> Route:
    """Give `GET /api/session`, which is no use of the session, and `POST`, which is.

    Both answer `{"owner": "account-7", "seconds": 7200, "final": false}`: `final` when use no longer
    puts the end off. Nobody has no owner and no second left: a 401 would stand in red in the
    console of every tab whose session has ended.

    Args:
        find: gives an open session by its row, and touches nothing.
        touch: notes that it is used.
    """

    async def session_api(request: Request) -> Response:
        session_id = request.scope["ilojobs"]["session_id"]
        if session_id and request.method == "POST":
            await touch(session_id)
        view = await find(session_id) if session_id else None
        if view is None:
            return JSONResponse(NOBODY, headers=PRIVATE)
        said = {
            "owner": owner_by_id(view.account_id),
            "seconds": max(0, int((view.ends_at - clock.now()).total_seconds())),
            "final": view.is_final,
        }
        return JSONResponse(said, headers=PRIVATE)

    return Route(PATH, session_api, methods=["GET", "POST"])
