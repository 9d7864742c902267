"""Waits that grow with each try, kept in the database so that every server knows them."""

import hashlib
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import bindparam, text
from sqlmodel import Session, select

from ilojobs_app.accounts.addresses import mailbox
from ilojobs_app.accounts.models import Throttle
from ilojobs_app.core.db import UTCDateTime
from ilojobs_app.core.errors import RuleError
from ilojobs_app.core.i18n import ngettext
from ilojobs_app.core.networks import networks_of

# After so long without a try, all is forgotten.
FORGOTTEN_AFTER = timedelta(hours=24)


@dataclass(frozen=True)
class Limit:
    """So many tries are free; then each one doubles the wait, up to the longest."""

    name: str
    free: int
    first_wait: timedelta
    longest_wait: timedelta

    def wait_after(self, tries: int) -> timedelta:
        """Give the time to wait after so many tries."""
        if tries < self.free:
            return timedelta()
        # The exponent is bounded so that years of tries do not overflow.
        doublings = min(tries - self.free, 20)
        return min(self.first_wait * (1 << doublings), self.longest_wait)


# What a limit is counted for: a network, an account, a mailbox.
Counted = tuple[Limit, str]

# A site of an IPv6 network holds many lines, as an office holds many people.
SITE_FACTOR = 4
QUARTER = timedelta(minutes=15)
# To one account from one network: who tries somebody else's account makes themselves wait, not them.
SIGN_IN_TO_ACCOUNT = Limit("sign-in account", 5, timedelta(seconds=30), QUARTER)
# To one account from a device that it has signed in from: others' tries do not count there.
SIGN_IN_FROM_DEVICE = Limit("sign-in device", 5, timedelta(seconds=30), QUARTER)
# To one account from all networks together: a botnet gets one try a minute, its owner a gap as often.
SIGN_IN_FROM_ANYWHERE = Limit("sign-in anywhere", 50, timedelta(seconds=15), timedelta(minutes=1))
# Many candidates may share one network address: a school, a mobile operator.
SIGN_IN_FROM_NETWORK = Limit("sign-in network", 50, timedelta(seconds=30), QUARTER)
RESET_FROM_NETWORK = Limit("reset network", 30, timedelta(seconds=30), QUARTER)
REGISTER_FROM_NETWORK = Limit("register network", 100, timedelta(seconds=30), QUARTER)
# Apart, so that registering somebody else's address does not use up their links to a new password.
CONFIRM_BY_MAIL = Limit("mail to confirm", 5, timedelta(minutes=5), timedelta(hours=1))
RESET_BY_MAIL = Limit("mail to reset", 5, timedelta(minutes=5), timedelta(hours=1))


class TooManyTries(RuleError):
    """A try comes too early; the next one counts in `seconds`."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds

    def message(self) -> str:
        """Say how long to wait."""
        if self.seconds < 60:
            return ngettext(
                "Trop d'essais. Attendez %(n)d seconde, puis réessayez.",
                "Trop d'essais. Attendez %(n)d secondes, puis réessayez.",
                self.seconds,
            ) % {"n": self.seconds}
        minutes = math.ceil(self.seconds / 60)
        return ngettext(
            "Trop d'essais. Attendez %(n)d minute, puis réessayez.",
            "Trop d'essais. Attendez %(n)d minutes, puis réessayez.",
            minutes,
        ) % {"n": minutes}


def find_throttle(session: Session, limit: Limit, value: str, now: datetime) -> Throttle:
    """Give the counter of a limit for a value, locked until the transaction ends.

    Two tries at the same time count one after the other.
    """
    key = hashlib.sha256(f"{limit.name}:{value}".encode("utf-8", "replace")).hexdigest()
    insert = text(
        "INSERT INTO throttles (key, tries, last_at) VALUES (:key, 0, :now) "
        "ON CONFLICT (key) DO NOTHING"
    )
    session.execute(
        insert.bindparams(bindparam("key", key), bindparam("now", now, type_=UTCDateTime()))
    )
    throttle = session.exec(
        select(Throttle)
        .where(Throttle.key == key)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()
    if throttle.last_at + FORGOTTEN_AFTER <= now:
        throttle.tries = 0
    return throttle


def seconds_left(throttle: Throttle, limit: Limit, now: datetime) -> int:
    """Give the whole seconds until the next try counts; 0 when it does now."""
    wait = limit.wait_after(throttle.tries)
    # Never longer than the wait itself: a server's clock may have been ahead, and put right.
    left = min(wait, throttle.last_at + wait - now)
    return max(0, math.ceil(left.total_seconds()))


def at_networks(limit: Limit, address: str, of: str = "") -> list[Counted]:
    """Give a limit for each network of an address; a wider one has more free tries.

    Args:
        address: the client's network address.
        of: whatever else the tries are counted by.
    """
    line, *sites = networks_of(address)
    wide = replace(limit, name=f"{limit.name} site", free=limit.free * SITE_FACTOR)
    return [(limit, f"{of}{line}"), *((wide, f"{of}{site}") for site in sites)]


def reserve(session: Session, limits: Sequence[Counted], now: datetime) -> TooManyTries | None:
    """Count a try under each limit, unless one of them asks to wait: then nothing is counted.

    Tries are counted before they are known to be wrong: of many at the same instant, no more pass
    than one after the other.

    Args:
        limits: always in one order, so that two tries never wait for each other in a circle.
    """
    found = [(limit, find_throttle(session, limit, value, now)) for limit, value in limits]
    if seconds := max(seconds_left(throttle, limit, now) for limit, throttle in found):
        return TooManyTries(seconds)
    for _limit, throttle in found:
        count_try(throttle, now)
    return None


def give_back(session: Session, limits: Sequence[Counted], now: datetime) -> None:
    """Take back a try that turned out to be right: it makes nobody else wait."""
    for limit, value in limits:
        throttle = find_throttle(session, limit, value, now)
        throttle.tries = max(0, throttle.tries - 1)
        throttle.last_at = now - limit.wait_after(throttle.tries)


def forget(session: Session, limits: Sequence[Counted], now: datetime) -> None:
    """Forget all tries under limits."""
    for limit, value in limits:
        find_throttle(session, limit, value, now).tries = 0


def count_try(throttle: Throttle, now: datetime) -> None:
    """Count a try."""
    throttle.tries += 1
    throttle.last_at = now


def may_mail(session: Session, limit: Limit, address: str, now: datetime) -> bool:
    """Say whether a mailbox that may not want our mail gets one more, and count it.

    Args:
        limit: `CONFIRM_BY_MAIL` or `RESET_BY_MAIL`.
        address: its compared form.
    """
    return reserve(session, [(limit, mailbox(address))], now) is None


def of_account(account_key: str, address: str) -> list[Counted]:
    """Give the limits of tries at an account from a network that it is not known from."""
    own = at_networks(SIGN_IN_TO_ACCOUNT, address, f"{account_key} ")
    return [*own, (SIGN_IN_FROM_ANYWHERE, account_key)]
