"""Addresses in settings: the accepted Origin is what browsers send, passwords are never shown."""

import pytest

from ilojobs_app.core.settings import Settings, is_loopback, origin, shown


@pytest.mark.parametrize(
    ("given", "sent"),
    [
        ("https://jobs.example.org", "https://jobs.example.org"),
        ("https://jobs.example.org/", "https://jobs.example.org"),
        ("HTTPS://Jobs.Example.ORG:443", "https://jobs.example.org"),
        ("https://jobs.example.org:8443", "https://jobs.example.org:8443"),
        ("http://localhost:80", "http://localhost"),
        ("http://[::1]:8000", "http://[::1]:8000"),
    ],
)
def test_origin_is_written_as_browsers_do(given: str, sent: str) -> None:
    assert origin(given) == sent


@pytest.mark.parametrize(
    "given",
    [
        "jobs.example.org",
        "ftp://jobs.example.org",
        "https://",
        "https://jobs.example.org/fr",
        "https://jobs.example.org?a",
        "https://ilo:secret@jobs.example.org",
        "https://emplois.exämple.org",
        "https://jobs.example.org:port",
        "https://jobs example.org",
        "https://[bad",
    ],
)
def test_what_is_no_origin_is_refused(given: str) -> None:
    with pytest.raises(ValueError):
        origin(given)


def test_default_of_port_80_is_what_browsers_send(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "80")
    assert Settings().public_url == "http://localhost"


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        ("smtp://ilo:se@cret@mail.example.org:25", "smtp://***@mail.example.org:25"),
        ("ilo:secret@mail.example.org", "***@mail.example.org"),
        ("redis://cache.example.org", "redis://cache.example.org"),
    ],
)
def test_passwords_are_not_shown(value: str, printed: str) -> None:
    assert shown("SMTP_URL", value) == printed


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "::1", "[::1]", "a.localhost"])
def test_loopback(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize("host", ["jobs.example.org", "10.0.0.1", "localhost.example.org", ""])
def test_not_loopback(host: str) -> None:
    assert not is_loopback(host)
