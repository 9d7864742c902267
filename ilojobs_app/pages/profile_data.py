"""The profile: what to expect before the first step (R8); once it is saved, since when it is complete."""

from ilojobs_app.pages.profile_summary_data import saved_on
from ilojobs_app.profile import service
from ilojobs_app.web import routes
from ilojobs_app.web.islands import Island, PageRequest, island
from ilojobs_app.web.templates import render


@island(routes.PROFILE, private=True)
def profile(request: PageRequest) -> Island:
    """Show the way in, or the complete profile."""
    assert request.principal is not None  # `private` makes sure
    account_id = request.principal.account_id
    saved = service.complete_profile(request.session, account_id=account_id)
    if saved is None:
        return Island(render("profile/intro.html"), index=False)
    is_changed = service.has_changes(request.session, account_id=account_id)
    html = render("profile/complete.html", saved_on=saved_on(saved), is_changed=is_changed)
    return Island(html, index=False)
