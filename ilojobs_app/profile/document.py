"""The saved profile as a PDF in one language: a curriculum vitae, with what JSON Resume holds and no more.

Date of birth, gender, nationalities, relatives, permits and reasons for leaving are answers for the
Office; accommodation needs are no part of a profile's copy.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session

from ilojobs_app.core.errors import at_field
from ilojobs_app.core.i18n import _, format_date, use_language
from ilojobs_app.profile.career import career
from ilojobs_app.profile.experience import months
from ilojobs_app.profile.fields import YES, StepData
from ilojobs_app.profile.reading import Reader, Words
from ilojobs_app.profile.steps import EDUCATION, EXPERTISE, PERSONAL, REFERENCES
from ilojobs_app.profile.summary import duration
from ilojobs_app.profile.views import ProfileCopy

TEMPLATE = Path(__file__).parent / "templates" / "profile.typ"
OFFICE = ZoneInfo("Europe/Zurich")


def profile_document(
    session: Session, *, profile: ProfileCopy, email: str, language: str, now: datetime
) -> dict[str, Any]:
    """Give what TEMPLATE shows; parts without content are left out."""
    with use_language(language):
        reader = Reader(session, profile.data)
        own = reader.single(PERSONAL)
        name = f"{own['first_names']} {own['last_name']}"
        saved = format_date(profile.saved_at.astimezone(OFFICE).date())
        sections = _sections(reader, profile, now.date())
        return {
            "lang": language,
            "name": name,
            "title": f"{name} – {_('Profil de candidat(e)')}",
            "contact": [email, own["phone"], _address(own)],
            "footer": _("ILO Jobs, profil enregistré le %(date)s") % {"date": saved},
            "sections": [s for s in sections if s["rows"] or s["entries"]],
        }


def _sections(reader: Reader, profile: ProfileCopy, today: date) -> Iterator[dict[str, Any]]:
    posts = [_post(*entry, today) for entry in reader.posts()]
    experience = _section(_("Expérience professionnelle"), entries=posts)
    yield experience | {"lede": _career(profile, today)}
    degrees = [_degree(words) for _raw, words in reader.entries(EDUCATION)]
    yield _section(_(EDUCATION.title), entries=degrees)
    yield _section(_("Langues"), rows=reader.languages())
    expertise = ((words["area"], words["level"]) for _raw, words in reader.entries(EXPERTISE))
    yield _section(_(EXPERTISE.title), rows=expertise)
    references = [_reference(*entry) for entry in reader.entries(REFERENCES)]
    yield _section(_(REFERENCES.title), entries=references)


def _section(
    title: str, *, rows: Iterable[tuple[str, str]] = (), entries: Iterable[dict[str, Any]] = ()
) -> dict[str, Any]:
    return {"title": title, "lede": [], "rows": _rows(rows), "entries": list(entries)}


def _rows(rows: Iterable[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"label": label, "value": value} for label, value in rows]


def _career(profile: ProfileCopy, today: date) -> list[str]:
    found = career(profile.data, today)
    if not found.total:
        return []
    kinds = [at_field(kind, time) for kind, time in found.by_kind]
    return [_("Expérience totale : %(duration)s") % {"duration": found.total}, *kinds]


def _post(raw: StepData, words: Words, today: date) -> dict[str, Any]:
    share = [words["working_time"], words["percentage"]] if words.get("percentage") else []
    terms = [words.get("grade", ""), words.get("contract_type", ""), *share]
    details = [_joined([words["employer"], words["place"]]), _joined(terms)]
    duties = (_("Tâches principales"), words["main_duties"])
    achievements = (_("Réalisations principales"), words["main_achievements"])
    return _entry(words["job_title"], details, words["period"]) | {
        "length": duration(months(raw, today)),
        "rows": _rows([duties, achievements]),
    }


def _degree(words: Words) -> dict[str, Any]:
    place = _joined([words["institution"], words["country"]])
    kind = _joined([words["level"], words["main_field"]])
    return _entry(words["degree_title"], [place, kind], words["period"])


def _reference(raw: StepData, words: Words) -> dict[str, Any]:
    # Who is not to be written to is named without an address.
    reached = [words["email"], words["phone"]] if raw["may_be_contacted"] == YES else []
    return _entry(words["name"], [words["title"], _joined([words["relation"], *reached])])


def _entry(title: str, details: Iterable[str], period: str = "") -> dict[str, Any]:
    kept = [detail for detail in details if detail]
    return {"title": title, "details": kept, "period": period, "length": "", "rows": []}


def _address(own: Words) -> str:
    town = " ".join(filter(None, (own["postal_code"], own["city"])))
    return _joined([own["address"], town, own["residence_country"]])


def _joined(parts: Iterable[str]) -> str:
    return ", ".join(part for part in parts if part)
