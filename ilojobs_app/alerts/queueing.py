"""From what is due to the outbox: a few statements for a batch of candidates, however many.

All alerts of a candidate that are due at the same time make one mail; a candidate gets one such
mail a local day at most, and « dès la publication » beside it. Nothing new, no mail (B7).
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session

from ilojobs_app.alerts.models import Frequency
from ilojobs_app.alerts.schedule import MERGE, local_day, next_after_skip, next_run
from ilojobs_app.alerts.statements import changed, sql
from ilojobs_app.notifications.models import MailStatus, Priority

KIND = "job_alert_digest"
# Alerts in one transaction: it holds SQLite's only lock, for some tenths of a second.
BATCH = 10_000

_OPEN_MATCHES = """
    SELECT m.criteria_id, MAX(s.appeared_at) AS newest
    FROM alert_vacancies s
    JOIN vacancies v ON v.job_id = s.job_id
    JOIN alert_matches m ON m.job_id = s.job_id
    WHERE v.closes_at >= :now
    GROUP BY m.criteria_id
"""
_CLEAR_NEWEST = sql(f"""
    UPDATE alert_criteria SET newest_at = NULL
    WHERE newest_at IS NOT NULL AND id NOT IN (SELECT criteria_id FROM ({_OPEN_MATCHES}) f)
""")
_SET_NEWEST = sql(f"""
    UPDATE alert_criteria AS c SET newest_at = f.newest FROM ({_OPEN_MATCHES}) f
    WHERE f.criteria_id = c.id AND (c.newest_at IS NULL OR c.newest_at <> f.newest)
""")
# Who gets alerts at all (R5): `p` is the account.
_WANTS = """p.wants_alerts
        AND NOT EXISTS (SELECT 1 FROM bounced_addresses b WHERE b.address_key = p.address_key)"""
# What is due in this batch, for candidates who want it and whose address takes it.
_DUE = f"""
    job_alerts a
    JOIN accounts p ON p.id = a.account_id
    JOIN alert_slots s ON s.time_zone = a.time_zone
        AND s.frequency = a.frequency AND s.weekday = a.weekday
    JOIN alert_criteria c ON c.id = a.criteria_id AND c.newest_at > a.last_run_at
    WHERE a.account_id > :low AND a.account_id <= :high AND a.next_run_at <= :now
        AND {_WANTS}
"""
_KEY = "'alerts:' || CAST(a.account_id AS VARCHAR) || ':' || s.suffix"

# With the mail that waits for the candidate already, if one does.
_WAKE = sql(f"""
    UPDATE job_alerts SET next_run_at = COALESCE((
        SELECT MIN(o.next_run_at) FROM job_alerts o
        WHERE o.account_id = job_alerts.account_id AND o.next_run_at <= :wake_at
            AND o.frequency = '{Frequency.IMMEDIATE}'
    ), :wake_at)
    WHERE id IN (
        SELECT a.id FROM alert_criteria c
        JOIN job_alerts a ON a.criteria_id = c.id
        JOIN accounts p ON p.id = a.account_id
        WHERE c.newest_at > a.last_run_at AND a.frequency = '{Frequency.IMMEDIATE}' AND {_WANTS}
            AND a.next_run_at IS NULL AND a.deleted_at IS NULL
            AND NOT (a.paused AND (a.paused_until IS NULL OR a.paused_until > :now))
    )
""")
_ADD_DIGESTS = sql(f"""
    INSERT INTO alert_digests (account_id, key, language, created_at)
    SELECT a.account_id, {_KEY}, MAX(a.language), :now
    FROM {_DUE}
    GROUP BY a.account_id, s.suffix
    ON CONFLICT DO NOTHING
""")
_ADD_SENDINGS = sql(f"""
    INSERT INTO alert_sendings (digest_id, alert_id, since, until)
    SELECT d.id, a.id, a.last_run_at, :now
    FROM alert_digests d, {_DUE} AND d.key = {_KEY} AND d.created_at = :now
    ON CONFLICT DO NOTHING
""")
_ADD_MAILS = sql(f"""
    INSERT INTO outbox_mails (kind, to_address, language, subject, text, html, headers, payload,
        dedupe_key, priority, status, created_at, due_at, leased_by, tries, reason)
    SELECT '{KIND}', p.email, d.language, '', '', '', '{{}}', '{{}}',
        d.key, {Priority.BULK:d}, '{MailStatus.WAITING}', :now, :now, '', 0, ''
    FROM alert_digests d
    JOIN accounts p ON p.id = d.account_id
    WHERE d.account_id > :low AND d.account_id <= :high AND d.created_at = :now
    ON CONFLICT DO NOTHING
""")
# Whoever has had today's mail gets what is new with that of tomorrow.
_POSTPONE = sql(f"""
    UPDATE job_alerts SET next_run_at = (
        SELECT s.retry_at FROM alert_slots s WHERE s.time_zone = job_alerts.time_zone
            AND s.frequency = job_alerts.frequency AND s.weekday = job_alerts.weekday
    )
    WHERE id IN (
        SELECT a.id FROM {_DUE} AND s.retry_at IS NOT NULL
            AND EXISTS (SELECT 1 FROM alert_digests d WHERE d.key = {_KEY})
    )
""")
_ADVANCE = sql(f"""
    UPDATE job_alerts AS a SET
        next_run_at = s.next_run_at,
        last_run_at = CASE WHEN {_WANTS} THEN :now ELSE a.last_run_at END
    FROM alert_slots s, accounts p
    WHERE s.time_zone = a.time_zone AND s.frequency = a.frequency AND s.weekday = a.weekday
        AND p.id = a.account_id
        AND a.account_id > :low AND a.account_id <= :high AND a.next_run_at <= :now
""")
_DUE_SCHEDULES = sql("""
    SELECT DISTINCT time_zone, frequency, weekday FROM job_alerts WHERE next_run_at <= :now
""")
_SET_SLOT = sql("""
    INSERT INTO alert_slots (time_zone, frequency, weekday, suffix, next_run_at, retry_at)
    VALUES (:time_zone, :frequency, :weekday, :suffix, :next_run_at, :retry_at)
    ON CONFLICT (time_zone, frequency, weekday) DO UPDATE SET suffix = excluded.suffix,
        next_run_at = excluded.next_run_at, retry_at = excluded.retry_at
""")
_END_OF_BATCH = sql("""
    SELECT account_id FROM job_alerts WHERE account_id > :low AND next_run_at <= :now
    ORDER BY account_id LIMIT 1 OFFSET :size
""")
_IS_DUE = sql("SELECT 1 FROM job_alerts WHERE next_run_at <= :now LIMIT 1")
_LAST_ACCOUNT = 2**31 - 1


@dataclass(frozen=True)
class Queued:
    """What a batch has queued; `last` is its last account, None when nobody comes after it."""

    alerts: int
    sendings: int
    mails: int
    last: int | None


def is_due(session: Session, now: datetime) -> bool:
    """Say whether any alert is due."""
    return session.execute(_IS_DUE, {"now": now}).first() is not None


def note_newest(session: Session, now: datetime) -> None:
    """Note for all criteria when the last of their vacancies that are open at `now` appeared."""
    session.execute(_CLEAR_NEWEST, {"now": now})
    session.execute(_SET_NEWEST, {"now": now})


def wake_immediate(session: Session, now: datetime) -> None:
    """Plan alerts « dès la publication » for which something has appeared.

    They wait ten minutes, so that what comes meanwhile goes with the same mail (B7).
    """
    session.execute(_WAKE, {"now": now, "wake_at": now + MERGE})


def set_slots(session: Session, now: datetime) -> None:
    """Work out, once for each schedule that is due, when it is due again."""
    due = session.execute(_DUE_SCHEDULES, {"now": now}).all()
    slots = [_slot(zone, Frequency(frequency), weekday, now) for zone, frequency, weekday in due]
    if slots:
        session.execute(_SET_SLOT, slots)


def queue_batch(session: Session, *, after: int, now: datetime, size: int = BATCH) -> Queued:
    """Put the mails of a batch of candidates into the outbox, and move their alerts on.

    Args:
        after: accounts with a greater id are looked at.
        size: at most so many due alerts, but all of a candidate's.
    """
    where = {"low": after, "now": now}
    end = session.execute(_END_OF_BATCH, where | {"size": size}).scalar()
    where["high"] = end or _LAST_ACCOUNT
    session.execute(_POSTPONE, where)
    mails = changed(session.execute(_ADD_DIGESTS, where))
    sendings = changed(session.execute(_ADD_SENDINGS, where)) if mails else 0
    if mails:
        session.execute(_ADD_MAILS, where)
    alerts = changed(session.execute(_ADVANCE, where))
    return Queued(alerts, sendings, mails, end)


def _slot(time_zone: str, frequency: Frequency, weekday: int, now: datetime) -> dict[str, Any]:
    slot = {"time_zone": time_zone, "frequency": frequency.value, "weekday": weekday}
    again = next_run(frequency, weekday=weekday, time_zone=time_zone, after=now)
    if again is None:
        return slot | {"suffix": f"{now:%Y%m%dT%H%M%S.%f}", "next_run_at": None, "retry_at": None}
    retry_at = next_after_skip(time_zone=time_zone, after=now)
    day = local_day(time_zone, now).isoformat()
    return slot | {"suffix": day, "next_run_at": again, "retry_at": retry_at}
