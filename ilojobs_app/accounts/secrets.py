"""Random secrets, of which the database knows only the digest."""

import hashlib
import secrets


def new_secret() -> str:
    """Give 256 random bits as text for a link or a cookie."""
    return secrets.token_urlsafe(32)


def digest(secret: str) -> str:
    """Give what is stored of a secret: SHA-256 in hexadecimal, enough for 256 random bits."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
