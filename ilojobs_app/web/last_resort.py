"""What answers when the site itself cannot: a fault outside of a page, a database that is gone."""

import structlog
from starlette.requests import ClientDisconnect
from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ilojobs_app.core.causes import described
from ilojobs_app.core.i18n import use_language
from ilojobs_app.web import faults
from ilojobs_app.web.templates import render

log = structlog.get_logger(__name__)


class LastResort:
    """Turns an exception that nothing caught into a page with a reference.

    Left to the server, its text would be logged whole, with whatever a candidate typed in it.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on; on a fault say so, unless an answer has begun."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        begun = scope["type"] != "http"

        async def send_noting(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self.app(scope, receive, send_noting)
        except ClientDisconnect:
            # Who hangs up while sending wants no answer, and nothing has failed.
            return
        except Exception as error:
            if scope["type"] == "websocket" and _is_about_packets(error):
                log.warning("packet refused", **described(error))
                return
            with use_language(scope["path"][1:3]):
                found = faults.answer_to(error, where=scope["type"])
                page = render("web/last_resort.html", title=found.title, html=found.html)
            if not begun:
                later = found.retry_after
                headers = {"retry-after": str(later)} if later else {}
                await HTMLResponse(page, found.status, headers)(scope, receive, send)


def _is_about_packets(error: Exception) -> bool:
    """Say whether a client has sent what is no packet: the library that reads them ends so."""
    return described(error)["frames"][-1].startswith("engineio/")
