"""What other features ask about institutions."""

from sqlmodel import Session

from ilojobs_app.institutions import generations, names
from ilojobs_app.institutions.names import InstitutionView
from ilojobs_app.institutions.search import Results, search

__all__ = ["InstitutionView", "Results", "institution", "search"]


def institution(session: Session, *, institution_id: int) -> InstitutionView | None:
    """Give an institution with its names, closed ones included: profiles keep reading them."""
    load = generations.current(session)
    if load is None:
        return None
    return names.views(session, load.id, [institution_id]).get(institution_id)
