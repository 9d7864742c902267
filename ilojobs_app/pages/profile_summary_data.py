"""The summary as it will be read: every step, worded by the server."""

from ilojobs_app.profile.career import career
from ilojobs_app.profile.service import complete_profile, completeness, current_data, overview
from ilojobs_app.profile.summary import summary
from ilojobs_app.web.islands import Island, PageRequest, island
from ilojobs_app.web.templates import render


@island("/profile/summary", private=True)
def profile_summary(request: PageRequest) -> Island:
    """Give the sections, with what each step still lacks."""
    assert request.principal is not None  # `private` makes sure
    account_id = request.principal.account_id
    data = current_data(request.session, account_id=account_id)
    sections = summary(
        request.session, data=data, language=request.language, today=request.now.date()
    )
    lines = overview(request.session, account_id=account_id, now=request.now)
    html = render(
        "profile/summary.html",
        sections=sections,
        lines={line.slug: line for line in lines},
        career=career(data, request.now.date()),
        is_saved=complete_profile(request.session, account_id=account_id) is not None,
        done=completeness(request.session, account_id=account_id, now=request.now),
    )
    return Island(html, index=False)
