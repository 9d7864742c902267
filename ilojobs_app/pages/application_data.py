"""One submitted application, read from its sealed copy (B1)."""

from ilojobs_app.applications.service import own_application
from ilojobs_app.applications.wording import moment, number_at_end, sealed_moment
from ilojobs_app.core.errors import NotFound
from ilojobs_app.core.i18n import _
from ilojobs_app.core.lists import label
from ilojobs_app.vacancies.notice import blocks
from ilojobs_app.web import routes
from ilojobs_app.web.islands import Island, PageRequest, island
from ilojobs_app.web.site import not_found
from ilojobs_app.web.templates import render


@island(routes.APPLICATION, private=True)
def application(request: PageRequest) -> Island:
    """Show what was submitted; 404 for another candidate's, as for one that does not exist."""
    assert request.principal is not None  # `private` makes sure
    try:
        receipt = own_application(
            request.session,
            account_id=request.principal.account_id,
            number=number_at_end(request.path),
        )
    except NotFound:
        return not_found(request.language)
    html = render(
        "applications/receipt.html",
        receipt=receipt,
        is_new=request.query.get("submitted") == "1",
        blocks=blocks,
        moment=moment,
        sealed_moment=sealed_moment,
        territory=lambda code: label("territories", code),
    )
    title = _("Candidature nº %(number)s") % {"number": receipt.number}
    return Island(html, title=title, index=False)
