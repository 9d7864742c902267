"""Structured data for search engines: schema.org JobPosting (B10)."""

from typing import Any
from zoneinfo import ZoneInfo

from ilojobs_app.core import i18n, lists
from ilojobs_app.core.i18n import _
from ilojobs_app.core.templating import absolute_url, render
from ilojobs_app.vacancies import notice
from ilojobs_app.vacancies.models import Vacancy

# schema.org has a closed list of its own; a contract type that an operator adds is « other ».
EMPLOYMENT_TYPES = {
    "fixed-term": "FULL_TIME",
    "development-cooperation": "FULL_TIME",
    "local": "FULL_TIME",
    "junior-expert": "FULL_TIME",
    "short-term": "TEMPORARY",
    "internship": "INTERN",
    "external": "CONTRACTOR",
}


def job_posting(vacancy: Vacancy) -> dict[str, Any]:
    """Give the JobPosting of a notice, in the current language."""
    closes_at = vacancy.closes_at.astimezone(ZoneInfo(vacancy.time_zone))
    organization = {
        "@type": "Organization",
        "name": _("Bureau international du Travail"),
        "sameAs": "https://www.ilo.org/",
    }
    return {
        "@context": "https://schema.org/",
        "@type": "JobPosting",
        "title": vacancy.text("title"),
        "description": str(render("vacancies/posting.html", sections=_body(vacancy))),
        "identifier": {
            "@type": "PropertyValue",
            "name": organization["name"],
            "value": vacancy.reference,
        },
        "inLanguage": i18n.language(),
        "datePosted": notice.publication_day(vacancy).isoformat(),
        # In the zone in which the deadline is said: read as a day, it is the day of the notice.
        "validThrough": closes_at.isoformat(timespec="seconds"),
        "employmentType": EMPLOYMENT_TYPES.get(vacancy.contract_type, "OTHER"),
        "hiringOrganization": organization,
        "directApply": True,
        "url": absolute_url(f"/vacancies/{vacancy.job_id}"),
        **_location(vacancy),
    }


def _location(vacancy: Vacancy) -> dict[str, Any]:
    if vacancy.country is None:
        # Search engines show work from home only with the countries from which it can be done, and
        # know no word for all of them.
        anywhere = [{"@type": "Country", "name": one.code} for one in lists.options("territories")]
        return {"jobLocationType": "TELECOMMUTE", "applicantLocationRequirements": anywhere}
    address = {
        "@type": "PostalAddress",
        "addressLocality": vacancy.text("duty_station"),
        "addressCountry": vacancy.country,
    }
    return {"jobLocation": {"@type": "Place", "address": address}}


def _body(vacancy: Vacancy) -> list[tuple[str, list[notice.Block]]]:
    return [
        (notice.heading(section["heading"]), notice.blocks(section["text"]))
        for section in vacancy.body()
    ]
