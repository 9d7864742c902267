"""The candidate's applications: drafts to take up again, submitted ones to read."""

from ilojobs_app.applications.service import own_applications
from ilojobs_app.applications.wording import moment
from ilojobs_app.core.i18n import _
from ilojobs_app.web import routes
from ilojobs_app.web.islands import Island, PageRequest, island
from ilojobs_app.web.templates import render


@island(routes.APPLICATIONS, private=True)
def applications(request: PageRequest) -> Island:
    """List them, the latest change first."""
    assert request.principal is not None  # `private` makes sure
    lines = own_applications(
        request.session, account_id=request.principal.account_id, now=request.now
    )
    return Island(
        render("applications/list.html", lines=lines, moment=moment),
        title=_("Mes candidatures"),
        index=False,
    )
