"""How a time zone is called on screen: « heure de Genève ». Data: `time_zones.json`."""

import re
from datetime import datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

from babel import Locale
from babel.core import get_global
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from ilojobs_app.core.i18n import _, format_date, format_time, language
from ilojobs_app.core.lists import FOLDER, WrongList, first_fault
from ilojobs_app.core.operator_json import WrongJson, read_json
from ilojobs_app.core.settings import settings
from ilojobs_app.vacancies.categories import Both

_OFFSET = re.compile(r"Etc/GMT([+-])([1-9]\d?)")


class _Zone(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    city: Both
    time: Both


def check_zones() -> None:
    """Read the names of zones.

    Raises:
        WrongList: the file is not as described, or names a zone that there is not.
    """
    if unknown := [name for name in _zones(_file()) if not is_zone(name)]:
        raise WrongList(f"{_file()}: {unknown[0]} is not an IANA time zone")


def is_zone(name: str) -> bool:
    """Say whether a name is an IANA time zone, such as `Africa/Abidjan`."""
    return name in _known_zones()


def canonical_zone(zone: str) -> str:
    """Give the name of today for one that browsers still report: Asia/Kolkata for Asia/Calcutta.

    By CLDR, which follows renamed places only; tzdata also joins places whose clocks agree.
    """
    return str(get_global("zone_aliases").get(zone, zone))


def city(zone: str) -> str:
    """Give the city that a vacancy's zone is named after on screen: `Genève` for Europe/Zurich."""
    named = _named(zone)
    return named.city.text() if named else reader_city(zone)


def time_name(zone: str) -> str:
    """Give « heure de Genève », or « heure locale (Tbilisi) » where no name is known."""
    named = _named(zone)
    return named.time.text() if named else _local_time(reader_city(zone))


def reader_city(zone: str) -> str:
    """Give CLDR's name of the city of a reader's zone, in the current language."""
    if offset := _OFFSET.fullmatch(zone):
        # In these names, as in POSIX, what is west of Greenwich has a plus.
        return f"UTC{'−' if offset[1] == '+' else '+'}{offset[2]}"
    canonical = canonical_zone(zone)
    last = canonical.rsplit("/", 1)[-1].replace("_", " ")
    return _cldr_cities(language()).get(canonical, last)


def reader_time_name(zone: str) -> str:
    """Name a reader's clock: who lives in Kolkata does not read « heure de New Delhi »."""
    named, own = _named(zone), reader_city(zone)
    return named.time.text() if named and named.city.text() == own else _local_time(own)


def reader_moment(instant: datetime, said_in: str, time_zone: str) -> str:
    """Word an instant by a reader's clock, beside the zone it is said in (B3).

    Empty where both clocks agree: « Chez vous : 29 novembre 2026 à 9 h 05, heure locale (Calcutta) ».
    """
    own, here = (instant.astimezone(ZoneInfo(zone)) for zone in (said_in, time_zone))
    if own.utcoffset() == here.utcoffset():
        return ""
    return _("Chez vous : %(date)s à %(time)s, %(zone)s") % {
        "date": format_date(here.date()),
        "time": format_time(instant, time_zone),
        "zone": reader_time_name(time_zone),
    }


def _local_time(city_name: str) -> str:
    return _("heure locale (%(city)s)") % {"city": city_name}


def _named(zone: str) -> _Zone | None:
    names = _zones(_file())
    return names.get(zone) or names.get(canonical_zone(zone))


@cache
def _cldr_cities(reader_language: str) -> dict[str, str]:
    """Give the cities by canonical zone; Babel keeps many under the names that CLDR began with."""
    known = Locale(reader_language).time_zones
    cities = {zone: names["city"] for zone, names in known.items() if "city" in names}
    # Where a zone and one that was joined to it both have a city, its own counts.
    return {canonical_zone(zone): text for zone, text in cities.items()} | {
        zone: text for zone, text in cities.items() if canonical_zone(zone) == zone
    }


@cache
def _known_zones() -> frozenset[str]:
    # What `localtime` means depends on the machine, and `Factory` on nothing.
    return frozenset(available_timezones() - {"Factory", "localtime"})


def _file() -> Path:
    own = settings().data / "lists" / "time_zones.json"
    return own if own.is_file() else FOLDER / "time_zones.json"


@cache
def _zones(path: Path) -> dict[str, _Zone]:
    try:
        return TypeAdapter(dict[str, _Zone]).validate_python(read_json(path.read_bytes()))
    except (OSError, ValidationError, WrongJson) as error:
        raise WrongList(f"{path}: {first_fault(error)}") from None
