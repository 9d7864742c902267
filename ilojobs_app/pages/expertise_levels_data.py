"""What each level of expertise means (R10)."""

from ilojobs_app.core import lists
from ilojobs_app.core.i18n import _
from ilojobs_app.web import routes
from ilojobs_app.web.islands import Island, PageRequest, island
from ilojobs_app.web.templates import render


@island(routes.EXPERTISE_LEVELS)
def show(_request: PageRequest) -> Island:
    """Give the levels in the order of their list."""
    return Island(
        render("profile/expertise_levels.html", levels=lists.options("expertise_levels")),
        title=_("Niveaux d'expertise"),
        description=_("Ce que veut dire chaque niveau d'expertise du profil."),
    )
