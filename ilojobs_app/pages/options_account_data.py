"""Options > Compte: the head of the page."""

from ilojobs_app.core.i18n import _
from ilojobs_app.profile.service import complete_profile
from ilojobs_app.web import routes
from ilojobs_app.web.islands import Island, PageRequest, island
from ilojobs_app.web.templates import render


@island(routes.OPTIONS_ACCOUNT, private=True)
def show(request: PageRequest) -> Island:
    """Show what the candidate signs in with."""
    assert request.principal is not None  # `private` makes sure
    return Island(
        render(
            "alerts/account.html",
            email=request.principal.email,
            has_profile=complete_profile(request.session, account_id=request.principal.account_id)
            is not None,
        ),
        title=_("Compte"),
        index=False,
    )
