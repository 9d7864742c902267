"""What the page of one job category shows: its open vacancies and its grades."""

from ilojobs_app.core.i18n import _
from ilojobs_app.vacancies import service
from ilojobs_app.vacancies.categories import Category, find_category
from ilojobs_app.vacancies.service import Criteria
from ilojobs_app.vacancies.views import row_of
from ilojobs_app.web.islands import Island, PageRequest, island
from ilojobs_app.web.routes import CATEGORY
from ilojobs_app.web.templates import render


@island(CATEGORY)
def show(request: PageRequest) -> Island:
    """Show a category; 404 for a code that the list does not have."""
    category = find_category(request.parameters["code"])
    return _known(request, category) if category else _unknown()


def _known(request: PageRequest, category: Category) -> Island:
    criteria = Criteria(category=category.code)
    found = service.list_open(request.session, criteria=criteria, page=1, now=request.now)
    rows = [row_of(vacancy, request.now) for vacancy in found.vacancies]
    return Island(
        html=render("vacancies/category.html", category=category, found=found, rows=rows),
        title=category.short.text(),
        description=category.lede.text(),
        public=True,
    )


def _unknown() -> Island:
    title = _("Catégorie introuvable")
    advice = _("Aucune catégorie n'a ce nom. Choisissez-en une dans la liste des catégories.")
    return Island(
        html=render("vacancies/unknown.html", title=title, advice=advice),
        title=title,
        status=404,
        index=False,
        public=True,
    )
