"""What a notice shows while it is open; afterwards, and for unknown numbers, what to do next."""

from zoneinfo import ZoneInfo

from markupsafe import Markup

from ilojobs_app.applications.self_check import self_check
from ilojobs_app.core.errors import NotFound
from ilojobs_app.core.i18n import _
from ilojobs_app.pages.vacancy_rows import standing_of
from ilojobs_app.vacancies import deadlines, service
from ilojobs_app.vacancies.categories import find_category
from ilojobs_app.vacancies.errors import VacancyClosed
from ilojobs_app.vacancies.models import Vacancy
from ilojobs_app.vacancies.structured_data import job_posting
from ilojobs_app.vacancies.views import Standing, description, notice_of
from ilojobs_app.web.islands import Island, PageRequest, island
from ilojobs_app.web.routes import VACANCY
from ilojobs_app.web.templates import render


@island(VACANCY)
def show(request: PageRequest) -> Island:
    """Show a notice; 410 once its deadline has passed (R16), 404 for an unknown number."""
    try:
        vacancy = service.find_open(
            request.session, job_id=_job_id(request.parameters["job_id"]), now=request.now
        )
    except VacancyClosed as closed:
        return _closed(closed.vacancy, standing_of(request, closed.vacancy))
    except NotFound:
        return _unknown()
    notice = notice_of(vacancy, request.now, standing_of(request, vacancy))
    return Island(
        html=render(
            "vacancies/notice.html",
            notice=notice,
            today=request.now.astimezone(ZoneInfo(vacancy.time_zone)).date(),
            self_check=_self_check(request, vacancy),
        ),
        title=", ".join((notice.row.title, notice.row.grade, vacancy.text("duty_station"))),
        description=description(vacancy),
        json_ld=job_posting(vacancy),
    )


def _self_check(request: PageRequest, vacancy: Vacancy) -> Markup | str:
    """Hold the notice against the reader's profile (B6); nothing for who is not signed in."""
    if request.principal is None:
        return ""
    check = self_check(
        request.session,
        account_id=request.principal.account_id,
        vacancy=vacancy,
        now=request.now,
    )
    return render("applications/self_check.html", check=check) if check else ""


def _job_id(text: str) -> int:
    """Read the number in the address; each notice has one address, so no `007`."""
    if not (text.isascii() and text.isdigit()) or text.startswith("0") or len(text) > 10:
        raise NotFound
    return int(text)


def _closed(vacancy: Vacancy, standing: Standing | None) -> Island:
    return Island(
        html=render(
            "vacancies/closed.html",
            deadline=deadlines.deadline(vacancy),
            category=find_category(vacancy.category),
            standing=standing,
        ),
        title=_("Ce poste est clos"),
        description=_("La date de clôture est passée : l'avis n'est plus public."),
        status=410,
        index=False,
    )


def _unknown() -> Island:
    title = _("Poste introuvable")
    advice = _("Aucun avis ne porte ce numéro. Vérifiez l'adresse, ou partez de la liste.")
    return Island(
        html=render("vacancies/unknown.html", title=title, advice=advice),
        title=title,
        status=404,
        index=False,
    )
