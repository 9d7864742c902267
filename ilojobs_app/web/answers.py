"""What a page says: its island is asked, and masthead and footer are put around the answer."""

import asyncio
import re
from dataclasses import dataclass
from urllib.parse import parse_qsl

from markupsafe import Markup
from starlette.requests import Request

from ilojobs_app.core import clock
from ilojobs_app.core.db import reading, transaction
from ilojobs_app.core.i18n import _, as_language, use_language
from ilojobs_app.web import faults
from ilojobs_app.web.islands import Island, IslandRoute, PageRequest, Redirect
from ilojobs_app.web.prerendered import Filling
from ilojobs_app.web.principal import Principal, owner_of
from ilojobs_app.web.templates import render
from ilojobs_app.web.transact import retried

LARGEST_FORM = 64 * 1024
MOST_FIELDS = 100
# Of the slowest line; who sends a letter now and then would hold a place of the server for ever.
FORM_SECONDS = 30.0
OWNER_FIELD = "owner"
_POSTED = re.compile(r'<form\b[^>]*\bmethod="post"[^>]*>', re.I)


@dataclass(frozen=True)
class Visit:
    """A request for a page, once its language and its visitor are known."""

    language: str
    path: str
    request: Request
    principal: Principal | None

    @property
    def address(self) -> str:
        """Path and query after the language, for « next » and the language switch."""
        query = self.request.url.query
        return self.path.rstrip("/") + (f"?{query}" if query else "")


def answer(
    visit: Visit, route: IslandRoute, parameters: dict[str, str], form: dict[str, str]
) -> Island | Redirect:
    """Call an island's handler in a transaction, under the language of the address."""
    request = visit.request
    opened = transaction if route.writes or request.method == "POST" else reading

    def call() -> Island | Redirect:
        with opened() as session:
            return route.handler(
                PageRequest(
                    language=as_language(visit.language),
                    method=request.method,
                    path=visit.path,
                    parameters=parameters,
                    query=dict(request.query_params),
                    form=form,
                    principal=visit.principal,
                    browser=request.scope["ilojobs"]["browser"],
                    address=request.client.host if request.client else "",
                    session=session,
                    now=clock.now(),
                )
            )

    with use_language(visit.language):
        try:
            return retried(call)
        except Exception as error:  # A fault gets a reference, not a stack trace on the page.
            found = faults.answer_to(error, where=route.path)
            return Island(
                found.html,
                title=found.title,
                status=found.status,
                retry_after=found.retry_after,
                index=False,
            )


def not_found(language: str) -> Island:
    """Give the helpful page for an unknown address."""
    with use_language(language):
        return Island(
            render("web/not_found.html"), title=_("Page introuvable"), status=404, index=False
        )


def with_owner(html: Markup, owner: str) -> Markup:
    """Give every form that is posted the name of whom its page was made for: no template can forget."""
    field = Markup('<input type="hidden" name="{}" value="{}" autocomplete="off">').format(
        OWNER_FIELD, owner
    )
    return Markup(_POSTED.sub(lambda form: form[0] + str(field), str(html)))


def not_yours(language: str) -> Island:
    """Give the page that refuses a form of another account's page."""
    with use_language(language):
        return Island(
            render("web/not_yours.html"),
            title=_("Cette page n'est plus la vôtre"),
            status=409,
            index=False,
        )


def filling_of(visit: Visit, island: Island) -> Filling:
    """Give what a page says: its island, with masthead and footer around it."""
    title = f"{island.title} – ILO Jobs" if island.title else ""
    principal = visit.principal
    owner = owner_of(principal)
    with use_language(visit.language):
        slots = {
            "masthead": with_owner(
                render(
                    "web/masthead.html", principal=principal, here=visit.path, rest=visit.address
                ),
                owner,
            ),
            "island": with_owner(island.html, owner),
            "footer": render("web/footer.html"),
        }
    return Filling(
        language=visit.language,
        path=visit.path,
        title=title,
        description=island.description,
        index=island.index,
        slots=slots,
        json_ld=island.json_ld,
        data={
            "title": title,
            "description": island.description,
            "owner": owner,
        },
    )


async def read_form(request: Request) -> dict[str, str]:
    """Read a native form POST of a reasonable size; files and anything else are ignored.

    Raises:
        TimeoutError: its end has not come in FORM_SECONDS.
    """
    kind = request.headers.get("content-type", "").partition(";")[0]
    if request.method != "POST" or kind != "application/x-www-form-urlencoded":
        return {}
    body = b""
    async with asyncio.timeout(FORM_SECONDS):
        async for chunk in request.stream():
            body += chunk
            # Counted as it comes: a body sent in chunks does not say how long it is.
            if len(body) > LARGEST_FORM:
                return {}
    text = body.decode("utf-8", "replace")
    try:
        return dict(parse_qsl(text, keep_blank_values=True, max_num_fields=MOST_FIELDS))
    except ValueError:
        return {}
