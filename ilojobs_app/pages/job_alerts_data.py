"""Options > Alertes de poste: the head of the page, and the form of an alert (R18)."""

from ilojobs_app.alerts import service
from ilojobs_app.alerts.views import AlertView
from ilojobs_app.core.errors import RuleError
from ilojobs_app.core.i18n import _
from ilojobs_app.pages import stopped_mails
from ilojobs_app.pages.job_alerts_form import (
    KNOWN,
    Choices,
    FormView,
    Notice,
    account_of,
    changed,
    create,
    created_notice,
    find_alert,
    form_view,
    gone_notice,
    known_of,
    number,
    read_choices,
    refusal_notice,
)
from ilojobs_app.web import routes
from ilojobs_app.web.islands import Island, PageRequest, Redirect, island
from ilojobs_app.web.templates import render


@island(routes.OPTIONS_ALERTS, methods=("GET", "POST"), private=True, form_in_address=True)
def show(request: PageRequest) -> Island | Redirect:
    """Show head and form: `create=1` with any criteria, or `edit=ID`."""
    if stopped_mails.is_asked(request):
        answer = stopped_mails.start_again(request)
        return answer if isinstance(answer, Redirect) else _page(request, notice=answer, status=429)
    values = request.form if request.method == "POST" else request.query
    if edited := number(values.get("edit", "")):
        return _edit(request, edited)
    if values.get("create"):
        return _create(request)
    return _page(request, notice=_done(request))


def _create(request: PageRequest) -> Island | Redirect:
    if request.method != "POST":
        return _page(request, _create_form(request, read_choices(request.query)))
    choices = read_choices(request.form)
    try:
        alert_id = create(request, choices)
    except RuleError as refusal:
        form = _create_form(request, choices, refusal_notice(refusal))
        return _page(request, form, status=422)
    return Redirect(f"{routes.OPTIONS_ALERTS}?created={alert_id}")


def _edit(request: PageRequest, alert_id: int) -> Island | Redirect:
    alert = find_alert(request, alert_id)
    if alert is None:
        return _page(request, notice=gone_notice())
    if request.method != "POST":
        choices = read_choices(changed(request.query), alert=alert)
        return _page(request, _edit_form(request, alert, choices))
    choices = read_choices(changed(request.form), alert=alert)
    try:
        service.change(
            request.session,
            account_id=account_of(request),
            alert_id=alert_id,
            criteria=choices.criteria,
            frequency=choices.frequency,
            weekday=choices.weekday,
            language=choices.language,
            time_zone=choices.time_zone,
            now=request.now,
        )
    except RuleError as refusal:
        form = _edit_form(request, alert, choices, refusal_notice(refusal))
        return _page(request, form, status=422)
    return Redirect(f"{routes.OPTIONS_ALERTS}?changed={alert_id}")


def _create_form(request: PageRequest, choices: Choices, notice: Notice | None = None) -> FormView:
    return form_view(
        request,
        choices,
        action=routes.OPTIONS_ALERTS,
        title=_("Créer une alerte"),
        submit=_("Créer une alerte"),
        asks_all=True,
        hidden=(("create", "1"),),
        notice=notice,
    )


def _edit_form(
    request: PageRequest, alert: AlertView, choices: Choices, notice: Notice | None = None
) -> FormView:
    return form_view(
        request,
        choices,
        action=routes.OPTIONS_ALERTS,
        title=_("Modifier l'alerte"),
        submit=_("Enregistrer l'alerte"),
        icon="check",
        asks_all=True,
        hidden=(("edit", str(alert.id)), (KNOWN, known_of(alert))),
        notice=notice,
    )


def _done(request: PageRequest) -> Notice | None:
    if created := number(request.query.get("created", "")):
        return created_notice(request, created)
    if changed := number(request.query.get("changed", "")):
        alert = find_alert(request, changed)
        if alert is None:
            return gone_notice()
        text = _("Alerte modifiée : %(title)s.") % {"title": alert.criteria.words(request.language)}
        return Notice("ok", text)
    return stopped_mails.done_notice(request)


def _page(
    request: PageRequest,
    form: FormView | None = None,
    *,
    notice: Notice | None = None,
    status: int = 200,
) -> Island:
    assert request.principal is not None  # `private` makes sure
    return Island(
        render(
            "alerts/options.html",
            email=request.principal.email,
            form=form,
            notice=notice,
            stopped=stopped_mails.is_stopped(request),
        ),
        title=form.title if form else _("Alertes de poste"),
        status=status,
        index=False,
    )
