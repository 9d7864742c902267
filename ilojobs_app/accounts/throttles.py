"""Waits that grow with each try, kept in the database so that every server knows them."""

import hashlib
import math
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network

from sqlalchemy import bindparam, text
from sqlmodel import Session, select

from ilojobs_app.accounts.models import Throttle
from ilojobs_app.core.db import UTCDateTime
from ilojobs_app.core.errors import RuleError
from ilojobs_app.core.i18n import ngettext

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


QUARTER = timedelta(minutes=15)
# To one account from one network: who tries somebody else's account makes themselves wait, not them.
SIGN_IN_TO_ACCOUNT = Limit("sign-in account", 5, timedelta(seconds=30), QUARTER)
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


def network_of(address: str) -> str:
    """Give what counts as one client: an IPv4 address, or the /64 of an IPv6 one, which is one line."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if not isinstance(found, IPv6Address):
        return str(found)
    return str(found.ipv4_mapped or ip_network((found.packed, 64), strict=False))


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
    due = throttle.last_at + limit.wait_after(throttle.tries)
    return max(0, math.ceil((due - now).total_seconds())) if throttle.tries else 0


def count_try(throttle: Throttle, now: datetime) -> None:
    """Count a try."""
    throttle.tries += 1
    throttle.last_at = now


def may_mail(session: Session, limit: Limit, address: str, now: datetime) -> bool:
    """Say whether an address that may not want our mail gets one more, and count it.

    Args:
        limit: `CONFIRM_BY_MAIL` or `RESET_BY_MAIL`.
        address: its compared form.
    """
    throttle = find_throttle(session, limit, address, now)
    if seconds_left(throttle, limit, now):
        return False
    count_try(throttle, now)
    return True


def forget_tries(session: Session, *, account_key: str, network: str, now: datetime) -> None:
    """Forget the tries at an account whose owner has come."""
    find_throttle(session, SIGN_IN_TO_ACCOUNT, f"{account_key} {network}", now).tries = 0
    find_throttle(session, SIGN_IN_FROM_ANYWHERE, account_key, now).tries = 0
