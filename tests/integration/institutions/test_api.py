"""`GET /api/institutions`: JSON, ETag, cache headers, throttle, refusals."""

from collections.abc import Iterator

import pytest
from sqlmodel import SQLModel
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.testclient import TestClient

from ilojobs_app.core import db
from ilojobs_app.core.networks import networks_of
from ilojobs_app.institutions import api
from tests.factories.institutions import make_entry, serve

ASK = {"country": "CH", "q": "gen", "lang": "fr"}


@pytest.fixture
def client() -> Iterator[TestClient]:
    """Give a client of the route over a small list."""
    SQLModel.metadata.create_all(db.engine())
    with db.transaction() as session:
        serve(
            session,
            make_entry("fr:Université de Genève", "en:University of Geneva", city="Genève"),
            make_entry("de:Universität Basel", "fr:Université de Bâle", city="Basel"),
            *(make_entry(f"fr:Haute école {n}") for n in range(30)),
        )
    api._throttle.cache_clear()
    yield TestClient(Starlette(routes=[Route(api.PATH, api.institutions_api)]))
    db.engine().dispose()


def test_it_answers_options_total_and_whether_approximate(client: TestClient) -> None:
    answer = client.get(api.PATH, params=ASK)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("application/json")
    assert answer.json() == {
        "options": [
            {
                "id": 1,
                "name": "Université de Genève",
                "detail": "Genève",
                "words": ["de", "geneva", "geneve", "of", "universite", "university"],
            }
        ],
        "total": 1,
        "approximate": False,
    }


def test_the_matched_name_is_in_the_detail(client: TestClient) -> None:
    (option,) = client.get(api.PATH, params=ASK | {"q": "universität basel"}).json()["options"]
    assert option["name"] == "Université de Bâle"
    assert option["detail"] == "Universität Basel · Bâle"


def test_twenty_at_most_and_more_by_offset(client: TestClient) -> None:
    first = client.get(api.PATH, params=ASK | {"q": "haute"}).json()
    assert (len(first["options"]), first["total"]) == (20, 30)
    more = client.get(api.PATH, params=ASK | {"q": "haute", "offset": 20}).json()
    ids = {option["id"] for option in first["options"] + more["options"]}
    assert len(ids) == 30


def test_an_unchanged_answer_is_not_sent_again(client: TestClient) -> None:
    tag = client.get(api.PATH, params=ASK).headers["etag"]
    again = client.get(api.PATH, params=ASK, headers={"If-None-Match": f'"old", W/{tag}'})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == tag
    other = client.get(api.PATH, params=ASK | {"q": "basel"}, headers={"If-None-Match": tag})
    assert other.status_code == 200
    assert "max-age" in other.headers["cache-control"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"country": ""},
        {"country": "ch"},
        {"country": "CHE"},
        {"q": "x" * 201},
        {"offset": "-1"},
        {"offset": "²"},
        {"offset": "999999"},
    ],
)
def test_what_cannot_be_read_is_refused_with_a_message(
    client: TestClient, wrong: dict[str, str]
) -> None:
    answer = client.get(api.PATH, params=ASK | wrong)
    assert answer.status_code == 400
    assert answer.json()["message"]


@pytest.mark.parametrize("query", ["", "\x00", "'; drop table institutions", "%", "🎓" * 50])
def test_any_text_is_answered(client: TestClient, query: str) -> None:
    assert client.get(api.PATH, params=ASK | {"q": query}).status_code == 200


def test_too_many_questions_in_a_second_are_put_off(client: TestClient) -> None:
    codes = {client.get(api.PATH, params=ASK).status_code for _ in range(60)}
    assert codes == {200, 429}
    refused = next(
        answer for _ in range(60) if (answer := client.get(api.PATH, params=ASK)).status_code == 429
    )
    assert refused.headers["retry-after"] == "1"
    assert refused.json()["message"]


def test_lines_of_one_site_share_a_limit() -> None:
    api._throttle.cache_clear()
    site = [networks_of(f"2001:db8:1:{line:x}::1") for line in range(200)]
    assert not all(api._hit(networks) for networks in site)
    assert api._hit(networks_of("2001:db8:2::1"))
    assert api._hit(networks_of("192.0.2.1"))
