"""What the list of vacancies shows: filters, results, pages of results."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from ilojobs_app.core.i18n import _, format_number
from ilojobs_app.core.text import one_line
from ilojobs_app.pages.vacancy_rows import rows_of
from ilojobs_app.vacancies import search, service, typos
from ilojobs_app.vacancies.categories import categories, short_name
from ilojobs_app.vacancies.service import PAGE_SIZE, Criteria, Place
from ilojobs_app.web.islands import Island, PageRequest, island
from ilojobs_app.web.routes import OPTIONS_ALERTS, VACANCIES
from ilojobs_app.web.templates import page_url, render

KEYWORD_MAX = 200


@dataclass(frozen=True)
class Chip:
    """A filter in use, and the address of the list without it."""

    label: str
    without: str


@dataclass(frozen=True)
class Suggestion:
    """A keyword near the one that found nothing, and the address of what it finds."""

    keyword: str
    address: str


@island(VACANCIES)
def show(request: PageRequest) -> Island:
    """Show the open vacancies that match `q`, `category` and `place`, twelve a page."""
    session, now, query = request.session, request.now, request.query
    keyword = one_line(query.get("q", "")[:KEYWORD_MAX])
    criteria = Criteria(
        # Of punctuation alone nothing is looked for, as in an alert: no filter is shown either.
        keyword=keyword if search.words(keyword) else "",
        category=one_line(query.get("category", "")[:40]),
        place=one_line(query.get("place", "")[:KEYWORD_MAX]),
    )
    found = service.list_open(
        session, criteria=criteria, page=_page_number(query.get("page", "")), now=now
    )
    places = service.list_places(session, now=now)
    return Island(
        html=render(
            "vacancies/list.html",
            criteria=criteria,
            found=found,
            rows=rows_of(request, found.vacancies),
            first=(found.page - 1) * PAGE_SIZE + 1,
            chips=_chips(criteria, places),
            page_links=[_address(criteria, page) for page in range(1, found.pages + 1)],
            categories=categories(),
            counts=service.count_by_category(session, now=now),
            places=places,
            alert_link=_alert_link(criteria),
            suggestion=_suggestion(request, criteria) if not found.total else None,
        ),
        title=_title(found.page),
        description=_(
            "Tous les postes vacants du BIT : cherchez par mot-clé, par catégorie d'emplois ou par "
            "lieu d'affectation."
        ),
        index=criteria == Criteria(),
    )


def _suggestion(request: PageRequest, criteria: Criteria) -> Suggestion | None:
    if not criteria.keyword:
        return None
    keyword = typos.near_keyword(request.session, criteria=criteria, now=request.now)
    return Suggestion(keyword, _address(replace(criteria, keyword=keyword), 1)) if keyword else None


def _page_number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 1


def _title(page: int) -> str:
    if page == 1:
        return _("Postes vacants")
    return _("Postes vacants, page %(page)s") % {"page": format_number(page)}


def _chips(criteria: Criteria, places: Sequence[Place]) -> list[Chip]:
    names = {place.code: place.label for place in places}
    labels = {
        "keyword": criteria.keyword,
        "category": short_name(criteria.category),
        "place": names.get(criteria.place, criteria.place),
    }
    return [
        Chip(label, _address(replace(criteria, **{name: ""}), 1))
        for name, label in labels.items()
        if label
    ]


def _alert_link(criteria: Criteria) -> str:
    """Give the address of the form of an alert for the search that is on (R17)."""
    return f"{page_url(OPTIONS_ALERTS)}?{urlencode({'create': '1', **_query(criteria)})}"


def _address(criteria: Criteria, page: int) -> str:
    query = urlencode(_query(criteria) | ({"page": str(page)} if page > 1 else {}))
    return page_url(VACANCIES) + (f"?{query}" if query else "")


def _query(criteria: Criteria) -> dict[str, str]:
    given = {"q": criteria.keyword, "category": criteria.category, "place": criteria.place}
    return {name: value for name, value in given.items() if value}
