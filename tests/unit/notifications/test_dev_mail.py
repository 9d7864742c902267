"""/dev/mail."""

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from ilojobs_app.core.settings import settings
from ilojobs_app.notifications import dev_mail
from ilojobs_app.notifications.outbox import compose
from ilojobs_app.notifications.senders import Outlet
from tests.conftest import NOON


@pytest.fixture
def client(monkeypatch) -> TestClient:
    monkeypatch.setenv("DEV_MAIL", "1")
    settings.cache_clear()
    return TestClient(Starlette(routes=dev_mail.routes()))


def sent(language: str = "fr", number: int = 7) -> str:
    mail = compose(
        kind="reset_password",
        to="a@example.org",
        language=language,
        context={"token": "t0ken"},
        now=NOON,
    )
    mail.id = number
    Outlet().send(mail)
    return f"20261122T120000-{number}.eml"


def test_sent_mails_are_listed_and_shown_as_their_reader_sees_them(client):
    assert "0 in" in client.get("/dev/mail").text
    name = sent()
    assert "a@example.org" in (listed := client.get("/dev/mail").text)
    assert f'href="/dev/mail/{name}"' in listed
    shown = client.get(f"/dev/mail/{name}")
    assert '<html lang="fr"' in shown.text
    assert "t0ken" in shown.text
    assert shown.headers["content-security-policy"].startswith("default-src 'none'")
    assert "<html" not in client.get(f"/dev/mail/{name}?as=text").text
    assert "Message-ID:" in client.get(f"/dev/mail/{name}?as=source").text


@pytest.mark.parametrize("name", ["x.eml", "..%2F..%2Fsecret", "20261122T120000-8.eml"])
def test_nothing_else_is_shown(client, name):
    sent()
    assert client.get(f"/dev/mail/{name}").status_code == 404


@pytest.mark.parametrize(
    "environment", [{}, {"DEV_MAIL": "1", "PUBLIC_URL": "https://jobs.example.org"}]
)
def test_off_unless_asked_for_and_on_this_machine(monkeypatch, environment):
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    settings.cache_clear()
    assert dev_mail.routes() == []
