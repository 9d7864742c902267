"""Addresses in settings: the accepted Origin is what browsers send, passwords are never shown."""

import pytest

from ilojobs_app.core.settings import Settings, WrongSetting, is_loopback, origin, settings, shown


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
        (
            "postgresql://db/x?user=a&password=b&port=1",
            "postgresql://db/x?user=a&password=***&port=1",
        ),
        ("postgresql://db/x?sslpassword=b", "postgresql://db/x?sslpassword=***"),
    ],
)
def test_passwords_are_not_shown(value: str, printed: str) -> None:
    assert shown("SMTP_URL", value) == printed


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "mysql://db/ilojobs"),
        ("DATABASE_URL", "sqlite://"),
        ("DATABASE_URL", "sqlite:///"),
        ("DATABASE_URL", "sqlite:///:memory:"),
        ("DATABASE_URL", "sqlite://folder/ilojobs.db"),
        ("DATABASE_URL", "postgresql://ilo:S3CRET@db:port/ilojobs"),
        ("DATABASE_URL", "postgresql://ilo:S3CRET/x@db/ilojobs"),
        ("DATABASE_URL", "postgresql://db/ilojobs?nosuch=S3CRET"),
        ("REDIS_URL", "redis://:S3CRET@cache:6379/states"),
        ("REDIS_URL", "redis://cache:port/0"),
        ("REDIS_URL", "redis://[cache/0"),
        ("REDIS_URL", "redis:///0"),
        ("QUEUE_URL", "rediss://cache:6379/0/1"),
        ("QUEUE_URL", "postgresql://db:5432:1/x"),
        ("SMTP_URL", "smtp://"),
        ("SMTP_URL", "smtp://ilo:S3CRET"),
        ("SMTP_URL", "smtps://mail:465465"),
        ("SMTP_URL", "smtp:mail"),
        ("ILO_PEOPLE_URL", "https:///people"),
        ("MAIL_FROM", "jobs@example.org\nBcc: all@example.org"),
    ],
)
def test_address_that_nothing_could_be_reached_by_is_refused_in_one_line(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    settings.cache_clear()
    with pytest.raises(WrongSetting) as refused:
        settings()
    settings.cache_clear()
    said = str(refused.value)
    assert said.startswith(f"{name}: ")
    assert len(said.splitlines()) == 1
    assert "S3CRET" not in said


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "sqlite:////srv/ilojobs.db"),
        ("DATABASE_URL", "sqlite:///ilojobs.db"),
        ("DATABASE_URL", "postgresql:///ilojobs?host=/run/postgresql"),
        ("DATABASE_URL", "postgres://ilo:a%2Fb%40c@db:5432/ilojobs?sslmode=require"),
        ("REDIS_URL", "redis://:secret@[::1]:6379"),
        ("REDIS_URL", "rediss://cache.example.org:6380/3?socket_timeout=5"),
        ("QUEUE_URL", "postgresql://root@127.0.0.1:5432/queue"),
        ("SMTP_URL", "smtps://ilo:a%3Ab@mail.example.org:465"),
    ],
)
def test_address_that_can_be_used_is_taken(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    assert getattr(Settings(), name.lower()).endswith(value.partition("://")[2].lstrip("/"))


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "::1", "[::1]", "a.localhost"])
def test_loopback(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize("host", ["jobs.example.org", "10.0.0.1", "localhost.example.org", ""])
def test_not_loopback(host: str) -> None:
    assert not is_loopback(host)
