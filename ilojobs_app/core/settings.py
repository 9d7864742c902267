"""Settings, read from the environment and checked at start. `docs/operating.md` lists each one."""

import re
from collections.abc import Sequence
from email.utils import parseaddr
from enum import StrEnum
from functools import cache
from ipaddress import ip_address, ip_network
from pathlib import Path
from typing import Self
from urllib.parse import SplitResult, urlsplit

import psycopg
from psycopg.conninfo import conninfo_to_dict
from pydantic import Field, ValidationError, ValidationInfo, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).parent.parent.parent
LOOPBACK_NAMES = {"localhost"}
HOST_NAME = re.compile(r"[a-z0-9._-]+|[0-9a-f:.]+")
DEFAULT_PORTS = {"http": 80, "https": 443}
# Databases take it behind the question mark too.
_PASSWORD = re.compile(r"(\w*password=)[^&]*")
SCHEMES = {
    "database_url": ("postgresql", "postgres", "sqlite"),
    "redis_url": ("redis", "rediss"),
    "queue_url": ("redis", "rediss", "postgresql", "postgres"),
    "smtp_url": ("smtp", "smtps"),
    "ilo_people_url": ("https", "http"),
}


class LogFormat(StrEnum):
    """How a line of the log is written."""

    TEXT = "text"
    JSON = "json"


def is_loopback(host: str) -> bool:
    """Say whether a host name or address can only be reached from this machine."""
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host in LOOPBACK_NAMES or host.endswith(".localhost")


def origin(address: str) -> str:
    """Write the origin of an address as browsers do: lower case, without a default port.

    Raises:
        ValueError: it is no such address, or says more than where the site is.
    """
    parts = urlsplit(address.strip())
    host, port = parts.hostname or "", parts.port
    more = parts.path.strip("/") or parts.query or parts.fragment or "@" in parts.netloc
    if parts.scheme not in DEFAULT_PORTS or more or not HOST_NAME.fullmatch(host):
        raise ValueError("must look like https://jobs.example.org, without a path")
    name = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{name}" + (
        "" if port in {None, DEFAULT_PORTS[parts.scheme]} else f":{port}"
    )


def check_address(address: str, schemes: Sequence[str]) -> None:
    """Refuse an address that what it names could not be reached by, or not where it says.

    Raises:
        ValueError: says what is wrong, and repeats nothing: it may be a password.
    """
    scheme, found, rest = address.partition("://")
    if scheme not in schemes or not found:
        raise ValueError(f"must start with {' or '.join(f'{name}://' for name in schemes)}")
    if scheme == "sqlite":
        if not rest.startswith("/") or rest.strip("/") in {"", ":memory:"}:
            raise ValueError("must name a file: sqlite:////srv/ilojobs/ilojobs.db")
        return
    place = _place(address)
    if scheme.startswith("postgres"):
        try:
            conninfo_to_dict(address)
        except psycopg.ProgrammingError:
            raise ValueError("must look like postgresql://user:password@host:5432/name") from None
    elif not place.hostname:
        raise ValueError("must name a host")
    if scheme.startswith("redis") and not re.fullmatch(r"/?|/\d+", place.path):
        raise ValueError("must end with the number of a database: redis://host:6379/0")


def _place(address: str) -> SplitResult:
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        raise ValueError(
            "must have a number after the host's colon; write / ? # @ of a password as %2F %3F %23 %40"
        ) from None
    return parts


def _from_here(path: Path) -> Path:
    """Give a path that an operator names from where they stand; a default stays with the project."""
    try:
        path = path.expanduser()
        return path if path.is_absolute() else Path.cwd() / path
    except (OSError, RuntimeError):
        raise ValueError("counts from a folder that is not there: begin it with /") from None


def shown(name: str, value: object) -> str:
    """Give a setting's value as it may be printed: without the passwords of addresses."""
    text = _PASSWORD.sub(r"\1***", str(value))
    if not name.lower().endswith("_url") or "@" not in text:
        return text
    scheme = text.partition("://")[0] + "://" if "://" in text else ""
    return f"{scheme}***@{text.rpartition('@')[2]}"


def _given(name: str, value: object) -> str:
    """Give a value that is refused: where its host should be may stand its password."""
    text = shown(name, value)
    if name not in SCHEMES or "@" in text:
        return text
    return f"{text.partition('://')[0]}://***" if "://" in text else "***"


class Settings(BaseSettings):
    """One field a setting; the environment variable has the same name in capitals."""

    model_config = SettingsConfigDict(env_ignore_empty=True, extra="ignore")

    host: str = Field(default="127.0.0.1", description="Address the server listens on.")
    port: int = Field(default=8000, ge=1, le=65535, description="Port the server listens on.")
    workers: int = Field(
        default=1,
        ge=1,
        le=64,
        description="Processes that serve the site. More than one needs REDIS_URL.",
    )
    public_url: str = Field(
        default="",
        description="Address candidates use. Decides links in mails, canonical addresses and "
        "the accepted Origin. Default: http://localhost:PORT.",
    )
    hsts_subdomains: bool = Field(
        default=False,
        description="Over https: browsers then refuse plain http for every subdomain of the site too.",
    )
    trusted_proxies: str = Field(
        default="127.0.0.1,::1",
        description="Addresses or networks of proxies whose X-Forwarded-For is believed.",
    )
    sockets_per_address: int = Field(
        default=200,
        ge=1,
        description="Pages that one network address may have connected at a time, in each process.",
    )
    data: Path = Field(
        default=Path("var"),
        validate_default=False,
        description="Folder for all that is written: database, mail, replaced lists.",
    )
    database_url: str = Field(
        default="",
        description="SQLAlchemy address of the database. Default: SQLite in DATA.",
    )
    redis_url: str = Field(
        default="",
        description="Redis, shared by several servers for states and throttles. "
        "Default: none, one server keeps them in memory.",
    )
    smtp_url: str = Field(
        default="",
        description="smtp://user:password@host:port or smtps://…; default: mails are files in DATA/mail.",
    )
    mail_from: str = Field(
        default="ILO Jobs <no-reply@localhost>", description="Sender of the mails."
    )
    mails_per_second: int = Field(
        default=0,
        ge=0,
        description="At most so many mails leave in a second, of all workers together; 0: no limit.",
    )
    mail_kept_days: int = Field(
        default=90,
        ge=7,
        le=3650,
        description="Rows of mails that have left are deleted after so many days.",
    )
    queue_url: str = Field(
        default="",
        description="Store of the workers' queue: redis://… or postgresql://…. "
        "Default: SQLite in DATA.",
    )
    dev_mail: bool = Field(
        default=False,
        description="Development only: /dev/mail shows every mail that was sent, links included.",
    )
    alert_hour: int = Field(
        default=7,
        ge=0,
        le=23,
        description="Hour of the candidate's own clock at which job alerts are sent.",
    )
    log_format: LogFormat = Field(
        default=LogFormat.TEXT, description="Lines of the log: text for people, json for programs."
    )
    health_disk_mb: int = Field(
        default=200, ge=0, description="/health/ready wants so many megabytes free for DATA."
    )
    health_mail_minutes: int = Field(
        default=15,
        ge=1,
        description="/health/ready wants no mail that somebody waits for to be late by so much.",
    )
    ilo_people_url: str = Field(
        default="https://www.ilo.org/",
        description="Where serving ILO staff are sent (R2).",
    )
    draft_days: int = Field(
        default=30, ge=2, le=3650, description="Drafts of profiles are kept so long without use."
    )
    draft_reminder_days: int = Field(
        default=7,
        ge=1,
        le=365,
        description="A mail says so many days before that drafts are deleted.",
    )
    session_hours: int = Field(
        default=12,
        ge=1,
        le=720,
        description="A session ends so many hours after signing in, used or not.",
    )
    session_idle_minutes: int = Field(
        default=120,
        ge=10,
        le=43200,
        description="A session ends after so many minutes without use; typing is use.",
    )
    test_mode: bool = Field(
        default=False,
        description="Only for the test suite: lets it move the clock.",
    )

    @field_validator("public_url")
    @classmethod
    def _bare_origin(cls, value: str) -> str:
        return origin(value) if value else value

    @field_validator("trusted_proxies")
    @classmethod
    def _networks(cls, value: str) -> str:
        try:
            return ",".join(str(ip_network(part.strip())) for part in value.split(","))
        except ValueError:
            raise ValueError("must be addresses or networks: 127.0.0.1,10.0.0.0/8") from None

    @field_validator(*SCHEMES)
    @classmethod
    def _usable_address(cls, value: str, info: ValidationInfo) -> str:
        if value:
            check_address(value, SCHEMES[str(info.field_name)])
        return value

    @field_validator("data")
    @classmethod
    def _named_folder(cls, value: Path) -> Path:
        return _from_here(value)

    @field_validator("database_url")
    @classmethod
    def _named_file(cls, value: str) -> str:
        scheme, _slashes, file = value.partition(":///")
        return f"sqlite:///{_from_here(Path(file))}" if scheme == "sqlite" else value

    @field_validator("mail_from")
    @classmethod
    def _has_address(cls, value: str) -> str:
        if "@" not in parseaddr(value)[1] or not value.isprintable():
            raise ValueError("must look like ILO Jobs <no-reply@jobs.example.org>")
        return value

    @field_validator("draft_reminder_days")
    @classmethod
    def _in_time(cls, value: int, info: ValidationInfo) -> int:
        if value >= info.data.get("draft_days", value + 1):
            raise ValueError("must be less than DRAFT_DAYS")
        return value

    @model_validator(mode="after")
    def _defaults(self) -> Self:
        self.data = ROOT / self.data
        self.public_url = self.public_url or origin(f"http://localhost:{self.port}")
        self.database_url = self.database_url or f"sqlite:///{self.data / 'ilojobs.db'}"
        return self

    @property
    def is_https(self) -> bool:
        """Whether candidates reach the site over https, which makes the session cookie Secure."""
        return self.public_url.startswith("https://")

    @property
    def public_host(self) -> str:
        """Host name in PUBLIC_URL, without the port."""
        return urlsplit(self.public_url).hostname or "localhost"

    @property
    def shows_mail(self) -> bool:
        """Whether `/dev/mail` is there: asked for, and on this machine only."""
        return self.dev_mail and is_loopback(self.public_host)

    @property
    def database_file(self) -> Path | None:
        """The file of an SQLite database, and nothing for another one."""
        scheme, _slashes, file = self.database_url.partition(":///")
        return Path(file.partition("?")[0]) if scheme == "sqlite" else None

    @property
    def mail_folder(self) -> Path:
        """Where mails are written while no SMTP_URL is set."""
        return self.data / "mail"


class WrongSetting(Exception):
    """A setting has a value that cannot be used; the message names it."""


@cache
def settings() -> Settings:
    """Read the settings once.

    Raises:
        WrongSetting: one line a wrong setting, with its name in capitals.
    """
    try:
        return Settings()
    except ValidationError as error:
        lines = [
            f"{name.upper()}: {e['msg'].removeprefix('Value error, ')} "
            f"(given: {_given(name, e['input'])!r})"
            for e in error.errors()
            for name in (str(e["loc"][0]),)
        ]
        raise WrongSetting("\n".join(lines)) from None
