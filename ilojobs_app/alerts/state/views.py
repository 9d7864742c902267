"""What Options shows of alerts: small frozen views, worded in the current language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import Session

from ilojobs_app.alerts import service, stopped
from ilojobs_app.alerts.models import Frequency
from ilojobs_app.alerts.recently_deleted import recently_deleted
from ilojobs_app.alerts.schedule import local_day
from ilojobs_app.alerts.state.words import moment, preview_words, sentence_case
from ilojobs_app.alerts.views import AlertView, LastSending, SentVacancy
from ilojobs_app.core.i18n import _, format_date, language
from ilojobs_app.vacancies import notice
from ilojobs_app.vacancies.models import Vacancy
from ilojobs_app.vacancies.standings import standings_of
from ilojobs_app.vacancies.views import Standing


@dataclass(frozen=True)
class VacancyRow:
    """A vacancy as a line; `href` is empty once it is closed (R16)."""

    key: int
    title: str
    note: str
    href: str


@dataclass(frozen=True)
class AlertCard:
    """An alert of the list, all worded: see `alerts.jsx`.

    Args:
        paused: by the candidate; `off` where all alert mails are turned off (R5).
        weekday: 0 is Monday, as the page's list of days has it.
        until: the day on which a pause ends, and `tomorrow` the earliest, as YYYY-MM-DD.
        edit: address of the form that changes its criteria.
    """

    id: int
    title: str
    details: str = ""
    removed: bool = False
    paused: bool = False
    off: bool = False
    frequency: str = Frequency.WEEKLY.value
    weekday: str = "0"
    language: str = "fr"
    until: str = ""
    tomorrow: str = ""
    next: str = ""
    last: str = ""
    last_rows: tuple[VacancyRow, ...] = ()
    count: str = ""
    rows: tuple[VacancyRow, ...] = ()
    edit: str = ""


@dataclass(frozen=True)
class OptionsView:
    """All that the list shows, read at once."""

    cards: tuple[AlertCard, ...]
    wants_alerts: bool


def options_view(session: Session, *, account_id: int, now: datetime) -> OptionsView:
    """Read and word a candidate's alerts, those that were just deleted in their old places."""
    wants = service.wants_alerts(session, account_id=account_id)
    refused = stopped.is_stopped(session, account_id=account_id)
    alerts = service.own_alerts(session, account_id=account_id, now=now)
    own = standings_of(session, account_id=account_id, job_ids=_job_ids(alerts))
    cards = [card_of(alert, own, wants=wants, refused=refused, now=now) for alert in alerts]
    cards += [
        AlertCard(id=alert_id, title=criteria.title(), details=criteria.details(), removed=True)
        for alert_id, criteria in recently_deleted(session, account_id=account_id, now=now)
    ]
    return OptionsView(tuple(sorted(cards, key=lambda card: card.id)), wants)


def card_of(
    alert: AlertView,
    own: Mapping[int, Standing],
    *,
    wants: bool,
    refused: bool,
    now: datetime,
) -> AlertCard:
    """Word an alert.

    Args:
        own: where the candidate stands with its vacancies, by job ID.
        refused: the account's address refuses our mails.
    """
    criteria, until = alert.criteria, alert.paused_until
    zone = ZoneInfo(alert.time_zone)
    return AlertCard(
        id=alert.id,
        title=criteria.title(),
        details=criteria.details(),
        paused=alert.is_paused,
        off=not wants,
        frequency=alert.frequency.value,
        weekday=str(alert.weekday),
        language=alert.language,
        until=until.astimezone(zone).date().isoformat() if until else "",
        tomorrow=(local_day(alert.time_zone, now) + timedelta(days=1)).isoformat(),
        next=_next(alert, wants=wants, refused=refused),
        last=_last(alert),
        last_rows=_sent_rows(alert.last_sending, own),
        count=preview_words(alert.preview),
        rows=rows_of(alert.preview.vacancies, own),
        edit=f"/{language()}/options/job-alerts?edit={alert.id}",
    )


def rows_of(vacancies: Sequence[Vacancy], own: Mapping[int, Standing]) -> tuple[VacancyRow, ...]:
    """Word the open vacancies of a preview; who has applied for one is told so."""
    return tuple(
        VacancyRow(
            key=vacancy.job_id,
            title=vacancy.text("title"),
            note=_note(
                f"{notice.grade(vacancy)}, {notice.duty_station(vacancy)}", own.get(vacancy.job_id)
            ),
            href=_address(vacancy.job_id),
        )
        for vacancy in vacancies
    )


def _next(alert: AlertView, *, wants: bool, refused: bool) -> str:
    if not wants:
        return _("Aucun envoi tant que vos alertes sont désactivées")
    if refused:
        return _("Aucun envoi : votre adresse a refusé nos courriels")
    if alert.is_paused and alert.paused_until is None:
        return _("Aucun envoi avant la reprise")
    if alert.is_paused and alert.paused_until:
        day = alert.paused_until.astimezone(ZoneInfo(alert.time_zone)).date()
        return _("Reprise le %(date)s") % {"date": format_date(day)}
    if alert.next_run_at is None:
        return _("Dès qu'un poste est publié")
    return sentence_case(moment(alert.next_run_at, alert.time_zone))


def _last(alert: AlertView) -> str:
    if alert.last_sending is None:
        return _("Aucun courriel envoyé jusqu'ici")
    sent = moment(alert.last_sending.sent_at, alert.time_zone)
    return _("Dernier envoi : %(moment)s") % {"moment": sent}


def _note(words: str, standing: Standing | None) -> str:
    return " · ".join(part for part in (words, standing.words if standing else "") if part)


def _job_ids(alerts: Sequence[AlertView]) -> list[int]:
    shown = {vacancy.job_id for alert in alerts for vacancy in alert.preview.vacancies}
    sendings = (alert.last_sending for alert in alerts)
    return sorted(shown | {one.job_id for sent in sendings if sent for one in sent.vacancies})


def _sent_rows(sending: LastSending | None, own: Mapping[int, Standing]) -> tuple[VacancyRow, ...]:
    rows = sending.vacancies if sending else ()
    return tuple(_sent_row(sent, own.get(sent.job_id)) for sent in rows)


def _sent_row(sent: SentVacancy, standing: Standing | None) -> VacancyRow:
    return VacancyRow(
        key=sent.job_id,
        title=sent.title_en if language() == "en" else sent.title_fr,
        note=_note("" if sent.is_open else _("(clos)"), standing),
        href=_address(sent.job_id) if sent.is_open else "",
    )


def _address(job_id: int) -> str:
    return f"/{language()}/vacancies/{job_id}"
