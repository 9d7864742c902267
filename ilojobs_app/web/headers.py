"""Security and cache headers."""

import base64
import hashlib
import re

from starlette.datastructures import QueryParams
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ilojobs_app.core.settings import Settings
from ilojobs_app.web.routes import RESET_PASSWORD, UNSUBSCRIBE, VERIFY_EMAIL

_INLINE = re.compile(r"<script(?![^>]*\ssrc=)([^>]*)>(.*?)</script>", re.S)
YEAR = "public, max-age=31536000, immutable"
DAY = "public, max-age=86400"
# A file, a part of one, and the news that what is kept is still right.
KEPT = (200, 206, 304)
# Pages whose address acts for somebody, and the page that shows the mails with such addresses.
_OPENED_BY_TOKEN = re.compile(
    r"(/_island)?(/(fr|en))?"
    rf"({VERIFY_EMAIL}|{RESET_PASSWORD}|{UNSUBSCRIBE.partition('/{')[0]}|/dev/mail)(/|$)"
)


def script_hashes(html: str) -> list[str]:
    """Give the CSP sources of a page's inline scripts; data blocks do not run and need none."""
    return [
        f"'sha256-{base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()}'"
        for attributes, body in _INLINE.findall(html)
        if "json" not in attributes
    ]


def content_security_policy(settings: Settings, hashes: list[str]) -> str:
    """Give the policy of a page: own scripts only, none inline but the build's, no eval."""
    socket = re.sub("^http", "ws", settings.public_url)
    directives = {
        "default-src": "'none'",
        "script-src": " ".join(["'self'", *hashes]),
        # Emotion, inside Reflex, writes style elements.
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data:",
        "font-src": "'self'",
        "connect-src": f"'self' {socket}",
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
        "manifest-src": "'self'",
    }
    return "; ".join(f"{name} {value}" for name, value in directives.items())


class Headers:
    """Adds the security headers to every answer, and cache headers to static files."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self.fixed = [
            (b"x-content-type-options", b"nosniff"),
            (b"x-frame-options", b"DENY"),
            (b"cross-origin-opener-policy", b"same-origin"),
            (b"cross-origin-resource-policy", b"same-origin"),
            (b"permissions-policy", b"camera=(), geolocation=(), microphone=(), payment=()"),
        ]
        if settings.is_https:
            subdomains = "; includeSubDomains" if settings.hsts_subdomains else ""
            value = f"max-age=31536000{subdomains}".encode()
            self.fixed.append((b"strict-transport-security", value))
        self.policy = content_security_policy(settings, []).encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, adding headers to the answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        token = holds_token(scope)
        referrer = (b"referrer-policy", b"strict-origin" if token else b"same-origin")

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = [*message.get("headers", []), referrer]
                if token:
                    headers = [h for h in headers if h[0].lower() != b"cache-control"]
                present = {name.lower() for name, _ in headers}
                headers += self.fixed
                if b"content-security-policy" not in present:
                    headers.append((b"content-security-policy", self.policy))
                if token:
                    headers.append((b"cache-control", b"no-store"))
                elif b"cache-control" not in present:
                    value = cache_control(scope["path"], message["status"])
                    headers.append((b"cache-control", value.encode()))
                message = {**message, "headers": headers}
            await send(message)

        await self.app(scope, receive, send_with_headers)


def holds_token(scope: Scope) -> bool:
    """Say whether an address holds a secret: it stays in no cache, and no other page hears of it."""
    return bool(_OPENED_BY_TOKEN.match(scope["path"])) or "token" in QueryParams(
        scope.get("query_string", b"")
    )


def cache_control(path: str, status: int) -> str:
    """Say how long a static file may be kept: hashed names for ever, others a day."""
    if status not in KEPT:
        return "no-store"
    if path.startswith("/assets/"):
        return YEAR
    return DAY if path.startswith(("/fonts/", "/favicon")) else "no-cache"
