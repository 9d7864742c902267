"""What an entry's institution is: one of the list, or *Autres with its details (R12)."""

from collections.abc import Callable

from sqlmodel import Session

from ilojobs_app.core.i18n import language
from ilojobs_app.institutions import service as institutions
from ilojobs_app.institutions.models import Status
from ilojobs_app.institutions.service import InstitutionView
from ilojobs_app.profile.fields import OTHER, Values


def is_institution(session: Session) -> Callable[[int, str], bool]:
    """Give the check that a country's list has an institution of that id."""

    def found(institution_id: int, country: str) -> bool:
        view = institutions.institution(session, institution_id=institution_id)
        return view is not None and view.country == country

    return found


def institution_of(session: Session, entry: Values) -> InstitutionView | None:
    """Find the institution of an entry; None for *Autres, or while none is chosen."""
    chosen = entry.get("institution", "")
    if not chosen.isdecimal():
        return None
    return institutions.institution(session, institution_id=int(chosen))


def institution_name(session: Session, entry: Values) -> str:
    """Name the institution of an entry with its city, in the current language."""
    if entry.get("institution") == OTHER:
        parts = [entry.get("institution_name", ""), entry.get("institution_city", "")]
    elif view := institution_of(session, entry):
        parts = [view.name(language()), institutions.city_name(view.country, view.city, language())]
    else:
        parts = []
    return ", ".join(part for part in parts if part)


def institution_status(session: Session, entry: Values) -> Status:
    """Give the status of an entry's institution; *Autres is to be verified (R13)."""
    view = institution_of(session, entry)
    return view.status if view else Status.TO_BE_VERIFIED
