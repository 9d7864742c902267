"""The two notification choices of an account, both free (R5)."""

from dataclasses import dataclass

from sqlmodel import Session

from ilojobs_app.accounts.models import Account
from ilojobs_app.core.errors import NotFound


@dataclass(frozen=True)
class NotificationChoices:
    """What a candidate agreed to receive by mail."""

    wants_alerts: bool
    wants_communications: bool


def notification_choices(session: Session, *, account_id: int) -> NotificationChoices:
    """Give the choices of an account.

    Raises:
        NotFound: the account is gone.
    """
    account = _own(session, account_id)
    return NotificationChoices(account.wants_alerts, account.wants_communications)


def choose_communications(session: Session, *, account_id: int, wanted: bool) -> None:
    """Receive communications of the ILO about job opportunities, or stop receiving them.

    Raises:
        NotFound: the account is gone.
    """
    _own(session, account_id).wants_communications = wanted


def _own(session: Session, account_id: int) -> Account:
    account = session.get(Account, account_id)
    if account is None:
        raise NotFound
    return account
