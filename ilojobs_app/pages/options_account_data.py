"""Options > Compte: the head of the page."""

from ilojobs_app.core.i18n import _
from ilojobs_app.pages import stopped_mails
from ilojobs_app.pages.job_alerts_form import Notice, account_of
from ilojobs_app.profile.service import complete_profile
from ilojobs_app.web import routes
from ilojobs_app.web.islands import Island, PageRequest, Redirect, island
from ilojobs_app.web.templates import render


@island(routes.OPTIONS_ACCOUNT, methods=("GET", "POST"), private=True)
def show(request: PageRequest) -> Island | Redirect:
    """Show what the candidate signs in with; a POST starts mails again that were stopped."""
    if not stopped_mails.is_asked(request):
        return _page(request, stopped_mails.done_notice(request))
    answer = stopped_mails.start_again(request)
    return answer if isinstance(answer, Redirect) else _page(request, answer, status=429)


def _page(request: PageRequest, notice: Notice | None, *, status: int = 200) -> Island:
    assert request.principal is not None  # `private` makes sure
    saved = complete_profile(request.session, account_id=account_of(request))
    return Island(
        render(
            "alerts/account.html",
            email=request.principal.email,
            has_profile=saved is not None,
            notice=notice,
            stopped=stopped_mails.is_stopped(request),
        ),
        title=_("Compte"),
        status=status,
        index=False,
    )
