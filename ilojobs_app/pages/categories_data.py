"""What the page of job categories shows."""

from ilojobs_app.core.i18n import _
from ilojobs_app.vacancies import service
from ilojobs_app.vacancies.categories import categories
from ilojobs_app.web.islands import Island, PageRequest, island
from ilojobs_app.web.routes import CATEGORIES
from ilojobs_app.web.templates import render


@island(CATEGORIES)
def show(request: PageRequest) -> Island:
    """Show every category with the number of its open vacancies."""
    counts = service.count_by_category(request.session, now=request.now)
    return Island(
        html=render("vacancies/categories.html", categories=categories(), counts=counts),
        title=_("Catégories d'emplois"),
        description=_(
            "Les catégories d'emplois du BIT, des services généraux à la direction, avec leurs "
            "grades et leurs postes vacants."
        ),
    )
