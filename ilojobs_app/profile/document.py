"""The saved profile as a PDF, in one language, as its summary reads."""

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session

from ilojobs_app.core.i18n import _, format_date, use_language
from ilojobs_app.profile.career import career
from ilojobs_app.profile.steps import PERSONAL
from ilojobs_app.profile.summary import summary
from ilojobs_app.profile.views import EntryView, ProfileCopy, Row, SummarySection

TEMPLATE = Path(__file__).parent / "templates" / "profile.typ"
OFFICE = ZoneInfo("Europe/Zurich")


def profile_document(
    session: Session, *, profile: ProfileCopy, language: str, now: datetime
) -> dict[str, Any]:
    """Give what TEMPLATE shows. Accommodation needs are no part of a profile's copy."""
    with use_language(language):
        own = profile.data[PERSONAL.slug]
        today = now.date()
        sections = summary(session, data=profile.data, language=language, today=today)
        saved = format_date(profile.saved_at.astimezone(OFFICE).date())
        return {
            "lang": language,
            "name": f"{own['first_names']} {own['last_name']}",
            "title": _("Profil de candidat(e)"),
            "footer": _("ILO Jobs, profil enregistré le %(date)s") % {"date": saved},
            "sections": [*_career(profile, today), *map(_section, sections)],
        }


def _career(profile: ProfileCopy, today: date) -> Iterable[dict[str, Any]]:
    found = career(profile.data, today)
    if found.total:
        title = _("Expérience totale : %(duration)s") % {"duration": found.total}
        rows = [{"label": kind, "value": duration} for kind, duration in found.by_kind]
        yield {"title": title, "rows": rows, "entries": []}


def _section(section: SummarySection) -> dict[str, Any]:
    return {
        "title": section.title,
        "rows": _rows(section.rows),
        "entries": [_entry(entry) for entry in section.entries],
    }


def _entry(entry: EntryView) -> dict[str, Any]:
    title = entry.title or _("Sans titre")
    return {"title": title, "details": list(entry.details), "rows": _rows(entry.rows)}


def _rows(rows: Iterable[Row]) -> list[dict[str, str]]:
    return [{"label": row.label, "value": row.value} for row in rows if row.value]
