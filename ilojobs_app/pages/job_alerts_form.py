"""The form of an alert, as a category's page and Options show it, and what it sends (R17)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, quote, urlencode

from ilojobs_app.alerts import service, stopped
from ilojobs_app.alerts.checks import checked_zone
from ilojobs_app.alerts.criteria import AlertCriteria
from ilojobs_app.alerts.errors import AlertExists, TooManyAlerts
from ilojobs_app.alerts.models import Frequency
from ilojobs_app.alerts.schedule import DEFAULT_ZONE, next_run
from ilojobs_app.alerts.state.views import VacancyRow, rows_of
from ilojobs_app.alerts.state.words import (
    hint,
    moment,
    preview_words,
    sentence_case,
    weekday_names,
)
from ilojobs_app.alerts.views import AlertView
from ilojobs_app.alerts.wording import FREQUENCIES
from ilojobs_app.core.errors import RuleError
from ilojobs_app.core.i18n import LANGUAGES, _, language
from ilojobs_app.core.text import one_line
from ilojobs_app.pages.vacancy_rows import standings_of
from ilojobs_app.vacancies import service as vacancies
from ilojobs_app.vacancies.categories import categories
from ilojobs_app.web import routes
from ilojobs_app.web.islands import PageRequest, Redirect

TEXT_MAX = 200
KNOWN = "known"
Option = tuple[str, str]


@dataclass(frozen=True)
class Choices:
    """What the form holds; `weekday` counts from Monday, 0."""

    criteria: AlertCriteria
    frequency: Frequency
    weekday: int
    language: str
    time_zone: str


@dataclass(frozen=True)
class Notice:
    """A message over the form, with a link where there is somewhere to go."""

    kind: str
    text: str
    path: str = ""
    action: str = ""

    @property
    def icon(self) -> str:
        """Give the icon of its kind."""
        return {"ok": "check-circle", "err": "alert", "warn": "warning"}.get(self.kind, "info")


@dataclass(frozen=True)
class FrequencyLine:
    """A frequency to choose, and when its mails leave."""

    value: str
    label: str
    hint: str


@dataclass(frozen=True)
class FormView:
    """The form with its preview (B7).

    Args:
        action: address after the language that the form is sent to.
        asks_all: keyword, category and language too, not only the place.
        first: when the first mail leaves; `count` and `rows`: what would have been in it.
    """

    action: str
    title: str
    submit: str
    icon: str
    asks_all: bool
    choices: Choices
    hidden: tuple[Option, ...]
    categories: tuple[Option, ...]
    places: tuple[Option, ...]
    frequencies: tuple[FrequencyLine, ...]
    weekdays: tuple[tuple[int, str], ...]
    first: str
    count: str
    rows: tuple[VacancyRow, ...]
    lede: str = ""
    foot: str = ""
    notice: Notice | None = None


def read_choices(
    values: Mapping[str, str], *, category: str | None = None, alert: AlertView | None = None
) -> Choices:
    """Read a query or a form; what is missing or no such choice is the alert's, or the usual.

    Args:
        category: of the page on which the form stands.
    """
    known = alert.criteria if alert else AlertCriteria()
    frequency, weekday = values.get("frequency", ""), values.get("weekday", "")
    wanted = values.get("language", "")
    return Choices(
        criteria=replace(
            known,
            keyword=one_line(values.get("q", known.keyword)[:TEXT_MAX]),
            category=category or one_line(values.get("category", known.category)[:TEXT_MAX]),
            place=one_line(values.get("place", known.place)[:TEXT_MAX]),
        ),
        frequency=(
            Frequency(frequency)
            if frequency in set(Frequency)
            else (alert.frequency if alert else Frequency.WEEKLY)
        ),
        weekday=(int(weekday) if weekday in tuple("0123456") else (alert.weekday if alert else 0)),
        language=wanted if wanted in LANGUAGES else (alert.language if alert else language()),
        time_zone=checked_zone(
            values.get("zone", "") or (alert.time_zone if alert else DEFAULT_ZONE)
        ),
    )


def known_of(alert: AlertView) -> str:
    """Give what the form shows of an alert, as it sends it: it goes with the form."""
    criteria = alert.criteria
    return urlencode(
        {
            "q": criteria.keyword,
            "category": criteria.category,
            "place": criteria.place,
            "frequency": alert.frequency.value,
            "weekday": str(alert.weekday),
            "language": alert.language,
            "zone": alert.time_zone,
        }
    )


def changed(values: Mapping[str, str]) -> dict[str, str]:
    """Give what differs from what the form was filled with; all of a form that does not say.

    Another device may have changed the rest since.
    """
    known = dict(parse_qsl(values.get(KNOWN, ""), keep_blank_values=True))
    return {name: value for name, value in values.items() if known.get(name) != value}


def form_view(
    request: PageRequest,
    choices: Choices,
    *,
    action: str,
    title: str,
    submit: str,
    icon: str = "bell",
    asks_all: bool,
    hidden: tuple[Option, ...] = (),
    lede: str = "",
    notice: Notice | None = None,
) -> FormView:
    """Give the form for choices, with what they would find."""
    found = service.preview(request.session, criteria=choices.criteria, now=request.now)
    return FormView(
        action=action,
        title=title,
        submit=submit,
        icon=icon,
        asks_all=asks_all,
        choices=choices,
        hidden=hidden,
        categories=tuple((one.code, one.short.text()) for one in categories()),
        places=_places(request, choices.criteria),
        frequencies=tuple(
            FrequencyLine(
                one.value,
                _(label),
                hint(one, weekday=choices.weekday, time_zone=choices.time_zone),
            )
            for one, label in FREQUENCIES.items()
        ),
        weekdays=tuple((n, sentence_case(name)) for n, name in enumerate(weekday_names())),
        first=first_sending(request, choices),
        count=preview_words(found),
        rows=rows_of(found.vacancies, standings_of(request, found.vacancies)),
        lede=lede,
        foot=_(
            "Vous pouvez la modifier ou la supprimer à tout moment dans Options, Alertes de poste (le menu à votre nom)."
        ),
        notice=notice,
    )


def first_sending(request: PageRequest, choices: Choices) -> str:
    """Say when the first mail of an alert leaves."""
    who = request.principal
    if who and stopped.is_stopped(request.session, account_id=who.account_id):
        return _("Aucun envoi : l'adresse de votre compte a refusé nos courriels.")
    at = next_run(
        choices.frequency,
        weekday=choices.weekday,
        time_zone=choices.time_zone,
        after=request.now,
    )
    if at is None:
        return _("Premier envoi : dès qu'un poste est publié.")
    return _("Premier envoi : %(moment)s.") % {"moment": moment(at, choices.time_zone)}


def sign_in_first(path: str, choices: Choices) -> Redirect:
    """Send a visitor to sign in; they come back to the form as they had filled it in."""
    criteria = choices.criteria
    given = {
        "q": criteria.keyword,
        "place": criteria.place,
        "frequency": choices.frequency.value,
        "weekday": str(choices.weekday),
        "zone": choices.time_zone,
        "alert": "ready",
    }
    query = urlencode({name: value for name, value in given.items() if value})
    back = quote(f"/{language()}{path}?{query}", safe="")
    return Redirect(f"{routes.SIGN_IN}?next={back}")


def created_notice(request: PageRequest, alert_id: int) -> Notice:
    """Say that an alert was created, and when it is first sent."""
    account_id = account_of(request)
    if not service.wants_alerts(request.session, account_id=account_id):
        text = _("Alerte créée, mais vos alertes sont désactivées : rien n'est envoyé.")
        return Notice("warn", text, routes.OPTIONS_ACCOUNT, _("Activer les alertes"))
    is_sent = not stopped.is_stopped(request.session, account_id=account_id)
    alert = find_alert(request, alert_id)
    if alert is None:
        return gone_notice()
    text = _("Alerte créée : %(title)s.") % {"title": alert.criteria.words(language())}
    choices = read_choices({}, alert=alert)
    path = alert_path(alert_id)
    kind, text = "ok" if is_sent else "warn", f"{text} {first_sending(request, choices)}"
    return Notice(kind, text, path, _("Gérer mes alertes"))


def gone_notice() -> Notice:
    """Say that an alert is not there any more."""
    return Notice("warn", _("Cette alerte n'existe plus."))


def refusal_notice(refusal: RuleError) -> Notice:
    """Word why an alert was not created or changed, with a way out."""
    if isinstance(refusal, AlertExists):
        return Notice(
            "info", refusal.message(), alert_path(refusal.alert_id), _("Voir cette alerte")
        )
    if isinstance(refusal, TooManyAlerts):
        return Notice("err", refusal.message(), routes.OPTIONS_ALERTS, _("Gérer mes alertes"))
    return Notice("err", refusal.message() or gone_notice().text)


def create(request: PageRequest, choices: Choices) -> int:
    """Create the alert of a form; give its id.

    Raises:
        RuleError: as `service.create`.
    """
    return service.create(
        request.session,
        account_id=account_of(request),
        criteria=choices.criteria,
        frequency=choices.frequency,
        weekday=choices.weekday,
        language=choices.language,
        time_zone=choices.time_zone,
        now=request.now,
    )


def find_alert(request: PageRequest, alert_id: int) -> AlertView | None:
    """Give an alert of the candidate; None where there is none of theirs with this id."""
    found = service.own_alerts(
        request.session, account_id=account_of(request), only=alert_id, now=request.now
    )
    return found[0] if found else None


def account_of(request: PageRequest) -> int:
    """Give the account of the signed-in candidate."""
    assert request.principal is not None  # callers make sure
    return request.principal.account_id


def number(text: str) -> int:
    """Read an id of an address; 0, which no alert has, for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def alert_path(alert_id: int) -> str:
    """Give the address of an alert in the list."""
    return f"{routes.OPTIONS_ALERTS}#alert-{alert_id}"


def _places(request: PageRequest, criteria: AlertCriteria) -> tuple[Option, ...]:
    found = vacancies.list_places(request.session, now=request.now)
    options = [(place.code, place.label) for place in found]
    if criteria.place and criteria.place not in dict(options):
        # The place of an alert stays to be chosen when no vacancy is open there any more.
        options.append((criteria.place, replace(criteria, keyword="", category="").title()))
    return tuple(options)
