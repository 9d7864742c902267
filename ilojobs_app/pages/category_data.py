"""What the page of one job category shows: its vacancies, its grades, « Créer une alerte » (R17)."""

from ilojobs_app.core.errors import RuleError
from ilojobs_app.core.i18n import _
from ilojobs_app.pages.job_alerts_form import (
    Choices,
    FormView,
    Notice,
    create,
    created_notice,
    form_view,
    number,
    read_choices,
    refusal_notice,
    sign_in_first,
)
from ilojobs_app.pages.vacancy_rows import rows_of
from ilojobs_app.vacancies import service
from ilojobs_app.vacancies.categories import Category, find_category
from ilojobs_app.vacancies.service import Criteria
from ilojobs_app.web.islands import Island, PageRequest, Redirect, island
from ilojobs_app.web.routes import CATEGORY
from ilojobs_app.web.templates import render


@island(CATEGORY, methods=("GET", "POST"))
def show(request: PageRequest) -> Island | Redirect:
    """Show a category; 404 for a code that the list does not have. On POST create its alert."""
    category = find_category(request.parameters["code"])
    if category is None:
        return _unknown()
    if request.method != "POST":
        choices = read_choices(request.query, category=category.code)
        return _known(request, category, _form(request, category, choices, _notice(request)))
    choices = read_choices(request.form, category=category.code)
    if request.principal is None:
        return sign_in_first(request.path, choices)
    try:
        alert_id = create(request, choices)
    except RuleError as refusal:
        form = _form(request, category, choices, refusal_notice(refusal))
        return _known(request, category, form, status=422)
    return Redirect(f"{request.path}?created={alert_id}")


def _notice(request: PageRequest) -> Notice | None:
    if request.principal is None:
        return None
    if created := number(request.query.get("created", "")):
        return created_notice(request, created)
    if request.query.get("alert") == "ready":
        return Notice("info", _("Vérifiez vos choix, puis créez l'alerte."))
    return None


def _form(
    request: PageRequest, category: Category, choices: Choices, notice: Notice | None
) -> FormView:
    lede = _("Les nouveaux postes « %(category)s » par courriel.")
    return form_view(
        request,
        choices,
        action=request.path,
        title=_("Créer une alerte"),
        submit=_("Créer une alerte"),
        asks_all=False,
        lede=lede % {"category": category.short.text()},
        notice=notice,
    )


def _known(request: PageRequest, category: Category, form: FormView, status: int = 200) -> Island:
    criteria = Criteria(category=category.code)
    found = service.list_open(request.session, criteria=criteria, page=1, now=request.now)
    rows = rows_of(request, found.vacancies)
    aside = render("alerts/form.html", form=form)
    return Island(
        html=render(
            "vacancies/category.html", category=category, found=found, rows=rows, aside=aside
        ),
        title=category.short.text(),
        description=category.lede.text(),
        status=status,
        index=not request.query,
    )


def _unknown() -> Island:
    title = _("Catégorie introuvable")
    advice = _("Aucune catégorie n'a ce nom. Choisissez-en une dans la liste des catégories.")
    return Island(
        html=render("vacancies/unknown.html", title=title, advice=advice),
        title=title,
        status=404,
        index=False,
    )
