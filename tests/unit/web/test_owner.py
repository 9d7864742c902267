"""A form that is posted belongs to the account that its page was made for, and to no other."""

import re
from types import SimpleNamespace
from typing import Any

import pytest
from markupsafe import Markup
from starlette.applications import Starlette
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send

from ilojobs_app import server  # registers every island
from ilojobs_app.core.settings import Settings
from ilojobs_app.core.templating import ROOT
from ilojobs_app.web import islands, site
from ilojobs_app.web.answers import with_owner
from ilojobs_app.web.islands import Redirect
from ilojobs_app.web.principal import Principal

assert server
B = Principal(2, 1, "B", "B", "b@example.org")
OWNED = [route for route in islands.ROUTES if "POST" in route.methods and not route.anyones]


class AnyPage(dict[tuple[str, str], Any]):
    """A frame that shows the island alone, for any address."""

    def __missing__(self, key: tuple[str, str]) -> Any:
        return SimpleNamespace(policy="", fill=lambda filling: str(filling.slots["island"]))


def post(path: str, form: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> tuple[int, list[str]]:
    """Post a form with B's cookie; give the status and what was written."""
    written: list[str] = []

    async def look_up(_session_id: int) -> Principal:
        return B

    async def sign_out(_session_id: int) -> None:
        written.append("sign-out")

    def answer(*_arguments: Any) -> Redirect:
        written.append(path)
        return Redirect("/done")

    monkeypatch.setattr(site, "answer", answer)
    layer = site.Site(
        Starlette(), settings=Settings(), pages=AnyPage(), look_up=look_up, sign_out=sign_out
    )

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        scope["ilojobs"] = {"session_id": 1, "browser": "", "language": "fr"}
        await layer(scope, receive, send)

    client = TestClient(app, follow_redirects=False)
    return client.post(f"/fr{path}", data=form).status_code, written


def test_some_forms_have_an_owner() -> None:
    assert {"/profile/summary", "/options/job-alerts"} <= {route.path for route in OWNED}


@pytest.mark.parametrize("form", [{"owner": "account-1"}, {"owner": ""}, {}, {"owner": "visitor"}])
@pytest.mark.parametrize("path", [*(re.sub("{.*?}", "1", r.path) for r in OWNED), "/sign-out"])
def test_form_of_another_account_is_refused_and_writes_nothing(
    path: str, form: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert post(path, form, monkeypatch) == (409, [])


@pytest.mark.parametrize("path", [*(re.sub("{.*?}", "1", r.path) for r in OWNED), "/sign-out"])
def test_own_form_is_taken(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert post(path, {"owner": "account-2"}, monkeypatch)[0] == 303


@pytest.mark.parametrize("template", sorted(ROOT.glob("*/templates/**/*.html")), ids=str)
def test_every_form_of_every_template_that_is_posted_carries_its_owner(template: Any) -> None:
    source = template.read_text(encoding="utf-8")
    marked = with_owner(Markup(source), "account-2")
    assert marked.count('name="owner" value="account-2"') == len(
        re.findall(r'method=["\']?post', source, re.I)
    )
