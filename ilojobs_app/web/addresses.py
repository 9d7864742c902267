"""Addresses: which language, which page, and where an old or foreign form of them leads."""

import re
from urllib.parse import urlencode

from starlette.requests import Request

from ilojobs_app.core.i18n import LANGUAGES, language
from ilojobs_app.web.routes import PAGES, PROFILE, SIGN_IN

# An address of this site and nothing else: no other host, no backslash, no line end.
LOCAL = re.compile(r"/(fr|en)([/?][\w\-./?=&%+,~:]*)?", re.ASCII)
# Signs of our addresses. What follows them was written behind a link and taken for a part of it.
_OURS = re.compile(r"[\w\-./]*", re.ASCII)
_TOKEN = re.compile(r"[\w-]*", re.ASCII)
# No address of ours ends so; a token may end with a dash.
_STOPS = "./"
# Of the column that keeps it until a mailed link is opened.
TARGET_MAX = 500


def preferred_language(*wanted: str) -> str:
    """Give the first supported language of tag lists such as `pt, en-GB;q=0.8`; else French."""
    for tag in ",".join(wanted).replace("_", "-").split(","):
        short = tag.strip().partition("-")[0].partition(";")[0].lower()
        if short in LANGUAGES:
            return short
    return LANGUAGES[0]


def moved(request: Request, language: str, path: str) -> str:
    """R1: `?locale=` goes to that language; a trailing slash goes to the address without it."""
    locale = request.query_params.get("locale", "")
    bare = "" if path == "/" else path.rstrip("/")
    ends_in_slash = request.scope["path"].endswith("/")
    if request.method != "GET" or not (locale or ends_in_slash):
        return ""
    return f"/{preferred_language(locale, language)}{bare}{query_without_locale(request)}"


def without_tail(path: str) -> str:
    """Give an address without what follows it in a text: a bracket, a stop, a quote, spaces."""
    found = _OURS.match(path)
    return (found[0] if found else "").rstrip(_STOPS) or "/"


def token_of(given: str) -> str:
    """Give the token of a mailed link without what follows it in the mail."""
    found = _TOKEN.match(given)
    return found[0] if found else ""


def query_without_locale(request: Request) -> str:
    """Give the rest of the query, with its question mark; empty when nothing is left."""
    kept = [item for item in request.query_params.multi_items() if item[0] != "locale"]
    return f"?{urlencode(kept)}" if kept else ""


def page_of(path: str) -> str:
    """Give the page an address belongs to; empty for an unknown one."""
    if path in PAGES:
        return path
    parts = path.split("/")
    for page in PAGES:
        pattern = page.split("/")
        if len(pattern) == len(parts) and all(
            p.startswith("{") or p == given for p, given in zip(pattern, parts, strict=True)
        ):
            return page
    return ""


def local_target(wanted: str) -> str:
    """Give where to go after signing in: the wanted address if it is ours, else the profile.

    It follows the language of the page: who changed it on the way arrives in the new one.
    """
    allowed = LOCAL.fullmatch(wanted) and SIGN_IN not in wanted and len(wanted) <= TARGET_MAX
    return f"/{language()}{wanted[3:]}" if allowed else PROFILE


def onward(path: str, target: str) -> str:
    """Give a page's address so that the page goes on to a target; all go on to the profile."""
    if target == PROFILE:
        return path
    return f"{path}{'&' if '?' in path else '?'}{urlencode({'next': target})}"
