"""What answers when the site itself cannot: a fault outside of a page, a database that is gone."""

from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ilojobs_app.core.i18n import use_language
from ilojobs_app.web import faults
from ilojobs_app.web.templates import render


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
        except Exception as error:
            reference = faults.report(error, where=scope["type"])
            if not begun:
                with use_language(scope["path"][1:3]):
                    page = render("web/last_resort.html", reference=reference)
                await HTMLResponse(page, 500)(scope, receive, send)
