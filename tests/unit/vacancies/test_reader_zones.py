"""A reader's zone by its name of today, and its city as CLDR calls it in the reader's language."""

from pathlib import Path
from zoneinfo import available_timezones

import pytest
import tzdata
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.testclient import TestClient

from ilojobs_app.alerts.checks import checked_zone
from ilojobs_app.core.i18n import use_language
from ilojobs_app.vacancies.zones import (
    canonical_zone,
    city,
    is_zone,
    reader_city,
    reader_time_name,
    time_name,
)
from ilojobs_app.vacancies.zones_api import zones_api

NAMES = [
    # As browsers report it, today, in French, in English.
    ("Asia/Calcutta", "Asia/Kolkata", "Calcutta", "Kolkata"),
    ("Asia/Kolkata", "Asia/Kolkata", "Calcutta", "Kolkata"),
    ("Asia/Saigon", "Asia/Ho_Chi_Minh", "Hô-Chi-Minh-Ville", "Ho Chi Minh City"),
    ("Asia/Katmandu", "Asia/Kathmandu", "Katmandou", "Kathmandu"),
    ("Asia/Rangoon", "Asia/Yangon", "Rangoun", "Yangon"),
    ("America/Godthab", "America/Nuuk", "Nuuk", "Nuuk"),
    ("America/Buenos_Aires", "America/Argentina/Buenos_Aires", "Buenos Aires", "Buenos Aires"),
    ("America/Indianapolis", "America/Indiana/Indianapolis", "Indianapolis", "Indianapolis"),
    ("US/Pacific", "America/Los_Angeles", "Los Angeles", "Los Angeles"),
    ("Singapore", "Asia/Singapore", "Singapour", "Singapore"),
    ("GB", "Europe/London", "Londres", "London"),
    ("Africa/Dakar", "Africa/Dakar", "Dakar", "Dakar"),
    ("Europe/Oslo", "Europe/Oslo", "Oslo", "Oslo"),
]


@pytest.mark.parametrize(("reported", "today", "french", "english"), NAMES)
def test_a_readers_city_is_called_as_cldr_calls_it(
    reported: str, today: str, french: str, english: str
) -> None:
    assert canonical_zone(reported) == checked_zone(reported) == today
    with use_language("fr"):
        assert reader_city(reported) == french
    with use_language("en"):
        assert reader_city(reported) == english


def test_a_bare_offset_has_the_sign_that_readers_know() -> None:
    assert [reader_city(zone) for zone in ("Etc/GMT+3", "Etc/GMT-11")] == ["UTC−3", "UTC+11"]


def test_one_city_has_one_name_whether_it_is_a_vacancys_or_a_readers() -> None:
    with use_language("fr"):
        assert city("Asia/Dacca") == reader_city("Asia/Dacca") == "Dhaka"


def test_kiev_is_kyiv() -> None:
    assert checked_zone("Europe/Kiev") == "Europe/Kyiv"
    with use_language("en"):
        assert reader_city("Europe/Kiev") == reader_city("Europe/Kyiv") == "Kyiv"


def test_every_old_name_of_tzdata_has_the_city_of_todays() -> None:
    table = Path(tzdata.__file__).parent / "zoneinfo" / "tzdata.zi"
    old = [
        line.split()[2]
        for line in table.read_text(encoding="utf-8").splitlines()
        if line[:2] == "L "
    ]
    assert len(old) > 200
    for zone in {*old, *available_timezones()} - {"Factory", "localtime"}:
        for language in ("fr", "en"):
            with use_language(language):
                assert is_zone(canonical_zone(zone)), zone
                assert reader_city(zone) == reader_city(canonical_zone(zone))
                assert "/" not in reader_city(zone)
                assert "_" not in reader_city(zone)


def test_the_office_keeps_its_names_and_the_reader_their_city() -> None:
    with use_language("en"):
        assert city("Asia/Calcutta") == city("Asia/Kolkata") == "New Delhi"
        assert time_name("Asia/Calcutta") == "New Delhi time"
        assert "Kolkata" in reader_time_name("Asia/Calcutta")
        assert reader_time_name("Africa/Nairobi") == "Nairobi time"


def test_the_page_asks_for_the_name_of_its_zone() -> None:
    client = TestClient(Starlette(routes=[Route("/api/time-zones", zones_api)]))

    def asked(zone: str, language: str) -> object:
        return client.get("/api/time-zones", params={"zone": zone, "lang": language}).json()

    assert asked("Asia/Saigon", "fr") == {"city": "Hô-Chi-Minh-Ville"}
    assert asked("Asia/Saigon", "en") == {"city": "Ho Chi Minh City"}
    assert client.get("/api/time-zones", params={"zone": "../x"}).status_code == 404
