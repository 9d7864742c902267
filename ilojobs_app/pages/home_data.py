"""What the home page shows: search, latest vacancies, categories."""

from ilojobs_app.core.i18n import _
from ilojobs_app.pages.vacancy_rows import rows_of
from ilojobs_app.vacancies import service
from ilojobs_app.vacancies.categories import categories
from ilojobs_app.web.islands import Island, PageRequest, island
from ilojobs_app.web.routes import HOME
from ilojobs_app.web.templates import render

LATEST = 5


@island(HOME)
def show(request: PageRequest) -> Island:
    """Show the home page."""
    latest = service.list_latest(request.session, limit=LATEST, now=request.now)
    counts = service.count_by_category(request.session, now=request.now)
    return Island(
        html=render(
            "vacancies/home.html",
            places=service.list_places(request.session, now=request.now),
            rows=rows_of(request, latest),
            categories=categories(),
            counts=counts,
            total=sum(counts.values()),
        ),
        title=_("Travailler au Bureau international du Travail"),
        description=_(
            "Postes vacants du BIT à Genève et dans le monde. Créez votre compte, complétez votre "
            "profil et postulez en ligne, en français ou en anglais."
        ),
    )
