"""How a time zone is called on screen: « heure de Genève ». Data: `time_zones.json`."""

from functools import cache
from pathlib import Path
from zoneinfo import available_timezones

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from ilojobs_app.core.i18n import _
from ilojobs_app.core.lists import FOLDER, WrongList
from ilojobs_app.core.settings import settings
from ilojobs_app.vacancies.categories import Both


class _Zone(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    city: Both
    time: Both


def is_zone(name: str) -> bool:
    """Say whether a name is an IANA time zone, such as `Africa/Abidjan`."""
    return name in _known_zones()


def city(zone: str) -> str:
    """Give the city that a zone is named after on screen: `Genève` for Europe/Zurich."""
    named = _zones(_file()).get(zone)
    if named:
        return named.city.text()
    return zone.rsplit("/", 1)[-1].replace("_", " ")


def time_name(zone: str) -> str:
    """Give « heure de Genève », or « heure locale (Tbilisi) » where no name is known."""
    named = _zones(_file()).get(zone)
    if named:
        return named.time.text()
    return _("heure locale (%(city)s)") % {"city": city(zone)}


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
        return TypeAdapter(dict[str, _Zone]).validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise WrongList(f"{path}: {error}") from None
