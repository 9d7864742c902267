"""The summary as it will be read: every step, worded by the server."""

from zoneinfo import ZoneInfo

from ilojobs_app.core.i18n import format_date
from ilojobs_app.profile import service
from ilojobs_app.profile.career import career
from ilojobs_app.profile.summary import summary
from ilojobs_app.profile.views import ProfileCopy
from ilojobs_app.web.islands import Island, PageRequest, Redirect, island
from ilojobs_app.web.templates import render

OFFICE = ZoneInfo("Europe/Zurich")


@island("/profile/summary", methods=("GET", "POST"), private=True)
def profile_summary(request: PageRequest) -> Island | Redirect:
    """Give the sections, with what each step still lacks; a POST goes back to the saved profile."""
    assert request.principal is not None  # `private` makes sure
    account_id = request.principal.account_id
    if request.method == "POST":
        return _abandon(request, account_id)
    data = service.current_data(request.session, account_id=account_id)
    sections = summary(
        request.session, data=data, language=request.language, today=request.now.date()
    )
    *lines, _last = service.overview(request.session, account_id=account_id, now=request.now)
    saved = service.complete_profile(request.session, account_id=account_id)
    html = render(
        "profile/summary.html",
        sections=sections,
        lines={line.slug: line for line in lines},
        career=career(data, request.now.date()),
        saved_on=saved and saved_on(saved),
        is_changed=saved is not None
        and service.has_changes(request.session, account_id=account_id),
        is_abandoned="abandoned" in request.query,
        was_changed="changed" in request.query,
        is_newer="newer" in request.query,
        stamp=service.stamp(request.session, account_id=account_id),
        done=service.completeness(request.session, account_id=account_id, now=request.now),
    )
    return Island(html, index=False)


def _abandon(request: PageRequest, account_id: int) -> Redirect:
    read = request.form.get("read", "")
    try:
        service.abandon_changes(request.session, account_id=account_id, read=read)
    except service.ProfileChanged:
        return Redirect("/profile/summary?newer=1")
    return Redirect("/profile/summary?abandoned=1")


def saved_on(profile: ProfileCopy) -> str:
    """Word the day on which a profile was saved, in Geneva."""
    return format_date(profile.saved_at.astimezone(OFFICE).date())
