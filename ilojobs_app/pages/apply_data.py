"""What stands over the apply page: the vacancy, its deadline; 404 for an unknown number."""

from ilojobs_app.applications.self_check import SelfCheck, self_check
from ilojobs_app.applications.service import begin
from ilojobs_app.applications.views import Stage
from ilojobs_app.applications.wording import number_at_end
from ilojobs_app.core.errors import NotFound
from ilojobs_app.core.i18n import _
from ilojobs_app.vacancies.service import find_open
from ilojobs_app.web import routes
from ilojobs_app.web.islands import Island, PageRequest, island
from ilojobs_app.web.site import not_found
from ilojobs_app.web.templates import render


@island(routes.APPLY, private=True)
def apply_head(request: PageRequest) -> Island:
    """Show for which vacancy the candidate applies, also once it is closed."""
    assert request.principal is not None  # `private` makes sure
    try:
        view = begin(
            request.session,
            account_id=request.principal.account_id,
            job_id=number_at_end(request.path),
            now=request.now,
        )
    except NotFound:
        return not_found(request.language)
    check = _self_check(request, view.vacancy.job_id) if view.stage is Stage.WRITE else None
    return Island(
        render("applications/apply_head.html", vacancy=view.vacancy, check=check),
        title=f"{_('Candidature')}, {view.vacancy.title}",
        index=False,
    )


def _self_check(request: PageRequest, job_id: int) -> SelfCheck | None:
    assert request.principal is not None  # `private` makes sure
    return self_check(
        request.session,
        account_id=request.principal.account_id,
        vacancy=find_open(request.session, job_id=job_id, now=request.now),
        now=request.now,
    )
