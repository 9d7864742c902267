"""/dev/mail: what was sent, rendered. In development only (DEV_MAIL): its links open accounts."""

import re
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from html import escape
from pathlib import Path

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from ilojobs_app.core.settings import settings

SHOWN = 200
_NAME = re.compile(r"\d{8}T\d{6}-\d+\.eml")
_HEADERS = {
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; img-src data:",
    "cache-control": "no-store",
}
_PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Mail</title>
<style>body{{font:16px/1.5 sans-serif;margin:2rem}}td,th{{padding:.25rem 1rem .25rem 0;text-align:left}}</style>
<h1>Mail</h1><p>{count} in {folder}, the newest first.</p>
<table><tr><th>Sent<th>To<th>Language<th>Subject<th></tr>{rows}</table></html>"""
_ROW = """<tr><td>{date}<td>{to}<td>{language}<td><a href="/dev/mail/{name}">{subject}</a>
<td><a href="/dev/mail/{name}?as=text">text</a> <a href="/dev/mail/{name}?as=source">source</a></tr>"""


def routes() -> list[Route]:
    """Give the two routes in development mode on this machine, and none otherwise."""
    if not settings().shows_mail:
        return []
    return [Route("/dev/mail", list_mails), Route("/dev/mail/{name}", show_mail)]


def list_mails(_request: Request) -> Response:
    """List the mails that were sent, the newest first."""
    paths = sorted(_paths(), reverse=True)[:SHOWN]
    rows = "".join(_row(path) for path in paths)
    folder = escape(str(settings().mail_folder))
    return HTMLResponse(_PAGE.format(count=len(paths), folder=folder, rows=rows), headers=_HEADERS)


def show_mail(request: Request) -> Response:
    """Show one mail as its reader sees it; `?as=text` without HTML, `?as=source` whole."""
    path = next((path for path in _paths() if path.name == request.path_params["name"]), None)
    if path is None:
        return PlainTextResponse("Not found", 404)
    wanted = request.query_params.get("as", "html")
    if wanted == "source":
        return PlainTextResponse(path.read_bytes(), headers=_HEADERS)
    body = _message(path).get_body(("plain",) if wanted == "text" else ("html", "plain"))
    text = body.get_content() if body else ""
    answer = HTMLResponse if body and body.get_content_type() == "text/html" else PlainTextResponse
    return answer(text, headers=_HEADERS)


def _paths() -> list[Path]:
    folder = settings().mail_folder
    found = folder.iterdir() if folder.is_dir() else ()
    return [path for path in found if _NAME.fullmatch(path.name)]


def _row(path: Path) -> str:
    message = _message(path)
    return _ROW.format(
        name=path.name,
        date=escape(str(message["Date"])),
        to=escape(str(message["To"])),
        language=escape(str(message["Content-Language"])),
        subject=escape(str(message["Subject"])),
    )


def _message(path: Path) -> EmailMessage:
    message = message_from_bytes(path.read_bytes(), policy=default)
    assert isinstance(message, EmailMessage)
    return message
