"""Links of the mails that stop alerts without signing in (RFC 8058).

A link holds the secret of its mail, and after it the id of an alert where it stops that one only.
The database knows the digest of the secret; each rendering of a mail makes a new one, and those
of earlier renderings, which may have been delivered, stay good.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from ilojobs_app.accounts.models import Account
from ilojobs_app.accounts.secrets import digest, new_secret
from ilojobs_app.alerts.criteria import AlertCriteria
from ilojobs_app.alerts.models import Digest, JobAlert, Sending, UnsubscribeLink
from ilojobs_app.alerts.statements import sql
from ilojobs_app.alerts.views import UnsubscribeView
from ilojobs_app.core.errors import NotFound

_ADD_LINK = sql(
    "INSERT INTO alert_unsubscribe_links (secret_digest, digest_id) VALUES (:secret, :mail)"
)
_SECRET_LENGTH = len(new_secret())


def new_link(session: Session, digest_id: int) -> str:
    """Make the token of a mail: it stops all alerts of the mail; with an id after it, that one."""
    secret = new_secret()
    session.connection().execute(_ADD_LINK, {"secret": digest(secret), "mail": digest_id})
    return secret


def read_unsubscribe(session: Session, *, token: str) -> UnsubscribeView:
    """Give what a link would stop. Changes nothing: mail scanners open every link.

    Raises:
        NotFound: no mail had this link, or it is too old.
    """
    mail, alerts = _resolve(session, token)
    account = session.get(Account, mail.account_id)
    return UnsubscribeView(
        alerts=[(alert.id or 0, AlertCriteria.read(alert.criteria)) for alert in alerts],
        wants_alerts=bool(account and account.wants_alerts),
    )


def unsubscribe(session: Session, *, token: str, all_alerts: bool, now: datetime) -> int:
    """Delete the alerts of a link, or with `all_alerts` turn off all alert mails (R5).

    Done twice, it is done. For a day, the candidate can bring them back in Options.

    Returns:
        How many alerts are deleted now; 0 with `all_alerts`.

    Raises:
        NotFound: as `read_unsubscribe`.
    """
    mail, alerts = _resolve(session, token)
    if all_alerts:
        account = session.get(Account, mail.account_id)
        if account:
            account.wants_alerts = False
        return 0
    for alert in alerts:
        alert.deleted_at, alert.next_run_at = now, None
    return len(alerts)


def _resolve(session: Session, token: str) -> tuple[Digest, Sequence[JobAlert]]:
    secret, alert_id = token[:_SECRET_LENGTH], token[_SECRET_LENGTH:]
    mail = session.exec(
        select(Digest)
        .join(UnsubscribeLink, col(UnsubscribeLink.digest_id) == col(Digest.id))
        .where(UnsubscribeLink.secret_digest == digest(secret))
    ).first()
    if mail is None or not (alert_id.isdecimal() or not alert_id) or len(alert_id) > 10:
        raise NotFound
    query = (
        select(JobAlert)
        .join(Sending, col(Sending.alert_id) == col(JobAlert.id))
        .where(Sending.digest_id == mail.id, col(JobAlert.deleted_at).is_(None))
        .order_by(col(JobAlert.id))
    )
    if alert_id:
        query = query.where(JobAlert.id == int(alert_id))
    return mail, session.exec(query).all()
