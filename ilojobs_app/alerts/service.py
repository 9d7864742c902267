"""What a candidate can do with job alerts (R5, R17, R18, B7)."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlmodel import Session

from ilojobs_app.accounts.models import Account
from ilojobs_app.alerts import store
from ilojobs_app.alerts.checks import check_criteria, check_pause, check_weekday, checked_zone
from ilojobs_app.alerts.criteria import AlertCriteria
from ilojobs_app.alerts.errors import ALERTS_MAX, AlertExists, TooManyAlerts
from ilojobs_app.alerts.models import Frequency, JobAlert
from ilojobs_app.alerts.preview import preview
from ilojobs_app.alerts.schedule import MERGE, next_run
from ilojobs_app.alerts.unsubscribing import read_unsubscribe, unsubscribe
from ilojobs_app.alerts.views import AlertView
from ilojobs_app.core.errors import NotFound
from ilojobs_app.core.i18n import as_language

__all__ = [
    "change",
    "create",
    "delete",
    "own_alerts",
    "pause",
    "pause_until",
    "preview",
    "read_unsubscribe",
    "resume",
    "set_wants_alerts",
    "undelete",
    "unsubscribe",
    "wants_alerts",
]


def create(
    session: Session,
    *,
    account_id: int,
    criteria: AlertCriteria,
    frequency: Frequency,
    weekday: int,
    language: str,
    time_zone: str,
    now: datetime,
) -> int:
    """Create an alert; give its id (R17). A profile is not needed (R6).

    Args:
        weekday: 0 is Monday; of weekly alerts.
        time_zone: IANA, of the candidate's browser; Geneva's where there is no such zone. All
            alerts of the candidate follow it, so that they can be one mail.

    Raises:
        Invalid: a category, place, keyword or weekday that does not exist.
        AlertExists: the same criteria, whatever the frequency.
        TooManyAlerts: 30 stand already.
    """
    criteria = check_criteria(session, criteria)
    check_weekday(weekday)
    store.lock_account(session, account_id)
    alerts = store.list_alerts(session, account_id)
    key = store.criteria_id(session, criteria)
    _refuse_double(alerts, key)
    if len(alerts) >= ALERTS_MAX:
        raise TooManyAlerts
    made = JobAlert(
        account_id=account_id,
        criteria_id=key,
        criteria=criteria.stored(),
        frequency=frequency,
        weekday=weekday,
        language=as_language(language),
        time_zone=checked_zone(time_zone),
        created_at=now,
        last_run_at=now,
    )
    if frequency is not Frequency.IMMEDIATE:
        _plan(made, now)
    session.add(made)
    _move_to_zone(alerts, made.time_zone, now)
    session.flush()
    assert made.id is not None
    return made.id


def own_alerts(
    session: Session, *, account_id: int, only: int | None = None, now: datetime
) -> tuple[AlertView, ...]:
    """Give the candidate's alerts, or only one, the oldest first, each with its preview (R18)."""
    alerts = [
        alert
        for alert in store.list_alerts(session, account_id)
        if only is None or alert.id == only
    ]
    ids = [alert.id for alert in alerts if alert.id]
    sent = store.last_sendings(session, ids, now) if ids else {}
    return tuple(
        AlertView(
            id=alert.id or 0,
            criteria=(criteria := AlertCriteria.read(alert.criteria)),
            frequency=alert.frequency,
            weekday=alert.weekday,
            language=alert.language,
            time_zone=alert.time_zone,
            is_paused=alert.is_paused(now),
            paused_until=alert.paused_until if alert.is_paused(now) else None,
            next_run_at=None if alert.frequency is Frequency.IMMEDIATE else alert.next_run_at,
            last_sending=sent.get(alert.id or 0),
            preview=preview(session, criteria=criteria, now=now),
        )
        for alert in alerts
    )


def change(
    session: Session,
    *,
    account_id: int,
    alert_id: int,
    criteria: AlertCriteria | None = None,
    frequency: Frequency | None = None,
    weekday: int | None = None,
    language: str | None = None,
    time_zone: str | None = None,
    now: datetime,
) -> None:
    """Change what is given of an alert; what it has not looked for since its last run stays.

    Raises:
        NotFound, Invalid, AlertExists: as `create`.
    """
    store.lock_account(session, account_id)
    alert = _standing(session, account_id, alert_id)
    others = [one for one in store.list_alerts(session, account_id) if one.id != alert_id]
    if criteria is not None:
        criteria = check_criteria(session, criteria)
        key = store.criteria_id(session, criteria)
        _refuse_double(others, key)
        alert.criteria_id, alert.criteria = key, criteria.stored()
    if weekday is not None:
        check_weekday(weekday)
        alert.weekday = weekday
    alert.frequency = frequency or alert.frequency
    alert.language = as_language(language) if language else alert.language
    if time_zone:
        alert.time_zone = checked_zone(time_zone)
        _move_to_zone(others, alert.time_zone, now)
    _plan(alert, now)
    session.flush()


def pause(session: Session, *, account_id: int, alert_id: int, now: datetime) -> None:
    """Stop sending an alert, without an end; one that is paused keeps the end that it has.

    Raises:
        NotFound: not theirs.
    """
    if not _standing(session, account_id, alert_id).is_paused(now):
        pause_until(session, account_id=account_id, alert_id=alert_id, until=None, now=now)


def pause_until(
    session: Session, *, account_id: int, alert_id: int, until: date | None, now: datetime
) -> None:
    """Stop sending an alert, without an end or until the beginning of a day (B7).

    Args:
        until: the first day on which it is sent again, on the candidate's calendar.

    Raises:
        NotFound: not theirs.
        Invalid: `until` is not a day to come, or more than a year away.
    """
    alert = _standing(session, account_id, alert_id)
    alert.paused_until = check_pause(until, alert.time_zone, now) if until else None
    alert.paused = True
    _plan(alert, now)


def resume(session: Session, *, account_id: int, alert_id: int, now: datetime) -> None:
    """Send an alert again: the next mail also holds what appeared meanwhile and is still open.

    Raises:
        NotFound: not theirs.
    """
    alert = _standing(session, account_id, alert_id)
    alert.paused, alert.paused_until = False, None
    _plan(alert, now)


def delete(session: Session, *, account_id: int, alert_id: int, now: datetime) -> None:
    """Delete an alert (R18); for a day, `undelete` brings it back.

    Raises:
        NotFound: not theirs, or deleted already.
    """
    alert = _standing(session, account_id, alert_id)
    alert.deleted_at, alert.next_run_at = now, None


def undelete(session: Session, *, account_id: int, alert_id: int, now: datetime) -> None:
    """Bring a deleted alert back as it was; an alert that was not deleted stays.

    Raises:
        NotFound: not theirs, or deleted for good.
        AlertExists: the same criteria have been asked for again meanwhile.
        TooManyAlerts: 30 others stand.
    """
    store.lock_account(session, account_id)
    alert = store.own_alert(session, account_id, alert_id)
    if alert.deleted_at is None:
        return
    others = store.list_alerts(session, account_id)
    _refuse_double(others, alert.criteria_id)
    if len(others) >= ALERTS_MAX:
        raise TooManyAlerts
    alert.deleted_at = None
    _plan(alert, now)
    session.flush()


def wants_alerts(session: Session, *, account_id: int) -> bool:
    """Say whether the candidate receives alert mails at all (R5)."""
    account = session.get(Account, account_id)
    return bool(account and account.wants_alerts)


def set_wants_alerts(session: Session, *, account_id: int, wanted: bool, now: datetime) -> None:
    """Turn all alert mails on or off (R5); the alerts stay as they are.

    Turned on again, the next mails also hold what appeared meanwhile and is still open.
    """
    account = store.lock_account(session, account_id)
    if wanted and not account.wants_alerts:
        for alert in store.list_alerts(session, account_id):
            _plan(alert, now)
    account.wants_alerts = wanted


def _standing(session: Session, account_id: int, alert_id: int) -> JobAlert:
    alert = store.own_alert(session, account_id, alert_id)
    if alert.deleted_at is not None:
        raise NotFound
    return alert


def _refuse_double(alerts: Sequence[JobAlert], key: int) -> None:
    for alert in alerts:
        if alert.criteria_id == key:
            raise AlertExists(alert.id or 0)


def _move_to_zone(alerts: Sequence[JobAlert], time_zone: str, now: datetime) -> None:
    for alert in alerts:
        if alert.time_zone != time_zone:
            alert.time_zone = time_zone
            _plan(alert, now)


def _plan(alert: JobAlert, now: datetime) -> None:
    """Set when the alert is sent next, after any change of it."""
    if alert.is_paused(now) and alert.paused_until is None:
        alert.next_run_at = None
        return
    start = max(now, alert.paused_until or now)
    if alert.frequency is Frequency.IMMEDIATE:
        # It looks once for what it may have missed; from then on, new vacancies wake it.
        alert.next_run_at = start + MERGE
        return
    alert.next_run_at = next_run(
        alert.frequency, weekday=alert.weekday, time_zone=alert.time_zone, after=start
    )
