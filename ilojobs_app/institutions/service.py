"""What other features ask about institutions."""

from sqlmodel import Session

from ilojobs_app.institutions import generations, names, typos
from ilojobs_app.institutions.cities import city_name
from ilojobs_app.institutions.names import InstitutionView
from ilojobs_app.institutions.search import Results, page_of, search

__all__ = ["InstitutionView", "Results", "city_name", "forget", "institution", "search"]


def institution(session: Session, *, institution_id: int) -> InstitutionView | None:
    """Give an institution with its names, closed ones included: profiles keep reading them."""
    load = generations.current(session)
    if load is None:
        return None
    return next(iter(names.views(session, load, [institution_id])), None)


def forget() -> None:
    """Forget what is kept of lists: for a process that turns to another database."""
    names.kept.clear()
    typos.vocabulary.cache_clear()
    page_of.cache_clear()
