"""Create an account: who is signed in has one, and goes on."""

from markupsafe import Markup

from ilojobs_app.web import routes
from ilojobs_app.web.addresses import local_target
from ilojobs_app.web.islands import Island, PageRequest, Redirect, island


@island(routes.REGISTER)
def register(request: PageRequest) -> Island | Redirect:
    """Send the signed-in on; the form itself is the frontend's."""
    if request.principal:
        return Redirect(local_target(request.query.get("next", "")))
    return Island(Markup(""))
