"""What both pages of Options say of an address that refuses mail, and the button there."""

from ilojobs_app.alerts import stopped
from ilojobs_app.core.errors import RuleError
from ilojobs_app.core.i18n import _
from ilojobs_app.pages.job_alerts_form import Notice, account_of
from ilojobs_app.web.islands import PageRequest, Redirect

ASKED, DONE = "start-mails", "mails"


def is_asked(request: PageRequest) -> bool:
    """Say whether the button was pressed."""
    return request.method == "POST" and ASKED in request.form


def is_stopped(request: PageRequest) -> bool:
    """Say whether the signed-in candidate's address gets no alerts."""
    return stopped.is_stopped(request.session, account_id=account_of(request))


def start_again(request: PageRequest) -> Redirect | Notice:
    """Write to the address again; a notice where that was asked for too often."""
    try:
        stopped.start_again(request.session, account_id=account_of(request), now=request.now)
    except RuleError as busy:
        return Notice("err", busy.message())
    return Redirect(f"{request.path}?{DONE}=again")


def done_notice(request: PageRequest) -> Notice | None:
    """Say that mails go out again, after the button."""
    if DONE not in request.query or is_stopped(request):
        return None
    return Notice("ok", _("Vos alertes sont de nouveau envoyées."))
